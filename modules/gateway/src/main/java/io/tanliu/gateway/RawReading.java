// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * A reading as it was sent, nothing judged yet; null where nothing was sent.
 *
 * @param point point id
 * @param time time as text
 * @param value value as text
 * @param number false when the format has numbers and the value was not one
 * @param unit unit of the value, optional
 * @param defect why the element could not be read as a reading at all, else null
 * @param raw the element as sent, when its fields do not tell it
 */
record RawReading(
    String point,
    String time,
    String value,
    boolean number,
    String unit,
    String defect,
    String raw) {

  static RawReading of(String point, String time, String value, boolean number, String unit) {
    return new RawReading(point, time, value, number, unit, null, null);
  }

  static RawReading defective(String defect, String raw) {
    return new RawReading(null, null, null, false, null, defect, raw);
  }

  /**
   * The reading as a JSON object, enough to correct and send it again; at most 1 000 characters.
   */
  String text() {
    if (raw != null) {
      return Text.shorten(raw, 1_000);
    }
    StringBuilder out = new StringBuilder(96).append('{');
    member(out, "point", point, true);
    member(out, "time", time, true);
    member(out, "value", value, !number);
    member(out, "unit", unit, true);
    return Text.shorten(out.append('}').toString(), 1_000);
  }

  private static void member(StringBuilder out, String name, String value, boolean quoted) {
    if (value == null) {
      return;
    }
    if (out.length() > 1) {
      out.append(',');
    }
    out.append('"').append(name).append("\":");
    if (quoted) {
      out.append('"');
      JsonStringEncoder.getInstance().quoteAsString(Text.shorten(value, 300), out);
      out.append('"');
    } else {
      out.append(Text.shorten(value, 300));
    }
  }
}
