// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.ReadingFrame;
import io.tanliu.wire.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Plain Avro without a registry. */
class BinaryAvro implements LedgerTopology.ValueSerde {
  static {
    // What the registry's serdes do: Avro makes no class that it was not told to trust.
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            type -> type.getPackageName().equals(ReadingFrame.class.getPackageName())));
  }

  @Override
  public <V extends SpecificRecord> Serde<V> of(Topic<V> topic) {
    Schema schema = SpecificData.get().getSchema(topic.valueType());
    return Serdes.serdeFrom(
        (name, value) -> value == null ? null : encode(schema, value),
        (name, bytes) -> bytes == null ? null : decode(schema, bytes));
  }

  private static <V> byte[] encode(Schema schema, V value) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new SpecificDatumWriter<V>(schema).write(value, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <V> V decode(Schema schema, byte[] bytes) {
    try {
      return new SpecificDatumReader<V>(schema)
          .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
