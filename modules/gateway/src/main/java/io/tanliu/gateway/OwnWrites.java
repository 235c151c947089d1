// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.wire.Progress;
import io.tanliu.wire.Topic;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes what the gateway itself reads, so that the next request is judged with it. */
final class OwnWrites {
  private final Publisher publisher;
  private final Progress progress;
  private final Duration timeout;

  /**
   * @param timeout how long a write may take to become visible here
   */
  OwnWrites(Publisher publisher, Progress progress, Duration timeout) {
    this.publisher = publisher;
    this.progress = progress;
    this.timeout = timeout;
  }

  /**
   * Writes a record, null to delete, and returns when it is visible here.
   *
   * @param field what the answer names when it is not
   */
  <V extends SpecificRecord> void write(Topic<V> topic, String key, V value, String field) {
    await(publisher.publish(List.of(publisher.record(topic, key, value))), field);
  }

  /**
   * Waits until written records are visible here.
   *
   * @throws ProblemException when they are not within the time
   */
  void await(List<RecordMetadata> written, String field) {
    if (!progress.awaitWritten(written, timeout)) {
      throw Problem.of(
          Problem.Code.UNAVAILABLE,
          field,
          "written, but not visible here within " + timeout.toMillis() + " ms",
          "the gateway reads its own writes; the same request may be sent again without harm");
    }
  }
}
