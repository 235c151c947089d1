// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.topology.state.Fingerprint;
import io.tanliu.wire.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.KeyValueStore;

/** Fingerprints of what was told, so that nothing is told twice. */
final class Told {
  private final KeyValueStore<String, byte[]> fingerprints;
  private final BiConsumer<String, Out> forward;

  Told(KeyValueStore<String, byte[]> fingerprints, BiConsumer<String, Out> forward) {
    this.fingerprints = fingerprints;
    this.forward = forward;
  }

  /**
   * Tells a record unless it says what was told under its key.
   *
   * @return true when it was told
   */
  boolean tell(Topic<?> topic, String key, SpecificRecord value) {
    return tell(topic, key, key, value);
  }

  /** The same where several subjects share the key of their records. */
  boolean tell(Topic<?> topic, String key, String subject, SpecificRecord value) {
    String row = row(topic, subject);
    byte[] now = Fingerprint.of(bytes(value));
    if (Arrays.equals(fingerprints.get(row), now)) {
      return false;
    }
    fingerprints.put(row, now);
    forward.accept(key, new Out(topic, value));
    return true;
  }

  private static byte[] bytes(SpecificRecord value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      new SpecificDatumWriter<SpecificRecord>(value.getSchema()).write(value, encoder);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes back what was told under a key, if anything was. */
  void takeBack(Topic<?> topic, String key) {
    if (fingerprints.delete(row(topic, key)) != null) {
      forward.accept(key, new Out(topic, null));
    }
  }

  /** Forgets what was told under a key without taking it back: another one tells it from now on. */
  void forget(Topic<?> topic, String key) {
    fingerprints.delete(row(topic, key));
  }

  private static String row(Topic<?> topic, String key) {
    return key + '\0' + topic.name();
  }
}
