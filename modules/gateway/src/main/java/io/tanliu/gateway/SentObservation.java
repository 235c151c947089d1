// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.avro.StationObservation;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingError.Code;
import io.tanliu.domain.station.Station;
import java.time.Instant;
import java.util.Optional;

/**
 * An observation as it was sent.
 *
 * @param observation null when it could not be understood
 * @param unit unit of the value, where it was sent
 * @param error why it could not be understood
 */
record SentObservation(
    StationObservation observation, Optional<String> unit, Optional<ReadingError> error) {
  private static final int MAX_CODE = 64;

  /** Understands an element of the request. */
  static SentObservation of(JsonNode node) {
    if (!node.isObject()) {
      return bad(Code.MALFORMED, "reading", Text.shorten(node.toString(), 100), "a JSON object");
    }
    if (!node.path("parameter").isTextual() || node.get("parameter").asText().length() > MAX_CODE) {
      return bad(
          Code.MISSING_FIELD, "parameter", shown(node, "parameter"), "the code of a channel");
    }
    if (!node.hasNonNull("time")) {
      return bad(Code.MISSING_FIELD, "time", "", "the field time");
    }
    TimeText.Parsed time = TimeText.parse(node.get("time").asText());
    if (time.error() != null) {
      return new SentObservation(null, Optional.empty(), Optional.of(time.error()));
    }
    Sent value = number(node, "value");
    Sent reference = number(node, "reference");
    if (value.error() != null || reference.error() != null) {
      return new SentObservation(
          null,
          Optional.empty(),
          Optional.of(value.error() != null ? value.error() : reference.error()));
    }
    int scale = Math.max(value.scale(), reference.scale());
    Long unscaled = value.at(scale);
    Long content = reference.at(scale);
    if ((value.there() && unscaled == null) || (reference.there() && content == null)) {
      return bad(
          Code.OUT_OF_RANGE, "value", shown(node, "value"), "at most 18 digits, 9 after the point");
    }
    if (node.path("flag").isContainerNode() || node.path("flag").asText("").length() > MAX_CODE) {
      return bad(Code.MALFORMED, "flag", shown(node, "flag"), "a flag of the station's scheme");
    }
    return new SentObservation(
        StationObservation.newBuilder()
            .setParameter(node.get("parameter").asText())
            .setTime(Instant.ofEpochMilli(time.millis()))
            .setValue(unscaled)
            .setScale(scale)
            .setFlag(node.hasNonNull("flag") ? node.get("flag").asText() : "")
            .setReference(content)
            .setLatitude(place(node, "latitude"))
            .setLongitude(place(node, "longitude"))
            .setAltitude(place(node, "altitude"))
            .setFootprint(place(node, "footprint"))
            .build(),
        node.hasNonNull("unit") ? Optional.of(node.get("unit").asText()) : Optional.empty(),
        Optional.empty());
  }

  /** A number, or nothing, or what is wrong with it. */
  private record Sent(boolean there, long value, int scale, ReadingError error) {
    Long at(int wanted) {
      if (!there) {
        return null;
      }
      long scaled = value;
      for (int i = scale; i < wanted; i++) {
        if (Math.abs(scaled) > Long.MAX_VALUE / 10) {
          return null;
        }
        scaled *= 10;
      }
      return scaled;
    }
  }

  private static Sent number(JsonNode node, String field) {
    if (!node.hasNonNull(field)) {
      return new Sent(false, 0, 0, null);
    }
    JsonNode value = node.get(field);
    String text = Text.shorten(value.asText(""), 100);
    if (!value.isNumber()) {
      return new Sent(
          false,
          0,
          0,
          new ReadingError(Code.NOT_A_NUMBER, field, text, "a number, not text; null for none"));
    }
    NumberText.Parsed parsed = NumberText.parse(value.asText());
    return new Sent(true, parsed.value(), parsed.scale(), parsed.error());
  }

  private static Double place(JsonNode node, String field) {
    return node.path(field).isNumber() ? (Double) node.get(field).doubleValue() : null;
  }

  private static String shown(JsonNode node, String field) {
    return Text.shorten(node.path(field).toString(), 100);
  }

  private static SentObservation bad(Code code, String field, String value, String expected) {
    return new SentObservation(
        null, Optional.empty(), Optional.of(new ReadingError(code, field, value, expected)));
  }

  /** What is wrong with the unit, where one was sent. */
  Optional<ReadingError> wrongUnit(Station station) {
    return station
        .channel(observation.getParameter())
        .filter(channel -> unit.isPresent() && !unit.get().equals(channel.unit()))
        .map(
            channel ->
                new ReadingError(
                    Code.WRONG_UNIT, "unit", Text.shorten(unit.get(), 100), channel.unit()));
  }
}
