// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tanliu.domain.cems.Basis;
import io.tanliu.domain.cems.FlowKind;
import io.tanliu.domain.station.FlagScheme;
import io.tanliu.domain.station.Station;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a station from JSON, and names everything that is wrong with it at once. */
final class StationDocument {
  /** Longest document, characters. */
  static final int MAX_CHARACTERS = 64 << 10;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "name",
          "kind",
          "region",
          "zone",
          "platform",
          "latitude",
          "longitude",
          "height",
          "interval",
          "flagScheme",
          "needed",
          "channels",
          "stack");
  private static final Set<String> CHANNEL = Set.of("parameter", "unit", "basis", "point");
  private static final Set<String> STACK =
      Set.of("unit", "flow", "section", "velocityFactor", "ambientPressure", "humidity");
  private static final int MAX_NAME = 200;
  private static final int MAX_CODE = 64;
  private static final int MAX_CHANNELS = 100;

  private final List<Map<String, Object>> errors = new ArrayList<>();

  private StationDocument() {}

  /**
   * The station in a document.
   *
   * @param id from the path; the document may repeat it
   * @throws ProblemException with every finding
   */
  static Station read(String id, String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw Problem.of(Problem.Code.MALFORMED, "body", e.getOriginalMessage(), "one JSON object");
    }
    if (root == null || !root.isObject()) {
      throw Problem.of(Problem.Code.MALFORMED, "body", Text.shorten(text, 50), "one JSON object");
    }
    StationDocument document = new StationDocument();
    Station station = document.station(id, root);
    refuse(document.errors);
    return station;
  }

  /** Refuses a station with findings; does nothing without. */
  static void refuse(List<Map<String, Object>> errors) {
    if (!errors.isEmpty()) {
      Map<String, Object> first = errors.get(0);
      throw new ProblemException(
          new Problem(
              Problem.Code.INVALID_STATION,
              first.get("field").toString(),
              first.get("value").toString(),
              first.get("expected").toString(),
              errors));
    }
  }

  /** One finding. */
  static Map<String, Object> error(String field, String value, String expected) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("field", field);
    error.put("value", Text.shorten(value, 200));
    error.put("expected", expected);
    return error;
  }

  private void wrong(String field, String value, String expected) {
    errors.add(error(field, value, expected));
  }

  private Station station(String id, JsonNode root) {
    known(root, "", FIELDS);
    if (root.has("id") && !root.get("id").asText().equals(id)) {
      wrong("id", root.get("id").asText(), id + ", as in the path");
    }
    List<Station.Channel> channels = new ArrayList<>();
    JsonNode list = root.path("channels");
    if (!list.isArray() || list.size() > MAX_CHANNELS) {
      wrong("channels", Text.shorten(list.toString(), 50), "a list of 1 to " + MAX_CHANNELS);
    } else {
      for (int i = 0; i < list.size(); i++) {
        channels.add(channel(list.get(i), "channels[" + i + "]."));
      }
    }
    Optional<BigDecimal> latitude = decimal(root, "", "latitude");
    Optional<BigDecimal> longitude = decimal(root, "", "longitude");
    if (latitude.isPresent() != longitude.isPresent()) {
      wrong("longitude", "one without the other", "latitude and longitude, or neither");
    }
    JsonNode stack = root.path("stack");
    return new Station(
        id,
        text(root, "", "name", MAX_NAME).orElse(id),
        constant(root, "", "kind", Station.Kind.class, null),
        text(root, "", "region", MAX_CODE).orElse(""),
        zone(root),
        root.hasNonNull("platform")
            ? Optional.of(constant(root, "", "platform", Station.Platform.class, null))
            : Optional.empty(),
        latitude.isPresent() && longitude.isPresent()
            ? Optional.of(
                new Station.Position(latitude.get().doubleValue(), longitude.get().doubleValue()))
            : Optional.empty(),
        decimal(root, "", "height").map(BigDecimal::doubleValue),
        Duration.ofSeconds(whole(root, "interval", 60)),
        constant(root, "", "flagScheme", FlagScheme.class, FlagScheme.PLAIN),
        whole(root, "needed", 0),
        channels,
        stack.isObject() ? Optional.of(stack(stack)) : Optional.empty());
  }

  private Station.Channel channel(JsonNode node, String path) {
    known(node, path, CHANNEL);
    return new Station.Channel(
        text(node, path, "parameter", MAX_CODE).orElse(""),
        text(node, path, "unit", MAX_CODE).orElse(""),
        node.hasNonNull("basis")
            ? Optional.ofNullable(constant(node, path, "basis", Basis.class, null))
            : Optional.empty(),
        text(node, path, "point", MAX_CODE));
  }

  private Station.Stack stack(JsonNode node) {
    known(node, "stack.", STACK);
    return new Station.Stack(
        text(node, "stack.", "unit", MAX_CODE).orElse(""),
        constant(node, "stack.", "flow", FlowKind.class, null),
        decimal(node, "stack.", "section"),
        decimal(node, "stack.", "velocityFactor").orElse(BigDecimal.ONE),
        decimal(node, "stack.", "ambientPressure").orElse(BigDecimal.valueOf(101_325)),
        decimal(node, "stack.", "humidity"));
  }

  private void known(JsonNode node, String path, Set<String> fields) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!fields.contains(name)) {
                wrong(
                    path + Text.shorten(name, 50),
                    "unknown field",
                    "one of " + fields.stream().sorted().toList());
              }
            });
  }

  private Optional<String> text(JsonNode node, String path, String field, int longest) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > longest) {
      wrong(path + field, value.toString(), "a text of 1 to " + longest + " characters");
      return Optional.empty();
    }
    return Optional.of(value.asText());
  }

  private Optional<BigDecimal> decimal(JsonNode node, String path, String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    BigDecimal number = value.isNumber() ? value.decimalValue() : null;
    if (number == null || number.precision() > 18 || Math.abs(number.scale()) > 12) {
      wrong(path + field, value.toString(), "a number of at most 18 digits");
      return Optional.empty();
    }
    return Optional.of(number);
  }

  private int whole(JsonNode node, String field, int byDefault) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return byDefault;
    }
    if (!value.isInt() || value.intValue() < 0 || value.intValue() > 3_600) {
      wrong(field, value.toString(), "a whole number from 0 to 3600");
      return Math.max(1, byDefault);
    }
    return value.intValue();
  }

  private ZoneId zone(JsonNode root) {
    String text = text(root, "", "zone", MAX_CODE).orElse("Asia/Shanghai");
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      wrong("zone", text, "an IANA zone or a UTC offset");
      return ZoneId.of("UTC");
    }
  }

  private <E extends Enum<E>> E constant(
      JsonNode node, String path, String field, Class<E> type, E byDefault) {
    Optional<String> text = text(node, path, field, MAX_CODE);
    if (text.isEmpty() && byDefault != null) {
      return byDefault;
    }
    E[] constants = type.getEnumConstants();
    for (E constant : constants) {
      if (text.isPresent() && constant.name().equalsIgnoreCase(text.get())) {
        return constant;
      }
    }
    wrong(path + field, text.orElse("missing"), "one of " + List.of(constants));
    return constants[0];
  }
}
