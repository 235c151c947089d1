// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.MeterReading;
import io.tanliu.avro.ReadingFrame;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import io.tanliu.wire.registry.HttpRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that others put on a topic must not do more harm than one refused record each. */
class HostileRecordTest {
  private static final String TOPIC = Topics.READING_FRAME.name();

  @TempDir static Path dir;
  private static EmbeddedCluster cluster;
  private static Deserializer<ReadingFrame> deserializer;

  @BeforeAll
  static void start() {
    cluster = EmbeddedCluster.start(dir, 1);
    deserializer = ValueSerdes.deserializer(Topics.READING_FRAME, cluster.clientConfig());
  }

  @AfterAll
  static void stop() {
    deserializer.close();
    cluster.close();
  }

  @Test
  void shouldRefuseWhatIsNotInTheWireFormat() {
    for (byte[] bytes : new byte[][] {{}, {0, 0, 0}, {1, 0, 0, 0, 1, 2}, "{\"a\":1}".getBytes()}) {
      assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining(TOPIC);
    }
  }

  @Test
  void shouldReadOrRefuseAnyDamagedRecord() {
    byte[] good = bytes();
    Random random = new Random(20181122);
    int refused = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] bad = Arrays.copyOf(good, 5 + random.nextInt(good.length - 4));
      for (int change = 0; change <= i % 4; change++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      bad[0] = good[0];
      System.arraycopy(good, 1, bad, 1, 4);
      try {
        deserializer.deserialize(TOPIC, bad);
      } catch (SerializationException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(10_000);
    assertThat(deserializer.deserialize(TOPIC, good)).isEqualTo(Samples.frame());
  }

  @Test
  void shouldRefuseLengthsThatTheRecordCannotHold() {
    byte[] good = bytes();
    // string of 1.9 GB where the frame id should be
    ByteBuffer longString = ByteBuffer.allocate(20).put(good, 0, 5);
    longString.put(new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0E});
    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, longString.array()))
        .isInstanceOf(SerializationException.class);
    // 1.9 thousand million readings after an otherwise good beginning
    int beforeReadings = 5 + 4 + 9 + 6 + 5;
    ByteBuffer manyReadings = ByteBuffer.allocate(beforeReadings + 10).put(good, 0, beforeReadings);
    manyReadings.put(new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0D});
    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, manyReadings.array()))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void shouldRefuseARecordOfAnotherType() {
    byte[] alert =
        ValueSerdes.serializer(Topics.ALERT_EVENT, cluster.clientConfig())
            .serialize(Topics.ALERT_EVENT.name(), Samples.alert());
    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, alert))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining(AlertEvent.class.getName())
        .hasMessageContaining(ReadingFrame.class.getName());
  }

  @Test
  void shouldNotMakeAClassThatASchemaMerelyNames() {
    Schema schema =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"Thread\",\"namespace\":\"java.lang\",\"fields\":[]}");
    int id = HttpRegistryClient.of(cluster.clientConfig()).register("hostile", schema);
    byte[] bytes = ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();
    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("java.lang.Thread");
  }

  @Test
  void shouldReadFramesForTheLedgerAsTheirRecordsSay() {
    Deserializer<?> frames = ValueSerdes.frames(cluster.clientConfig());
    assertThat(frames.deserialize(TOPIC, bytes()))
        .isEqualTo(FrameMapping.fromAvro(Samples.frame()));
    assertThat(frames.deserialize(TOPIC, null)).isNull();
    assertThatThrownBy(() -> frames.deserialize(TOPIC, Arrays.copyOf(bytes(), 20)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining(TOPIC);
  }

  @Test
  void shouldReadForTheLedgerAFrameOfAnOlderWriter() throws IOException {
    Schema old =
        SchemaBuilder.record("ReadingFrame")
            .namespace(ReadingFrame.class.getPackageName())
            .fields()
            .requiredString("frameId")
            .requiredString("unit")
            .requiredLong("receivedAt")
            .requiredString("source")
            .name("readings")
            .type()
            .array()
            .items(MeterReading.getClassSchema())
            .noDefault()
            .endRecord();
    int id = HttpRegistryClient.of(cluster.clientConfig()).register("older", old);
    GenericData.Record record = new GenericData.Record(old);
    record.put("frameId", "f");
    record.put("unit", "U1");
    record.put("receivedAt", 5L);
    record.put("source", "http");
    record.put("readings", List.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericData.Record>(old).write(record, encoder);
    encoder.flush();
    assertThat(ValueSerdes.frames(cluster.clientConfig()).deserialize(TOPIC, out.toByteArray()))
        .isEqualTo(new io.tanliu.domain.reading.ReadingFrame("f", "U1", 5, "http", List.of()));
  }

  private static byte[] bytes() {
    return ValueSerdes.serializer(Topics.READING_FRAME, cluster.clientConfig())
        .serialize(TOPIC, Samples.frame());
  }
}
