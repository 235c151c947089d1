// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.mqtt;

import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingError.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.PropertySet;

/**
 * The values of a message. A metric is the point whose id is its name, after the device's id and a
 * dot where it has a device; a slash in a name is a dot in an id, a space an underscore.
 */
final class SparkplugValues {
  private static final String QUALITY = "Quality";
  private static final int GOOD = 192;
  private static final int LISTED_ALIASES = 10;

  private final String unit;
  private final SparkplugTopic topic;
  private final SparkplugNode node;
  private final long sentAt;
  private final Register register;
  private final List<Intake.Value> values = new ArrayList<>();
  private final List<Long> unknownAliases = new ArrayList<>();
  private int unmapped;
  private boolean some;

  /**
   * @param sentAt time of the message, epoch milliseconds; 0 when it has none
   */
  SparkplugValues(
      String unit, SparkplugTopic topic, SparkplugNode node, long sentAt, Register register) {
    this.unit = unit;
    this.topic = topic;
    this.node = node;
    this.sentAt = sentAt;
    this.register = register;
  }

  /** Takes a metric. */
  void add(Metric metric) {
    Optional<SparkplugNode.Named> named = node.named(topic.device(), metric);
    if (named.isEmpty()) {
      some = true;
      unknownAliases.add(metric.getAlias());
    } else if (!control(named.get().name())) {
      some = true;
      String point = point(named.get().name());
      boolean silent = metric.getIsNull() && topic.type().birth();
      if (metric.getIsTransient() || silent || !register.knows(unit, point)) {
        unmapped++;
      } else {
        values.add(value(point, metric, named.get().datatype()));
      }
    }
  }

  /** Whether there was anything that could be a reading. */
  boolean hasSome() {
    return some;
  }

  int unmapped() {
    return unmapped;
  }

  /** The values, and what could not be told from its alias as one refused value. */
  List<Intake.Value> values() {
    if (unknownAliases.isEmpty()) {
      return values;
    }
    StringJoiner listed = new StringJoiner(", ", "alias ", "");
    unknownAliases.stream().limit(LISTED_ALIASES).forEach(a -> listed.add(Long.toString(a)));
    String text = listed + (unknownAliases.size() > LISTED_ALIASES ? ", …" : "");
    List<Intake.Value> all = new ArrayList<>(values);
    all.add(
        new Intake.Value(
            null,
            time(0),
            text,
            false,
            false,
            Optional.of(
                new ReadingError(
                    Code.UNKNOWN_POINT,
                    "alias",
                    text,
                    "a birth certificate first; the edge node is asked for it"))));
    return all;
  }

  private static boolean control(String name) {
    return name.equals("bdSeq")
        || name.startsWith("Node Control/")
        || name.startsWith("Device Control/");
  }

  private String point(String metric) {
    String path = topic.device().map(device -> device + "." + metric).orElse(metric);
    return path.replace('/', '.').replace(' ', '_');
  }

  private Intake.Value value(String point, Metric metric, int datatype) {
    Optional<String> number = SparkplugNumber.of(metric, datatype);
    return new Intake.Value(
        point,
        time(metric.getTimestamp()),
        number.orElse(metric.getIsNull() ? "null" : metric.getValueCase().name()),
        number.isPresent(),
        metric.getIsHistorical(),
        flaw(metric));
  }

  private Long time(long own) {
    long time = own == 0 ? sentAt : own;
    return time == 0 ? null : (Long) time;
  }

  private Optional<ReadingError> flaw(Metric metric) {
    if (!topic.type().birth() && node.dead(topic.device())) {
      return flagged("death", "data after a death certificate", "a birth certificate first");
    }
    if (metric.getIsNull()) {
      return flagged("is_null", "true", "a value");
    }
    int quality = quality(metric.getProperties());
    return quality == GOOD
        ? Optional.empty()
        : flagged(QUALITY, Integer.toString(quality), GOOD + " (good)");
  }

  /** Quality of a value; good when nothing is said. */
  private static int quality(PropertySet properties) {
    int count = Math.min(properties.getKeysCount(), properties.getValuesCount());
    for (int i = 0; i < count; i++) {
      if (properties.getKeys(i).equals(QUALITY)) {
        return properties.getValues(i).getIntValue();
      }
    }
    return GOOD;
  }

  private static Optional<ReadingError> flagged(String field, String value, String expected) {
    return Optional.of(new ReadingError(Code.FLAGGED, field, value, expected));
  }
}
