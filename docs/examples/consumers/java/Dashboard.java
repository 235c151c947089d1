// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0

import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertState;
import io.tanliu.avro.EntityLamps;
import io.tanliu.avro.EntityWindow;
import io.tanliu.wire.RegistryAvroDeserializer;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A dashboard on the console: months, lamps and open alerts of all entities, or of those named,
 * printed whenever one has changed.
 *
 * <pre>java -cp modules/app/target/tanliu.jar Dashboard.java KAFKA REGISTRY [ENTITY...]</pre>
 *
 * Of the jar it uses Kafka's client, the classes of the schemas and the deserializer. With
 * Confluent's KafkaAvroDeserializer and specific.avro.reader=true it works as well.
 */
public class Dashboard {
  private static final String ENERGY = "tanliu.metric.energy";
  private static final String LAMPS = "tanliu.control.lamp";
  private static final String ALERTS = "tanliu.alert.state";
  private static final Set<AlertState> OPEN = Set.of(AlertState.FIRING, AlertState.NO_DATA);

  // Tables: the newest value of each key. Bounded by what is shown, not by what is read.
  private final Map<String, EntityWindow> months = new TreeMap<>();
  private final Map<String, EntityLamps> lamps = new TreeMap<>();
  private final Map<String, AlertEvent> alerts = new TreeMap<>();
  private final Set<String> entities;

  private Dashboard(Set<String> entities) {
    this.entities = entities;
  }

  public static void main(String[] arguments) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", arguments[0],
            "schema.registry.url", arguments[1],
            "key.deserializer", StringDeserializer.class,
            "value.deserializer", RegistryAvroDeserializer.class,
            // What an aborted transaction left behind never happened. Java's default is otherwise.
            "isolation.level", "read_committed",
            "enable.auto.commit", false);
    Set<String> entities = Set.copyOf(List.of(arguments).subList(2, arguments.length));
    try (KafkaConsumer<String, SpecificRecord> consumer = new KafkaConsumer<>(config)) {
      new Dashboard(entities).follow(consumer);
    }
  }

  /** Without a group: each dashboard needs every partition, from its beginning. */
  private void follow(KafkaConsumer<String, SpecificRecord> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : List.of(ENERGY, LAMPS, ALERTS)) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    boolean complete = false;
    boolean changed = true;
    while (true) {
      for (ConsumerRecord<String, SpecificRecord> record : consumer.poll(Duration.ofSeconds(1))) {
        changed |= take(record.topic(), record.key(), record.value());
      }
      // Before the tables are complete, what they show would be an old state of things.
      complete |= partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p));
      if (complete && changed) {
        print();
        changed = false;
      }
    }
  }

  private boolean take(String topic, String key, SpecificRecord value) {
    if (value == null) {
      // Deleted: the window is no longer kept, the target is withdrawn.
      return months.remove(key) != null | lamps.remove(key) != null | alerts.remove(key) != null;
    }
    switch (topic) {
      case ENERGY -> {
        EntityWindow window = (EntityWindow) value;
        EntityWindow known = months.get(key);
        // The order of a partition is right by itself; the revision also is after a topic was
        // mirrored or read again.
        boolean newer = known == null || window.getRevision() >= known.getRevision();
        return shown(window.getEntity())
            && window.getGranularity().equals("1M")
            && newer
            && put(months, key, window);
      }
      case LAMPS -> {
        EntityLamps newest = (EntityLamps) value;
        return shown(newest.getEntity()) && put(lamps, key, newest);
      }
      default -> {
        AlertEvent alert = (AlertEvent) value;
        boolean open = OPEN.contains(alert.getState());
        return shown(alert.getEntity())
            && (open ? put(alerts, key, alert) : alerts.remove(key) != null);
      }
    }
  }

  private boolean shown(String entity) {
    return entities.isEmpty() || entities.contains(entity);
  }

  private static <V> boolean put(Map<String, V> table, String key, V value) {
    table.put(key, value);
    return true;
  }

  private void print() {
    StringBuilder text = new StringBuilder();
    for (EntityWindow window : months.values()) {
      // A month begins where the entity is, not in UTC.
      YearMonth month = YearMonth.from(window.getStart().atZone(ZoneId.of(window.getZone())));
      new TreeMap<>(window.getAmounts())
          .forEach(
              (quantity, amount) ->
                  text.append(
                      "MONTH %s %s %s %d %s, measured %d %%%s%n"
                          .formatted(
                              window.getEntity(),
                              month,
                              quantity,
                              amount.getAmount(),
                              amount.getUnit(),
                              // Down: 99.9 % is not all.
                              (int) Math.floor(amount.getCoverage() * 100),
                              window.getProvisional() || amount.getProvisional()
                                  ? ", provisional"
                                  : "")));
    }
    for (EntityLamps lamp : lamps.values()) {
      text.append(
          "LAMPS %s %s energy %s %s carbon %s %s%n"
              .formatted(
                  lamp.getEntity(),
                  lamp.getPeriod(),
                  lamp.getEnergyTotal(),
                  lamp.getEnergyIntensity(),
                  lamp.getCarbonTotal(),
                  lamp.getCarbonIntensity()));
    }
    for (AlertEvent alert : alerts.values()) {
      text.append(
          "ALERT %s %s %s %s %s%n"
              .formatted(
                  alert.getSeverity(),
                  alert.getState(),
                  alert.getRule(),
                  alert.getEntity(),
                  alert.getSubject()));
    }
    System.out.println(text);
  }
}
