// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.DirtyBuckets;
import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.time.Granularity;
import java.time.ZoneId;
import java.util.List;

/**
 * An entity's book as state. Version 1 knew neither dated points, causes nor what had converted.
 */
public final class EntityBookCodec {
  private static final int VERSION = 2;
  private static final List<Granularity> FINE = List.of(Granularity.QUARTER_HOUR, Granularity.HOUR);

  private EntityBookCodec() {}

  /** Bytes of a book. */
  public static byte[] encode(EntityBook book) {
    StateWriter out =
        new StateWriter(VERSION)
            .text(book.zone().getId())
            .number(book.asOf())
            .points(book.points())
            .ranges(book.dirty().ranges())
            .number(book.changes())
            .number(book.factors())
            .number(book.convertedTo() == Long.MAX_VALUE ? 0 : 1);
    if (book.convertedTo() != Long.MAX_VALUE) {
      out.number(book.convertedTo());
    }
    out.number(book.causes().size());
    book.causes()
        .forEach((cause, dirty) -> out.number(Causes.number(cause)).ranges(dirty.ranges()));
    out.number(book.waits() ? 1 : 0);
    if (book.waits()) {
      LinesCodec.write(out, book.untold().byBucket());
    }
    for (Granularity granularity : FINE) {
      boolean kept = book.keptFrom(granularity) == Long.MIN_VALUE;
      boolean whole = book.oldestForgotten(granularity) == Long.MAX_VALUE;
      out.number((kept ? 0 : 1) + (whole ? 0 : 2));
      if (!kept) {
        out.number(book.keptFrom(granularity));
      }
      if (!whole) {
        out.number(book.oldestForgotten(granularity));
      }
    }
    return out.bytes();
  }

  /** The book in the bytes. */
  public static EntityBook decode(byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION);
    EntityBook book = new EntityBook(ZoneId.of(in.text()));
    book.reached(in.number());
    if (in.version() == 1) {
      in.undatedPoints(book.points());
      in.ranges(book.dirty()::markRange);
      return book;
    }
    in.points(book.points());
    in.ranges(book.dirty()::markRange);
    book.changed(in.number());
    book.converted(in.number(), in.number() == 0 ? Long.MAX_VALUE : in.number());
    int causes = in.count();
    for (int i = 0; i < causes; i++) {
      DirtyBuckets dirty = new DirtyBuckets();
      book.causes().put(Causes.of(in.count()), dirty);
      in.ranges(dirty::markRange);
    }
    if (in.number() == 1) {
      book.tellLater(LinesCodec.readBuckets(in));
    }
    for (Granularity granularity : FINE) {
      long flags = in.number();
      if ((flags & 1) != 0) {
        book.keepFrom(granularity, in.number());
      }
      if ((flags & 2) != 0) {
        book.forgot(granularity, in.number());
      }
    }
    return book;
  }
}
