// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.domain.reading.ReadingFrame;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads frames as the domain knows them. Frames of our own schema are read directly; those that an
 * older or newer writer made, and whatever is not in order, go through Avro, which resolves the
 * schemas or says what is wrong.
 */
final class FrameDeserializer implements Deserializer<ReadingFrame> {
  private static final int MAX_IDS = 1_000;

  private final RegistryAvroDeserializer registry;
  private final Deserializer<io.tanliu.avro.ReadingFrame> any;

  /** Whether the schema with an id has our layout; an id never changes its meaning. */
  private final Map<Integer, Boolean> ours = new ConcurrentHashMap<>();

  FrameDeserializer(RegistryAvroDeserializer registry) {
    this.registry = registry;
    this.any = new CheckedDeserializer<>(registry, io.tanliu.avro.ReadingFrame.class);
  }

  @Override
  public ReadingFrame deserialize(String topic, byte[] bytes) {
    ReadingFrame frame = direct(bytes);
    if (frame != null) {
      return frame;
    }
    io.tanliu.avro.ReadingFrame record = any.deserialize(topic, bytes);
    return record == null ? null : FrameMapping.fromAvro(record);
  }

  /** The frame, or null when it takes the general way. */
  private ReadingFrame direct(byte[] bytes) {
    if (bytes == null || bytes.length < WireFormat.HEADER_BYTES || bytes[0] != WireFormat.MAGIC) {
      return null;
    }
    try {
      return ours(ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt())
          ? FrameReader.read(bytes, WireFormat.HEADER_BYTES)
          : null;
    } catch (RuntimeException e) {
      // Not readable, or the registry could not be asked: said by the general way in its words.
      return null;
    }
  }

  private boolean ours(int id) {
    Boolean known = ours.get(id);
    if (known == null) {
      known = FrameReader.reads(registry.written(id));
      if (ours.size() < MAX_IDS) {
        ours.put(id, known);
      }
    }
    return known;
  }

  @Override
  public void close() {
    any.close();
  }
}
