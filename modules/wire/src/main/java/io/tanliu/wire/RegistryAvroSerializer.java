// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.wire.registry.HttpRegistryClient;
import io.tanliu.wire.registry.RegisteredSchema;
import io.tanliu.wire.registry.RegistryException;
import io.tanliu.wire.registry.SchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes generated records in Confluent's wire format under the subject {@code <topic>-value} (or
 * {@code -key}). Besides the keys of {@link HttpRegistryClient#of} it knows {@code
 * auto.register.schemas} (default true) and {@code use.latest.version} (default false).
 */
public final class RegistryAvroSerializer implements Serializer<SpecificRecord> {
  static {
    TrustedClasses.ensure();
  }

  private static final int KEPT_BUFFER_BYTES = 1 << 20;

  private record Writer(int id, SpecificDatumWriter<SpecificRecord> datumWriter) {}

  private static final class Buffer {
    private ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    private BinaryEncoder encoder;
  }

  private final ThreadLocal<Buffer> buffers = ThreadLocal.withInitial(Buffer::new);
  private final Map<String, Map<Schema, Writer>> writers = new ConcurrentHashMap<>();
  private SchemaRegistryClient registry;
  private boolean key;
  private boolean register = true;
  private boolean useLatest;

  /** For Kafka, which calls {@link #configure} next. */
  public RegistryAvroSerializer() {}

  @Override
  public void configure(Map<String, ?> config, boolean isKey) {
    key = isKey;
    registry = HttpRegistryClient.of(config);
    register = Flags.read(config, "auto.register.schemas", true);
    useLatest = Flags.read(config, "use.latest.version", false);
  }

  @Override
  public byte[] serialize(String topic, SpecificRecord record) {
    if (record == null) {
      return null;
    }
    Schema schema = record.getSchema();
    try {
      Writer writer =
          writers
              .computeIfAbsent(topic, t -> new ConcurrentHashMap<>())
              .computeIfAbsent(schema, s -> writer(WireFormat.subject(topic, key), s));
      return write(writer, record);
    } catch (RegistryException | AvroRuntimeException | ClassCastException | IOException e) {
      throw failure(topic, schema, e);
    } catch (NullPointerException e) {
      // Avro says it this way that a field that may not be null is
      throw failure(topic, schema, e);
    }
  }

  private byte[] write(Writer writer, SpecificRecord record) throws IOException {
    Buffer buffer = buffers.get();
    ByteArrayOutputStream out = buffer.out;
    out.reset();
    out.write(WireFormat.MAGIC);
    out.write(writer.id >>> 24);
    out.write(writer.id >>> 16);
    out.write(writer.id >>> 8);
    out.write(writer.id);
    buffer.encoder = EncoderFactory.get().binaryEncoder(out, buffer.encoder);
    writer.datumWriter.write(record, buffer.encoder);
    buffer.encoder.flush();
    byte[] bytes = out.toByteArray();
    if (bytes.length > KEPT_BUFFER_BYTES) {
      buffer.out = new ByteArrayOutputStream(1024);
    }
    return bytes;
  }

  private Writer writer(String subject, Schema schema) {
    return new Writer(
        id(subject, schema), new SpecificDatumWriter<>(schema, SpecificData.getForSchema(schema)));
  }

  private int id(String subject, Schema schema) {
    if (useLatest) {
      RegisteredSchema latest = registry.getLatest(subject);
      if (!layout(latest.schema()).equals(layout(schema))) {
        throw new AvroRuntimeException(
            "use.latest.version: version "
                + latest.version()
                + " has other fields than the class "
                + schema.getFullName());
      }
      return latest.id();
    }
    return register ? registry.register(subject, schema) : registry.lookup(subject, schema).id();
  }

  /** Equal layouts give equal bytes, whatever documentation and defaults say. */
  private static String layout(Schema schema) {
    return SchemaNormalization.toParsingForm(schema);
  }

  private SerializationException failure(String topic, Schema schema, Exception cause) {
    return new SerializationException(
        "Cannot write "
            + schema.getFullName()
            + " to topic "
            + topic
            + " (subject "
            + WireFormat.subject(topic, key)
            + "): "
            + cause.getMessage(),
        cause);
  }
}
