// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.ReadingRow;
import io.tanliu.domain.ledger.Sample;
import java.util.List;

/**
 * A reading row as state. Times are offsets from the one before, so a reading costs its value and
 * two or three bytes.
 */
public final class ReadingRowCodec {
  private static final int VERSION = 1;

  private ReadingRowCodec() {}

  /** Bytes of a row. */
  public static byte[] encode(long bucket, ReadingRow row) {
    StateWriter out = new StateWriter(VERSION).number(row.byPoint().size());
    row.byPoint().forEach((point, samples) -> write(out.number(point), bucket, samples));
    return out.bytes();
  }

  private static void write(StateWriter out, long bucket, List<Sample> samples) {
    out.number(samples.size());
    long before = bucket;
    for (Sample sample : samples) {
      out.number(sample.time() - before).number(sample.value()).number(sample.scale());
      before = sample.time();
    }
  }

  /** The row in the bytes. */
  public static ReadingRow decode(long bucket, byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION);
    ReadingRow row = new ReadingRow();
    int points = in.count();
    for (int i = 0; i < points; i++) {
      int point = in.count();
      int samples = in.count();
      long before = bucket;
      for (int j = 0; j < samples; j++) {
        long time = before + in.number();
        row.append(point, new Sample(time, in.number(), in.count()));
        before = time;
      }
    }
    return row;
  }
}
