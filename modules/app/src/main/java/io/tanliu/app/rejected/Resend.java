// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.rejected;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tanliu.avro.RejectedReading;
import io.tanliu.client.Delivery.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * A refused reading as it is sent again.
 *
 * @param id of the record it was refused in
 * @param unit unit to which it goes
 * @param kind what the gateway does with it
 * @param author who entered it by hand; empty otherwise
 * @param reason why
 * @param json the reading in the gateway's form
 */
record Resend(RecordId id, String unit, Kind kind, String author, String reason, ObjectNode json) {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /**
   * The corrected reading.
   *
   * @throws IllegalArgumentException when the record does not hold enough to send it again
   */
  static Resend of(RejectedRecord record, Corrections corrections) {
    RejectedReading rejected = record.reading();
    ObjectNode reading = reading(rejected);
    corrections.apply(reading);
    boolean edit = rejected.getAuthor() != null;
    boolean backfill = corrections.backfill() || rejected.getBackfill();
    return new Resend(
        record.id(),
        corrections.unit(rejected.getUnit()),
        edit ? Kind.EDIT : backfill ? Kind.BACKFILL : Kind.LIVE,
        edit ? rejected.getAuthor() : "",
        edit ? rejected.getReason() : "",
        reading);
  }

  private static ObjectNode reading(RejectedReading rejected) {
    String text = rejected.getReading();
    if (text == null) {
      throw new IllegalArgumentException(
          "the whole request was refused and its sender told so; no reading was kept");
    }
    try {
      JsonNode node = JSON.readTree(text);
      if (node instanceof ObjectNode object) {
        return object;
      }
      if (node.isNumber() && rejected.getPoint() != null && rejected.getTime() != null) {
        // Records of earlier versions hold the number alone.
        return JSON.createObjectNode()
            .put("point", rejected.getPoint())
            .put("time", rejected.getTime())
            .put("value", new BigDecimal(text));
      }
    } catch (JsonProcessingException | NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException("it could not be read as a reading: " + text);
  }

  boolean withdrawn() {
    return json.path("withdrawn").asBoolean();
  }

  /** What a later reading replaces: the same moment of the same point. */
  List<String> place() {
    return List.of(unit, json.path("point").asText(), moment(json.path("time").asText()));
  }

  private static String moment(String time) {
    try {
      return Long.toString(OffsetDateTime.parse(time).toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      return time;
    }
  }

  /** True when it can go in one request with another. */
  boolean goesWith(Resend other) {
    return unit.equals(other.unit)
        && kind == other.kind
        && author.equals(other.author)
        && reason.equals(other.reason);
  }

  /** One line for people. */
  String line() {
    return "%s  %s  %s  %s  %s%s"
        .formatted(
            id,
            unit,
            json.path("point").asText("-"),
            json.path("time").asText("-"),
            withdrawn() ? "withdrawn" : json.path("value").asText("-"),
            kind == Kind.LIVE ? "" : "  " + kind);
  }
}
