// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The forms in which readings may be sent. */
enum BodyFormat {
  JSON("application/json"),
  NDJSON("application/x-ndjson"),
  CSV("text/csv");

  private static final String CHARSET = "charset=";

  private final String mediaType;

  BodyFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  ReadingParser parser() {
    return switch (this) {
      case JSON -> new JsonReadings();
      case NDJSON -> new NdjsonReadings();
      case CSV -> new CsvReadings();
    };
  }

  static List<String> mediaTypes() {
    return Arrays.stream(values()).map(BodyFormat::mediaType).toList();
  }

  /** The format of a Content-Type, whatever its parameters. */
  static Optional<BodyFormat> of(String contentType) {
    String type = mediaType(contentType);
    return Arrays.stream(values()).filter(f -> f.mediaType.equals(type)).findFirst();
  }

  /** The media type without parameters, lower case; empty when there is none. */
  static String mediaType(String contentType) {
    if (contentType == null) {
      return "";
    }
    int end = contentType.indexOf(';');
    String type = end < 0 ? contentType : contentType.substring(0, end);
    return type.trim().toLowerCase(Locale.ROOT);
  }

  /** The charset parameter, UTF-8 when there is none; empty when it is not known here. */
  static Optional<Charset> charset(String contentType) {
    for (String part : contentType.split(";")) {
      String parameter = part.trim();
      if (parameter.regionMatches(true, 0, CHARSET, 0, CHARSET.length())) {
        String name = parameter.substring(CHARSET.length()).replace("\"", "").trim();
        try {
          return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(StandardCharsets.UTF_8);
  }
}
