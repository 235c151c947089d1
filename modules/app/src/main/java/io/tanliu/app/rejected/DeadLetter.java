// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.rejected;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record that Kafka Streams could not take, as it was.
 *
 * @param record the dead letter; key and value are those of the record that failed
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> record) {
  /** Header with the size of a value that was too large to keep; see {@code docs/CONTRACTS.md}. */
  public static final String OMITTED = "tanliu.dead-letter.omitted";

  /** Class of the failure; this and the following are the headers of Kafka Streams. */
  public static final String EXCEPTION = "__streams.errors.exception";

  /** Message of the failure. */
  public static final String MESSAGE = "__streams.errors.message";

  /** Stack trace of the failure. */
  public static final String STACKTRACE = "__streams.errors.stacktrace";

  /** Topic in which the record stands. */
  public static final String TOPIC = "__streams.errors.topic";

  /** Partition in which the record stands. */
  public static final String PARTITION = "__streams.errors.partition";

  /** Offset at which the record stands. */
  public static final String OFFSET = "__streams.errors.offset";

  private static final int SHOWN_BYTES = 64;

  /** Where it stands. */
  public RecordId id() {
    return new RecordId(record.partition(), record.offset());
  }

  /** Topic from which it came; empty when that is not said. */
  public String topic() {
    return header(TOPIC);
  }

  /** When the record that failed was written. */
  public Instant at() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  /** True when the value was too large to keep; it stands only where it came from. */
  public boolean omitted() {
    return record.headers().lastHeader(OMITTED) != null;
  }

  /** The key as text. */
  public String key() {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  /** Class and message of the failure. */
  public String cause() {
    String exception = header(EXCEPTION);
    return exception.substring(exception.lastIndexOf('.') + 1) + ": " + header(MESSAGE);
  }

  /**
   * Everything that is known, in the order in which people read it.
   *
   * @param whole true with the whole stack trace and the first bytes of the value
   */
  public Map<String, Object> fields(boolean whole) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", id().toString());
    fields.put("at", at().toString());
    fields.put("topic", topic());
    fields.put("partition", header(PARTITION));
    fields.put("offset", header(OFFSET));
    fields.put("key", key());
    fields.put("cause", cause());
    fields.put("bytes", omitted() ? header(OMITTED) : String.valueOf(value().length));
    if (whole) {
      fields.put("stacktrace", header(STACKTRACE));
      fields.put("begins", hex());
    }
    return fields;
  }

  private byte[] value() {
    return record.value() == null ? new byte[0] : record.value();
  }

  private String hex() {
    byte[] value = value();
    String begin =
        HexFormat.of().formatHex(Arrays.copyOf(value, Math.min(value.length, SHOWN_BYTES)));
    return value.length > SHOWN_BYTES ? begin + "…" : begin;
  }

  private String header(String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
