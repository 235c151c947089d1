// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.Line;
import io.tanliu.domain.ledger.Lines;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lines inside other values. */
final class LinesCodec {
  private LinesCodec() {}

  static void write(StateWriter out, Lines lines) {
    out.number(lines.size());
    lines.forEach(
        (name, line) ->
            LineNames.write(out, name)
                .number(line.amount())
                .number(line.covered())
                .number(line.estimated()));
  }

  static Lines read(StateReader in) {
    Lines lines = new Lines();
    int size = in.count();
    for (int i = 0; i < size; i++) {
      lines.add(LineNames.read(in), new Line(in.number(), in.number(), in.number()));
    }
    return lines;
  }

  static void write(StateWriter out, SortedMap<Long, Lines> buckets) {
    out.number(buckets.size());
    buckets.forEach((start, lines) -> write(out.number(start), lines));
  }

  static SortedMap<Long, Lines> readBuckets(StateReader in) {
    SortedMap<Long, Lines> buckets = new TreeMap<>();
    int size = in.count();
    for (int i = 0; i < size; i++) {
      buckets.put(in.number(), read(in));
    }
    return buckets;
  }
}
