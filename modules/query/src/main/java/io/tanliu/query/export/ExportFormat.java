// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Forms in which an answer can be taken. */
public enum ExportFormat {
  JSON("application/json"),
  CSV("text/csv"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  PARQUET("application/vnd.apache.parquet");

  private final String mediaType;

  ExportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** Its name in a query, and the end of a file's name. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The form of that name. */
  public static Optional<ExportFormat> of(String code) {
    return Arrays.stream(values()).filter(format -> format.code().equals(code)).findFirst();
  }

  /**
   * What a client would like best, by RFC 9110: the highest weight, then the more exactly named,
   * then JSON.
   *
   * @param accept the header's text; empty accepts everything
   * @return empty when it accepts none of them
   */
  public static Optional<ExportFormat> accepted(String accept) {
    if (accept.isBlank()) {
      return Optional.of(JSON);
    }
    ExportFormat best = null;
    double bestWeight = 0;
    for (ExportFormat format : values()) {
      double weight = format.weight(accept);
      if (weight > bestWeight) {
        best = format;
        bestWeight = weight;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Weight of the most exact range that holds it; a hair more where it is named in full. */
  private double weight(String accept) {
    double weight = 0;
    int exactness = -1;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", 64)) {
      String[] parts = range.split(";", 8);
      int fits = fits(parts[0].strip());
      if (fits > exactness) {
        exactness = fits;
        double quality = quality(parts);
        weight = quality == 0 ? 0 : quality + fits / 10_000.0;
      }
    }
    return weight;
  }

  /** 2 for the type itself, 1 for its group, 0 for everything, -1 for others. */
  private int fits(String range) {
    if (range.equals(mediaType)) {
      return 2;
    }
    String group = mediaType.substring(0, mediaType.indexOf('/'));
    boolean wide = this == JSON || this == CSV;
    if (wide && range.equals(group + "/*")) {
      return 1;
    }
    return range.equals("*/*") && this == JSON ? 0 : -1;
  }

  private static double quality(String[] parts) {
    for (String part : parts) {
      String text = part.strip();
      if (text.startsWith("q=") && text.substring(2).matches("[01](\\.\\d{0,3})?")) {
        return Double.parseDouble(text.substring(2));
      }
    }
    return 1;
  }
}
