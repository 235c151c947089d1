// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.Line;
import io.tanliu.domain.ledger.Lines;

/** Lines inside other values. */
final class LinesCodec {
  private LinesCodec() {}

  static void write(StateWriter out, Lines lines) {
    out.number(lines.size());
    lines.forEach(
        (name, line) ->
            out.text(name).number(line.amount()).number(line.covered()).number(line.estimated()));
  }

  static Lines read(StateReader in) {
    Lines lines = new Lines();
    int size = in.count();
    for (int i = 0; i < size; i++) {
      lines.add(in.text(), new Line(in.number(), in.number(), in.number()));
    }
    return lines;
  }
}
