// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.audit;

import io.tanliu.topology.state.VersionedBytes;
import io.tanliu.topology.state.VersionedBytes.Reader;
import io.tanliu.topology.state.VersionedBytes.Writer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** State and messages of the audit as bytes; every value begins with the version of its layout. */
final class AuditBytes {
  private static final int VERSION = 1;

  private AuditBytes() {}

  static byte[] write(Writer writer) {
    return VersionedBytes.write(VERSION, writer);
  }

  static <T> T read(byte[] bytes, Reader<T> reader) {
    return VersionedBytes.read(VERSION, bytes, reader);
  }

  static void amounts(DataOutputStream out, Map<String, Long> amounts) throws IOException {
    out.writeInt(amounts.size());
    for (Map.Entry<String, Long> amount : amounts.entrySet()) {
      out.writeUTF(amount.getKey());
      out.writeLong(amount.getValue());
    }
  }

  static Map<String, Long> amounts(DataInputStream in) throws IOException {
    Map<String, Long> amounts = new TreeMap<>();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      amounts.put(in.readUTF(), in.readLong());
    }
    return amounts;
  }

  static void texts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  static List<String> texts(DataInputStream in) throws IOException {
    List<String> texts = new ArrayList<>();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }

  /** Messages on the internal topic; nobody outside reads them. */
  static final class Messages implements Serde<AuditMessage> {
    @Override
    public Serializer<AuditMessage> serializer() {
      return (topic, message) ->
          message == null
              ? null
              : AuditBytes.write(
                  out -> {
                    out.writeBoolean(message.kind() == AuditMessage.Kind.PUBLISHED);
                    out.writeLong(message.hour());
                    out.writeLong(message.unjudged());
                    amounts(out, message.amounts());
                  });
    }

    @Override
    public Deserializer<AuditMessage> deserializer() {
      return (topic, bytes) ->
          bytes == null
              ? null
              : AuditBytes.read(
                  bytes,
                  in ->
                      new AuditMessage(
                          in.readBoolean() ? AuditMessage.Kind.PUBLISHED : AuditMessage.Kind.SUM,
                          in.readLong(),
                          in.readLong(),
                          amounts(in)));
    }
  }
}
