// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Bodies in the forms that the gateway takes, as one JSON object per reading. Whether a reading is
 * right is for the gateway to say; here only the form of the whole is looked at.
 */
final class ReadingBodies {
  /** Readings of one request, as at the gateway. */
  static final int MAX_READINGS = 100_000;

  private static final int MAX_ELEMENT = 65_536;
  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxNumberLength(MAX_ELEMENT)
                  .maxStringLength(MAX_ELEMENT)
                  .build())
          .build();

  private ReadingBodies() {}

  /** The body is none of these forms. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  /**
   * Reads a body.
   *
   * @param contentType type of the body
   * @return a JSON object per reading; empty when the type is not known
   * @throws MalformedException when it cannot be read as a whole; nothing of it is taken then
   */
  static List<String> read(String contentType, String body) throws MalformedException {
    String type = contentType.split(";")[0].strip().toLowerCase(Locale.ROOT);
    String text = body.startsWith("\uFEFF") ? body.substring(1) : body;
    try {
      List<String> lines =
          switch (type) {
            case "application/json" -> array(text);
            case "application/x-ndjson" -> lines(text);
            case "text/csv" -> csv(text);
            default -> throw new MalformedException("type");
          };
      if (lines.size() > MAX_READINGS) {
        throw new MalformedException("more than " + MAX_READINGS + " readings");
      }
      return lines;
    } catch (IOException | IllegalArgumentException e) {
      throw new MalformedException(e.getMessage());
    }
  }

  private static List<String> array(String text) throws IOException, MalformedException {
    List<String> lines = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new MalformedException("a JSON array of readings is expected");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        lines.add(one(parser));
      }
      if (parser.nextToken() != null) {
        throw new MalformedException("text after the end of the array");
      }
    }
    return lines;
  }

  private static List<String> lines(String text) throws IOException, MalformedException {
    List<String> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (!line.isBlank()) {
        try (JsonParser parser = JSON.createParser(line)) {
          parser.nextToken();
          lines.add(one(parser));
          if (parser.nextToken() != null) {
            throw new MalformedException("one JSON object per line is expected");
          }
        }
      }
    }
    return lines;
  }

  /** An element with its numbers digit by digit. */
  private static String one(JsonParser parser) throws IOException, MalformedException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new MalformedException("a JSON object with point, time and value is expected");
    }
    StringWriter text = new StringWriter(96);
    try (JsonGenerator out = JSON.createGenerator(text)) {
      int depth = 0;
      do {
        depth += parser.currentToken().isStructStart() ? 1 : 0;
        depth -= parser.currentToken().isStructEnd() ? 1 : 0;
        if (parser.currentToken().isNumeric()) {
          out.writeNumber(parser.getText());
        } else {
          out.copyCurrentEvent(parser);
        }
      } while (depth > 0 && parser.nextToken() != null);
      if (depth > 0) {
        throw new MalformedException("the last object is cut off");
      }
    }
    return text.toString();
  }

  private static List<String> csv(String text) throws IOException, MalformedException {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();
    List<String> lines = new ArrayList<>();
    try (CSVParser parser =
        CSVParser.builder().setReader(new StringReader(text)).setFormat(format).get()) {
      List<String> header = parser.getHeaderNames();
      if (!header.containsAll(List.of("point", "time", "value"))) {
        throw new MalformedException("header " + header + ": point, time and value are expected");
      }
      for (CSVRecord row : parser) {
        lines.add(
            line(
                cell(row, "point"),
                cell(row, "time"),
                cell(row, "value"),
                cell(row, "unit"),
                cell(row, "withdrawn"),
                ""));
      }
    }
    return lines;
  }

  private static String cell(CSVRecord row, String column) {
    return row.isSet(column) ? row.get(column) : "";
  }

  /**
   * A reading as a JSON object; what is empty is left out.
   *
   * @param where where it stands in a file; the gateway passes over it
   */
  static String line(
      String point, String time, String value, String unit, String withdrawn, String where) {
    StringBuilder line = new StringBuilder(96).append('{');
    text(line, "point", point);
    text(line, "time", time);
    if (JSON_NUMBER.matcher(value).matches()) {
      member(line, "value").append(value);
    } else {
      text(line, "value", value);
    }
    text(line, "unit", unit);
    if (withdrawn.equals("true") || withdrawn.equals("false")) {
      member(line, "withdrawn").append(withdrawn);
    } else {
      text(line, "withdrawn", withdrawn);
    }
    text(line, "where", where);
    return line.append('}').toString();
  }

  private static void text(StringBuilder line, String name, String value) {
    if (!value.isEmpty()) {
      member(line, name).append('"');
      JsonStringEncoder.getInstance().quoteAsString(value, line);
      line.append('"');
    }
  }

  private static StringBuilder member(StringBuilder line, String name) {
    return line.append(line.length() > 1 ? "," : "").append('"').append(name).append("\":");
  }
}
