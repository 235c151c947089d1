// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.AlertEvent;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.reference.Seeds;
import io.tanliu.topology.alerts.AlertTopology;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The life of alerts in a driver without a broker: one partition, time by hand. */
public final class AlertsDriver implements AutoCloseable {
  private final TopologyTestDriver driver;
  private final RuleBook rules;
  private final Instant began;
  private final Path stateDirectory;

  /**
   * @param began wall clock at the beginning
   */
  public AlertsDriver(RuleBook rules, Instant began) {
    this.rules = rules;
    this.began = began;
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "alerts-test");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:0");
    try {
      stateDirectory = Files.createTempDirectory("alerts-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    AlertTopology topology = new AlertTopology(rules, Seeds.load().membership(), new BinaryAvro());
    driver = new TopologyTestDriver(topology.get(), config, began);
  }

  /** With the packaged rules. */
  public AlertsDriver(Instant began) {
    this(Seeds.load().alertRules(), began);
  }

  /** Ends this driver; another one goes on from nothing but what was stored. */
  public AlertsDriver restarted() {
    AlertsDriver next = new AlertsDriver(rules, began);
    for (String store : driver.getAllStateStores().keySet()) {
      KeyValueStore<Object, Object> into = next.driver.getKeyValueStore(store);
      try (KeyValueIterator<Object, Object> all =
          driver.<Object, Object>getKeyValueStore(store).all()) {
        all.forEachRemaining(entry -> into.put(entry.key, entry.value));
      }
    }
    close();
    return next;
  }

  /** The packaged settings that it began with. */
  public RuleBook rules() {
    return rules;
  }

  /** Writes a record at a log time. */
  public <V extends SpecificRecord> void send(Topic<V> topic, String key, V value, Instant at) {
    driver
        .createInputTopic(
            topic.name(), Serdes.String().serializer(), new BinaryAvro().of(topic).serializer())
        .pipeInput(key, value, at);
  }

  /** Moves the wall clock. */
  public void advance(Duration time) {
    driver.advanceWallClockTime(time);
  }

  /** Changes since the last call. */
  public List<AlertEvent> events() {
    return records(Topics.ALERT_EVENT).stream().map(TestRecord::value).toList();
  }

  /** How many rows a store has. */
  public int rows(String store) {
    int rows = 0;
    try (KeyValueIterator<Object, Object> all =
        driver.<Object, Object>getKeyValueStore(store).all()) {
      while (all.hasNext()) {
        all.next();
        rows++;
      }
    }
    return rows;
  }

  /** Newest state per alert since the last call; null of one that was deleted. */
  public Map<String, AlertEvent> states() {
    Map<String, AlertEvent> states = new TreeMap<>();
    records(Topics.ALERT_STATE).forEach(r -> states.put(r.key(), r.value()));
    return states;
  }

  private <V extends SpecificRecord> List<TestRecord<String, V>> records(Topic<V> topic) {
    TestOutputTopic<String, V> output =
        driver.createOutputTopic(
            topic.name(),
            Serdes.String().deserializer(),
            new BinaryAvro().of(topic).deserializer());
    return output.readRecordsToList();
  }

  @Override
  public void close() {
    driver.close();
    try {
      Utils.delete(stateDirectory.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
