// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces threads of a Kafka Streams application that fail, and tells how it is. */
final class StreamsWatch {
  private static final Logger log = LoggerFactory.getLogger(StreamsWatch.class);

  private final String name;
  private final KafkaStreams streams;
  private volatile String trouble = "";

  /** Watches an application that is not yet started. */
  StreamsWatch(String name, KafkaStreams streams) {
    this.name = name;
    this.streams = streams;
    streams.setUncaughtExceptionHandler(this::failed);
  }

  private StreamThreadExceptionResponse failed(Throwable failure) {
    trouble = Failures.text(failure);
    log.error("A thread of {} failed and is replaced", name, failure);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** Up when every thread has its tasks and works on them. */
  PartHealth health() {
    KafkaStreams.State state = streams.state();
    Map<String, String> details = new HashMap<>();
    details.put("streams", state.name());
    if (!trouble.isEmpty()) {
      details.put("lastFailure", trouble);
    }
    return new PartHealth(state == KafkaStreams.State.RUNNING, details);
  }
}
