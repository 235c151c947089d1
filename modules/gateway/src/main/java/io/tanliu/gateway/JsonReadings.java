// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;

/** A JSON array of objects. */
final class JsonReadings implements ReadingParser {
  /** NaN and Infinity are no JSON, but meters send them: they are read, then refused one by one. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxNumberLength(MAX_ELEMENT)
                  .maxStringLength(MAX_ELEMENT)
                  .maxNameLength(1_024)
                  .build())
          .build();

  @Override
  public void parse(Reader body, Consumer<RawReading> out) throws IOException {
    JsonParser parser = parser(body);
    try {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new MalformedBodyException("the beginning", "a JSON array of readings is expected");
      }
      elements(parser, out);
      end(parser, "array");
    } catch (JsonProcessingException e) {
      throw malformed(e);
    }
  }

  static JsonParser parser(Reader body) throws IOException {
    return FACTORY.createParser(body);
  }

  /** Hands over the elements of the array that has just begun. */
  static void elements(JsonParser parser, Consumer<RawReading> out) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      out.accept(element(parser));
    }
  }

  /** Checks that the text has ended too. */
  static void end(JsonParser parser, String what) throws IOException {
    if (parser.nextToken() != null) {
      throw new MalformedBodyException(
          where(parser.currentTokenLocation()), "text after the end of the " + what);
    }
  }

  static MalformedBodyException malformed(JsonProcessingException e) {
    return new MalformedBodyException(where(e.getLocation()), e.getOriginalMessage());
  }

  /** The one reading in a text, which must hold nothing else. */
  static RawReading single(String text) throws JsonProcessingException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return RawReading.defective("a JSON object", text);
      }
      RawReading reading = element(parser);
      return parser.nextToken() == null
          ? reading
          : RawReading.defective("one JSON object per line", text);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static RawReading element(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      String text = parser.getText();
      parser.skipChildren();
      return RawReading.defective("a JSON object with point, time and value", text);
    }
    Fields fields = new Fields();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.take(name, parser);
    }
    return fields.reading();
  }

  private static String where(JsonLocation at) {
    return at == null
        ? "an unknown position"
        : "line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  /** The fields of one object. */
  private static final class Fields {
    private String point;
    private String time;
    private String value;
    private boolean number;
    private String unit;
    private boolean withdrawn;
    private String defect;

    void take(String name, JsonParser parser) throws IOException {
      JsonToken token = parser.currentToken();
      boolean absent = token == JsonToken.VALUE_NULL;
      String text = absent ? null : parser.getText();
      if (token.isStructStart()) {
        parser.skipChildren();
      }
      boolean plain =
          token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT || absent;
      switch (name) {
        case "point" -> point = plain ? once(name, point, text) : wrong(name, "text");
        case "time" -> time = plain ? once(name, time, text) : wrong(name, "text or an integer");
        case "unit" -> unit = plain ? once(name, unit, text) : wrong(name, "text");
        case "value" -> {
          value = once(name, value, text);
          number = token.isNumeric();
        }
        case "withdrawn" -> {
          withdrawn = token == JsonToken.VALUE_TRUE;
          if (!withdrawn && token != JsonToken.VALUE_FALSE && !absent) {
            wrong(name, "true or false");
          }
        }
        default -> {
          // Fields of later versions do no harm.
        }
      }
    }

    private String once(String name, String before, String text) {
      if (before != null) {
        defect = "the field " + name + " only once";
      }
      return text;
    }

    private String wrong(String name, String expected) {
      defect = expected + " in the field " + name;
      return null;
    }

    RawReading reading() {
      RawReading reading = RawReading.of(point, time, value, number, unit, withdrawn);
      return defect == null ? reading : RawReading.defective(defect, reading.text());
    }
  }
}
