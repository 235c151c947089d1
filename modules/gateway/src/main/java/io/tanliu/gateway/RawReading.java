// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A reading as it was sent, nothing judged yet; null where nothing was sent.
 *
 * @param point point id
 * @param time time as text
 * @param value value as text
 * @param number false when the format has numbers and the value was not one
 * @param unit unit of the value, optional
 * @param withdrawn true when the reading of this point and time is to go away; then the value means
 *     nothing
 * @param defect why the element could not be read as a reading at all, else null
 * @param raw the element as sent, when its fields do not tell it
 */
record RawReading(
    String point,
    String time,
    String value,
    boolean number,
    String unit,
    boolean withdrawn,
    String defect,
    String raw) {

  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

  static RawReading of(
      String point, String time, String value, boolean number, String unit, boolean withdrawn) {
    return new RawReading(point, time, value, number, unit, withdrawn, null, null);
  }

  static RawReading defective(String defect, String raw) {
    return new RawReading(null, null, null, false, null, false, defect, raw);
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
    String plain = number && value != null ? jsonNumber(value) : null;
    member(out, "value", plain == null ? value : plain, plain == null);
    member(out, "unit", unit, true);
    if (withdrawn) {
      out.append(out.length() > 1 ? "," : "").append("\"withdrawn\":true");
    }
    return Text.shorten(out.append('}').toString(), 1_000);
  }

  /** The text as a number of JSON, which has no 007, +1 or .5; null when it is no number. */
  private static String jsonNumber(String text) {
    if (JSON_NUMBER.matcher(text).matches()) {
      return text;
    }
    try {
      return text.length() > 64 ? null : new BigDecimal(text).toString();
    } catch (NumberFormatException e) {
      return null;
    }
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
