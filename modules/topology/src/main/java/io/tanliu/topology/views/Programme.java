// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.domain.assess.ScreeningRule;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.Quantities;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is said of a programme beside its episodes; kept for each unit, because a threshold that was
 * withdrawn cannot be asked any more.
 *
 * @param threshold decimal in unit
 * @param unit display unit of threshold and total
 */
record Programme(
    String id, String action, String threshold, String unit, String source, String confidence) {

  static Programme of(ScreeningRule rule) {
    return new Programme(
        rule.id(),
        rule.action(),
        shown(rule, rule.threshold()),
        dimension(rule).displayUnit(),
        rule.source(),
        rule.confidence());
  }

  /** An amount of the rule's quantity in the unit in which it is shown. */
  static String shown(ScreeningRule rule, long amount) {
    return Texts.text(Quantities.display(amount, dimension(rule)));
  }

  private static Dimension dimension(ScreeningRule rule) {
    return Quantities.derivedDimension(rule.quantity());
  }

  static byte[] encode(List<Programme> programmes) {
    return ViewBytes.write(
        out -> {
          out.writeInt(programmes.size());
          for (Programme programme : programmes) {
            programme.write(out);
          }
        });
  }

  private void write(DataOutputStream out) throws IOException {
    for (String text : List.of(id, action, threshold, unit, source, confidence)) {
      out.writeUTF(text);
    }
  }

  static List<Programme> decode(byte[] bytes) {
    return bytes == null
        ? List.of()
        : ViewBytes.read(
            bytes,
            in -> {
              List<Programme> programmes = new ArrayList<>();
              for (int i = in.readInt(); i > 0; i--) {
                programmes.add(read(in));
              }
              return programmes;
            });
  }

  private static Programme read(DataInputStream in) throws IOException {
    return new Programme(
        in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF());
  }
}
