// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.app.rejected.DeadLetter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Response;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Result;
import org.junit.jupiter.api.Test;

/** What is put aside, and how much of it. */
class UnreadableRecordHandlerTest {
  private final UnreadableRecordHandler handler = new UnreadableRecordHandler();

  @Test
  void shouldKeepARecordAsItWasWithItsPlaceAndCause() {
    ProducerRecord<byte[], byte[]> letter = letter(bytes("U"), bytes("junk"));

    assertThat(letter.topic()).isEqualTo("tanliu.streams.dead-letter");
    assertThat(letter.key()).isEqualTo(bytes("U"));
    assertThat(letter.value()).isEqualTo(bytes("junk"));
    assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo("tanliu.reading.frame");
    assertThat(header(letter, DeadLetter.PARTITION)).isEqualTo("3");
    assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo("17");
    assertThat(header(letter, DeadLetter.EXCEPTION)).endsWith("SerializationException");
  }

  @Test
  void shouldNeverWriteMoreThanABrokerTakes() {
    ProducerRecord<byte[], byte[]> letter = letter(bytes("k".repeat(2 << 20)), new byte[64 << 20]);

    assertThat(letter.key()).isNull();
    assertThat(letter.value()).isNull();
    assertThat(header(letter, DeadLetter.OMITTED)).isEqualTo(Integer.toString(66 << 20));
    int headers = 0;
    for (var header : letter.headers()) {
      headers += header.key().length() + header.value().length;
    }
    assertThat(headers).isLessThan(64 << 10);
  }

  private ProducerRecord<byte[], byte[]> letter(byte[] key, byte[] value) {
    Response response =
        handler.handleError(
            null,
            new ConsumerRecord<>("tanliu.reading.frame", 3, 17, key, value),
            new SerializationException("x".repeat(1 << 20)));
    assertThat(response.result()).isEqualTo(Result.RESUME);
    return response.deadLetterQueueRecords().get(0);
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
