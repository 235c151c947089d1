// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire.contract;

import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.IndexedRecord;

/**
 * What a reader of a topic may rely on, beyond its name, schema and configuration.
 *
 * @param topic of the catalogue
 * @param audience whom it is for
 * @param key how keys follow from values
 * @param writers who writes to it
 * @param eventTime field with the moment or day that the record is about; empty for definitions
 * @param recordTime field that equals the record's timestamp; empty when the timestamp is only
 *     about when it was written
 * @param deletion what a record without value says; empty when there are none
 */
public record TopicContract(
    TopicSpec topic,
    Audience audience,
    KeyForm key,
    List<Writer> writers,
    Optional<String> eventTime,
    Optional<String> recordTime,
    Optional<String> deletion) {

  static TopicContract of(TopicSpec topic, Audience audience, String... templates) {
    return new TopicContract(
        topic,
        audience,
        new KeyForm(List.of(templates)),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  TopicContract by(Writer... all) {
    return new TopicContract(topic, audience, key, List.of(all), eventTime, recordTime, deletion);
  }

  TopicContract at(String field) {
    return new TopicContract(
        topic, audience, key, writers, Optional.of(field), recordTime, deletion);
  }

  TopicContract stamped(String field) {
    return new TopicContract(
        topic, audience, key, writers, eventTime, Optional.of(field), deletion);
  }

  TopicContract gone(String meaning) {
    return new TopicContract(
        topic, audience, key, writers, eventTime, recordTime, Optional.of(meaning));
  }

  /** Whether a reader with {@code read_committed} sees each record once, whatever fails. */
  public boolean exactlyOnce() {
    return writers.stream().allMatch(Writer::exactlyOnce);
  }

  /** Whether only the newest record of each key stays. */
  public boolean newestPerKey() {
    return topic.config().get("cleanup.policy").startsWith("compact");
  }

  /** Whether the whole key decides the partition, not its text before the first bar. */
  public boolean partitionedByWholeKey() {
    return EntityPartitioner.byWholeKey(topic.name());
  }

  /**
   * What is wrong with a record of the topic; empty when nothing is.
   *
   * @param timestamp of the record, epoch milliseconds
   * @param value with times as numbers (no logical types); null for a record without value
   */
  public List<String> findings(String key, long timestamp, IndexedRecord value) {
    List<String> findings = new ArrayList<>();
    if (key == null || !key.matches(key().pattern())) {
      findings.add("key " + key + " (expected: " + key().text() + ")");
    }
    if (value == null) {
      if (deletion.isEmpty()) {
        findings.add("no value (expected: one, this topic takes nothing back)");
      }
      return findings;
    }
    Optional<String> expected = key().of(value);
    if (!expected.equals(Optional.ofNullable(key))) {
      findings.add("key " + key + " (expected of this value: " + expected.orElse("none") + ")");
    }
    recordTime
        .map(name -> value.get(value.getSchema().getField(name).pos()))
        .filter(time -> !time.equals(timestamp))
        .ifPresent(
            time ->
                findings.add(
                    "timestamp "
                        + timestamp
                        + " (expected: "
                        + recordTime.get()
                        + " "
                        + time
                        + ")"));
    return findings;
  }
}
