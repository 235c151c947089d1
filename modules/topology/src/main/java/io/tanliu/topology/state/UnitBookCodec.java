// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.Accounts;
import io.tanliu.domain.ledger.PointTail;
import io.tanliu.domain.ledger.Sample;
import io.tanliu.domain.ledger.UnitBook;
import java.util.List;

/** A unit's book as state. */
public final class UnitBookCodec {
  private static final int VERSION = 1;

  private UnitBookCodec() {}

  /** Bytes of a book. */
  public static byte[] encode(UnitBook book) {
    Accounts accounts = book.accounts();
    StateWriter out =
        new StateWriter(VERSION)
            .number(accounts.accepted())
            .number(accounts.duplicate())
            .number(accounts.corrected())
            .number(accounts.rejected())
            .number(accounts.resets());
    List<String> points = book.points();
    out.number(points.size());
    for (int i = 0; i < points.size(); i++) {
      out.text(points.get(i));
      tail(out, book.tail(i));
    }
    return out.bytes();
  }

  private static void tail(StateWriter out, PointTail tail) {
    out.number(tail == null ? 0 : 1);
    if (tail != null) {
      Sample last = tail.last();
      out.number(last.time()).number(last.value()).number(last.scale());
      out.number(last.time() - tail.anchor());
    }
  }

  /** The book in the bytes. */
  public static UnitBook decode(byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION);
    UnitBook book = new UnitBook();
    book.accounts(new Accounts(in.number(), in.number(), in.number(), in.number(), in.number()));
    int points = in.count();
    for (int i = 0; i < points; i++) {
      int number = book.number(in.text());
      if (in.number() == 1) {
        Sample last = new Sample(in.number(), in.number(), in.count());
        book.tail(number, new PointTail(last, last.time() - in.number()));
      }
    }
    return book;
  }
}
