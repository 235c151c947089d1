// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.Accounts;
import io.tanliu.domain.ledger.PointBook;
import io.tanliu.domain.ledger.Stretch;
import io.tanliu.domain.ledger.UnitBook;
import java.util.ArrayList;
import java.util.List;

/**
 * A unit's book as state, in two values: what every frame changes, a byte or two per point, and the
 * shape, which changes when a point is first seen, once a day, and when readings come from before
 * all others.
 */
public final class UnitBookCodec {
  private static final int VERSION = 2;

  private UnitBookCodec() {}

  /** True for the bytes of a book of the first layout, which {@link FirstLayout} reads. */
  public static boolean isFirstLayout(byte[] book) {
    return new StateReader(book, VERSION).version() == 1;
  }

  /** What every frame changes. */
  public static byte[] encode(UnitBook book) {
    Accounts accounts = book.accounts();
    List<PointBook> points = book.points();
    StateWriter out =
        new StateWriter(VERSION, 64 + 2 * points.size())
            .number(accounts.accepted())
            .number(accounts.duplicate())
            .number(accounts.corrected())
            .number(accounts.rejected())
            .number(accounts.resets())
            .number(book.top())
            .number(book.top() - book.newest())
            .number(points.size());
    for (PointBook point : points) {
      out.number(point.top() == Long.MIN_VALUE ? -1 : book.top() - point.top());
    }
    return out.bytes();
  }

  /** What seldom changes. */
  public static byte[] encodeShape(UnitBook book) {
    List<PointBook> points = book.points();
    StateWriter out =
        new StateWriter(VERSION, 64 + 32 * points.size())
            .number(book.unsettled(false))
            .number(book.unsettled(true))
            .number(points.size());
    for (PointBook point : points) {
      out.text(point.id()).number(point.oldest()).number(point.settled().size());
      for (Stretch stretch : point.settled()) {
        out.number(stretch.first())
            .number(stretch.last() - stretch.first())
            .number((stretch.firstBackfilled() ? 1 : 0) + (stretch.lastBackfilled() ? 2 : 0));
      }
    }
    return out.bytes();
  }

  /** The book in the two values. */
  public static UnitBook decode(byte[] bytes, byte[] shape) {
    StateReader in = new StateReader(bytes, VERSION, VERSION);
    StateReader rest = new StateReader(shape, VERSION, VERSION);
    UnitBook book = new UnitBook();
    book.accounts(new Accounts(in.number(), in.number(), in.number(), in.number(), in.number()));
    long top = in.number();
    book.restore(top - in.number(), top, rest.number(), rest.number());
    int points = in.count();
    if (rest.count() != points) {
      throw new IllegalStateException("a unit's book and its shape have other points");
    }
    for (int i = 0; i < points; i++) {
      PointBook point = book.point(rest.text());
      long oldest = rest.number();
      long behind = in.number();
      point.restore(oldest, behind < 0 ? Long.MIN_VALUE : top - behind, stretches(rest));
    }
    book.shapeSaved();
    return book;
  }

  private static List<Stretch> stretches(StateReader in) {
    int size = in.count();
    List<Stretch> stretches = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      long first = in.number();
      long last = first + in.number();
      int marks = in.count();
      stretches.add(new Stretch(first, last, (marks & 1) != 0, (marks & 2) != 0));
    }
    return stretches;
  }
}
