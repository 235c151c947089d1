// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.wire.registry.HttpRegistryClient;
import io.tanliu.wire.registry.SchemaRegistryClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads Confluent's wire format into generated records: the writer's schema is fetched by the id in
 * the record, the reader's is that of the generated class of the same name.
 *
 * <p>A failure is a {@link SerializationException}. Its cause is a {@link
 * io.tanliu.wire.registry.RegistryException} that is {@code retriable()} when the registry could
 * not be asked: then nothing is wrong with the record.
 */
public final class RegistryAvroDeserializer implements Deserializer<SpecificRecord> {
  static {
    TrustedClasses.ensure();
  }

  private static final int MAX_READERS = 1_000;

  /** Avro's readers and decoders keep state, so each thread has its own. */
  private static final class Readers {
    private final Map<Integer, SpecificDatumReader<SpecificRecord>> byId = new HashMap<>();
    private BinaryDecoder decoder;
  }

  private final ThreadLocal<Readers> readers = ThreadLocal.withInitial(Readers::new);
  private SchemaRegistryClient registry;
  private boolean key;

  /** For Kafka, which calls {@link #configure} next. */
  public RegistryAvroDeserializer() {}

  @Override
  public void configure(Map<String, ?> config, boolean isKey) {
    key = isKey;
    registry = HttpRegistryClient.of(config);
  }

  @Override
  public SpecificRecord deserialize(String topic, byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    if (bytes.length < WireFormat.HEADER_BYTES || bytes[0] != WireFormat.MAGIC) {
      throw new SerializationException(
          "Topic "
              + topic
              + ": not in the registry's wire format (expected: byte 0 and a 4-byte"
              + " schema id; found: "
              + bytes.length
              + " bytes"
              + (bytes.length > 0 ? ", the first " + bytes[0] : "")
              + ")");
    }
    int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    try {
      Readers mine = readers.get();
      SpecificDatumReader<SpecificRecord> reader = mine.byId.get(id);
      if (reader == null) {
        reader = reader(id);
        if (mine.byId.size() < MAX_READERS) {
          mine.byId.put(id, reader);
        }
      }
      mine.decoder =
          DecoderFactory.get()
              .binaryDecoder(
                  bytes,
                  WireFormat.HEADER_BYTES,
                  bytes.length - WireFormat.HEADER_BYTES,
                  mine.decoder);
      return reader.read(null, mine.decoder);
    } catch (IOException | RuntimeException e) {
      // Bytes that are not what their id says end in exceptions of every kind
      throw new SerializationException(
          "Cannot read topic "
              + topic
              + " (subject "
              + WireFormat.subject(topic, key)
              + ", schema id "
              + id
              + "): "
              + e.getMessage(),
          e);
    }
  }

  /** The schema with an id, as the registry has it. */
  Schema written(int id) {
    return registry.getById(id);
  }

  private SpecificDatumReader<SpecificRecord> reader(int id) {
    Schema written = written(id);
    Class<?> type = SpecificData.get().getClass(written);
    if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
      throw new AvroRuntimeException("No generated class for the schema " + written.getFullName());
    }
    Schema wanted = SpecificData.get().getSchema(type);
    return new SpecificDatumReader<>(written, wanted, SpecificData.getForClass(type));
  }
}
