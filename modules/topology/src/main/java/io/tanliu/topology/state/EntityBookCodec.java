// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.EntityBook;
import java.time.ZoneId;

/** An entity's book as state. */
public final class EntityBookCodec {
  private static final int VERSION = 1;

  private EntityBookCodec() {}

  /** Bytes of a book. */
  public static byte[] encode(EntityBook book) {
    return new StateWriter(VERSION)
        .text(book.zone().getId())
        .number(book.asOf())
        .counts(book.points())
        .ranges(book.dirty().ranges())
        .bytes();
  }

  /** The book in the bytes. */
  public static EntityBook decode(byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION);
    EntityBook book = new EntityBook(ZoneId.of(in.text()));
    book.reached(in.number());
    in.counts(book::addPoints);
    in.ranges(book.dirty()::markRange);
    return book;
  }
}
