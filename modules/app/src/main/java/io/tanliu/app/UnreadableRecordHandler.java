// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.app.rejected.DeadLetter;
import io.tanliu.wire.Topics;
import io.tanliu.wire.registry.RegistryException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a record that cannot be read aside, on the dead-letter topic, under the headers that Kafka
 * Streams gives such records. When it is the registry that cannot be asked, the record is good: the
 * thread fails and its successor reads it again.
 *
 * <p>Unlike Kafka's own handler it bounds what it writes: a record that was compressed on its way
 * in can be too large to be written out, and that would stop the ledger for good.
 */
public final class UnreadableRecordHandler implements DeserializationExceptionHandler {
  /** Longest key and value that are kept, in bytes. */
  static final int MAX_BYTES = 512 << 10;

  private static final int MAX_MESSAGE = 1_000;
  private static final int MAX_TRACE = 8_000;
  private static final Logger log = LoggerFactory.getLogger(UnreadableRecordHandler.class);

  /** For Kafka Streams, which calls {@link #configure} next. */
  public UnreadableRecordHandler() {}

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
    if (RegistryException.unavailable(failure)) {
      return Response.fail();
    }
    log.warn(
        "A record cannot be read and is put aside: {}-{} offset {}: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        cut(String.valueOf(failure.getMessage()), MAX_MESSAGE));
    return Response.resume(List.of(letter(record, failure)));
  }

  private static ProducerRecord<byte[], byte[]> letter(
      ConsumerRecord<byte[], byte[]> record, Exception failure) {
    int size = length(record.key()) + length(record.value());
    boolean kept = size <= MAX_BYTES;
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            Topics.DEAD_LETTER.name(),
            null,
            Math.max(0, record.timestamp()),
            length(record.key()) <= MAX_BYTES ? record.key() : null,
            kept ? record.value() : null);
    Headers headers = letter.headers();
    if (!kept) {
      put(headers, DeadLetter.OMITTED, Integer.toString(size));
    }
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    put(headers, DeadLetter.EXCEPTION, failure.getClass().getName());
    put(headers, DeadLetter.MESSAGE, cut(String.valueOf(failure.getMessage()), MAX_MESSAGE));
    put(headers, DeadLetter.STACKTRACE, cut(trace.toString(), MAX_TRACE));
    put(headers, DeadLetter.TOPIC, record.topic());
    put(headers, DeadLetter.PARTITION, Integer.toString(record.partition()));
    put(headers, DeadLetter.OFFSET, Long.toString(record.offset()));
    return letter;
  }

  private static int length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static void put(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  @Override
  public void configure(Map<String, ?> config) {
    // Nothing to choose.
  }
}
