// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.ReadingRow;
import io.tanliu.domain.ledger.Sample;

/**
 * A reading row as state, in columns: what all readings share is written once. A frame of many
 * points at one moment costs the numbers and next to nothing beside them.
 */
public final class ReadingRowCodec {
  private static final int VERSION = 2;

  /** Each point has one reading and its number is one more than the last. */
  private static final int RUN = 1;

  private static final int SAME_TIME = 2;
  private static final int SAME_SCALE = 4;
  private static final int NO_MARKS = 8;

  private ReadingRowCodec() {}

  /** Bytes of a row. */
  public static byte[] encode(long start, ReadingRow row) {
    int size = row.size();
    int form = form(row);
    StateWriter out = new StateWriter(VERSION, 16 + size * 5).number(size).number(form);
    int point = 0;
    for (int i = 0; i < ((form & RUN) != 0 ? 1 : size); i++) {
      out.number(row.point(i) - point);
      point = row.point(i);
    }
    long time = start;
    for (int i = 0; i < ((form & SAME_TIME) != 0 ? 1 : size); i++) {
      out.number(row.sample(i).time() - time);
      time = row.sample(i).time();
    }
    for (int i = 0; i < ((form & SAME_SCALE) != 0 ? 1 : size); i++) {
      out.number(row.sample(i).scale());
    }
    for (int i = 0; i < ((form & NO_MARKS) != 0 ? 0 : size); i++) {
      out.number(row.sample(i).marks());
    }
    for (int i = 0; i < size; i++) {
      out.number(row.sample(i).value());
    }
    return out.bytes();
  }

  private static int form(ReadingRow row) {
    int form = RUN | SAME_TIME | SAME_SCALE | NO_MARKS;
    Sample first = row.sample(0);
    for (int i = 0; i < row.size(); i++) {
      Sample sample = row.sample(i);
      form &= row.point(i) == row.point(0) + i ? ~0 : ~RUN;
      form &= sample.time() == first.time() ? ~0 : ~SAME_TIME;
      form &= sample.scale() == first.scale() ? ~0 : ~SAME_SCALE;
      form &= sample.marks() == 0 ? ~0 : ~NO_MARKS;
    }
    return form;
  }

  /** The row in the bytes. */
  public static ReadingRow decode(long start, byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION, VERSION);
    int size = in.count();
    int form = in.count();
    int[] points = new int[size];
    long[] times = new long[size];
    int[] scales = new int[size];
    int[] marks = new int[size];
    for (int i = 0; i < size; i++) {
      int before = i == 0 ? 0 : points[i - 1];
      points[i] = before + (i > 0 && (form & RUN) != 0 ? 1 : in.count());
    }
    for (int i = 0; i < size; i++) {
      long before = i == 0 ? start : times[i - 1];
      times[i] = before + (i > 0 && (form & SAME_TIME) != 0 ? 0 : in.number());
    }
    for (int i = 0; i < size; i++) {
      scales[i] = i > 0 && (form & SAME_SCALE) != 0 ? scales[0] : in.count();
    }
    for (int i = 0; i < size; i++) {
      marks[i] = (form & NO_MARKS) != 0 ? 0 : in.count();
    }
    ReadingRow row = new ReadingRow(size);
    for (int i = 0; i < size; i++) {
      row.put(points[i], new Sample(times[i], in.number(), scales[i], marks[i]));
    }
    return row;
  }
}
