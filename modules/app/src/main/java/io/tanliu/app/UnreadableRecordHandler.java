// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.wire.registry.RegistryException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/**
 * Puts a record that cannot be read aside, on the dead-letter topic. When it is the registry that
 * cannot be asked, the record is good: the thread fails and its successor reads it again.
 */
public final class UnreadableRecordHandler implements DeserializationExceptionHandler {
  private final LogAndContinueExceptionHandler aside = new LogAndContinueExceptionHandler();

  /** For Kafka Streams, which calls {@link #configure} next. */
  public UnreadableRecordHandler() {}

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
    return RegistryException.unavailable(failure)
        ? Response.fail()
        : aside.handleError(context, record, failure);
  }

  @Override
  public void configure(Map<String, ?> config) {
    aside.configure(config);
  }
}
