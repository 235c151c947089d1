// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A small JSON object as a body: no field but the known ones, each of its type and size. */
final class JsonFields {
  private static final int MAX_BYTES = 64 << 10;
  private static final int MAX_TEXTS = 100;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final JsonNode object;

  private JsonFields(JsonNode object) {
    this.object = object;
  }

  /**
   * Reads a body.
   *
   * @throws ProblemException when it is no object of these fields
   */
  static JsonFields read(BodyReader bodies, InputStream body, boolean gzip, Set<String> known)
      throws IOException {
    StringWriter text = new StringWriter();
    bodies.read(body, gzip, StandardCharsets.UTF_8, MAX_BYTES, in -> in.transferTo(text));
    JsonNode read = parse(text.toString());
    if (!read.isObject()) {
      throw refused("body", read.getNodeType().toString(), "a JSON object");
    }
    for (Iterator<String> names = read.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw refused(name, "unknown field", "of " + known.stream().sorted().toList());
      }
    }
    return new JsonFields(read);
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw Problem.of(
          Problem.Code.MALFORMED, "body", e.getOriginalMessage(), "one whole JSON object");
    }
  }

  static ProblemException refused(String field, String value, String expected) {
    return Problem.of(Problem.Code.INVALID_FIELD, field, value, expected);
  }

  /** The value of a field; empty when it is missing or null. */
  private Optional<JsonNode> field(String name) {
    return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
  }

  boolean has(String name) {
    return field(name).isPresent();
  }

  /** True when a field is exactly that text. */
  boolean is(String name, String text) {
    return field(name)
        .filter(node -> node.isTextual() && node.textValue().equals(text))
        .isPresent();
  }

  /** A text that must be there. */
  String required(String name, int longest) {
    return text(name, longest)
        .filter(text -> !text.isBlank())
        .orElseThrow(
            () -> refused(name, "missing or empty", "a text of 1 to " + longest + " characters"));
  }

  /** A text. */
  Optional<String> text(String name, int longest) {
    return field(name)
        .map(
            node -> {
              if (!node.isTextual() || node.textValue().length() > longest) {
                throw refused(name, node.toString(), "a text of at most " + longest);
              }
              return node.textValue();
            });
  }

  /** One of some texts. */
  Optional<String> choice(String name, Set<String> accepted) {
    return text(name, MAX_BYTES)
        .map(
            text -> {
              if (!accepted.contains(text)) {
                throw refused(name, text, "one of " + accepted.stream().sorted().toList());
              }
              return text;
            });
  }

  /** A list of texts. */
  Optional<List<String>> texts(String name) {
    return field(name)
        .map(
            node -> {
              if (!node.isArray() || node.size() > MAX_TEXTS) {
                throw refused(name, node.toString(), "a list of at most " + MAX_TEXTS + " texts");
              }
              List<String> texts = new ArrayList<>();
              for (JsonNode each : node) {
                if (!each.isTextual() || each.textValue().isBlank()) {
                  throw refused(name, each.toString(), "a text that is not empty");
                }
                texts.add(each.textValue());
              }
              return List.copyOf(texts);
            });
  }

  /** Yes or no. */
  Optional<Boolean> flag(String name) {
    return field(name)
        .map(
            node -> {
              if (!node.isBoolean()) {
                throw refused(name, node.toString(), "true or false");
              }
              return node.booleanValue();
            });
  }

  /** A whole number. */
  Optional<Integer> whole(String name, int least, int most) {
    return field(name)
        .map(
            node -> {
              if (!node.isInt() || node.intValue() < least || node.intValue() > most) {
                throw refused(name, node.toString(), "a whole number " + least + " to " + most);
              }
              return node.intValue();
            });
  }

  /** An exact decimal, as a number or a text. */
  Optional<BigDecimal> decimal(String name) {
    return field(name)
        .map(
            node -> {
              try {
                BigDecimal value =
                    node.isNumber() ? node.decimalValue() : new BigDecimal(node.asText());
                if (value.precision() <= 18 && Math.abs(value.scale()) <= 12) {
                  return value;
                }
              } catch (NumberFormatException e) {
                // said below
              }
              throw refused(name, node.toString(), "a decimal of at most 18 digits");
            });
  }

  /** A moment with its offset. */
  Optional<Instant> moment(String name) {
    return text(name, 64)
        .map(
            text -> {
              try {
                return OffsetDateTime.parse(text).toInstant();
              } catch (DateTimeException e) {
                throw refused(name, text, "a moment such as 2026-05-01T08:00:00+08:00");
              }
            });
  }

  /** A length of time, 0 or more. */
  Optional<Duration> duration(String name) {
    return text(name, 64).map(text -> duration(name, text));
  }

  static Duration duration(String name, String text) {
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative() && duration.toDays() <= 3_660) {
        return duration;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw refused(name, text, "an ISO 8601 duration such as PT2H or P3D, at most ten years");
  }
}
