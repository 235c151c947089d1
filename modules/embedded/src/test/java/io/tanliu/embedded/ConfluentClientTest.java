// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tanliu.avro.ReadingFrame;
import io.tanliu.avro.RegionDefinition;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericData;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.BinaryEncoder;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.shaded.org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Confluent's own client on the other side, as Flink ships it. */
class ConfluentClientTest {
  @TempDir static Path dir;
  private static EmbeddedCluster cluster;
  private static CachedSchemaRegistryClient confluent;

  @BeforeAll
  static void start() {
    cluster = EmbeddedCluster.start(dir, 1);
    confluent = new CachedSchemaRegistryClient(cluster.registryUrl(), 10);
  }

  @AfterAll
  static void stop() throws Exception {
    confluent.close();
    cluster.close();
  }

  @Test
  void shouldReadWithConfluentsClientWhatWeWrite() throws Exception {
    // The serializer first: with it Avro comes to trust the generated classes.
    Serializer<ReadingFrame> serializer =
        ValueSerdes.serializer(Topics.READING_FRAME, cluster.clientConfig());
    ReadingFrame frame = Samples.frame();
    byte[] bytes = serializer.serialize(Topics.READING_FRAME.name(), frame);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    assertThat(buffer.get()).isZero();
    Schema schema = ((AvroSchema) confluent.getSchemaById(buffer.getInt())).rawSchema();
    GenericRecord read =
        new GenericDatumReader<GenericRecord>(schema)
            .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
    assertThat(read.get("unit")).hasToString("STEEL-01");
    assertThat(read.get("receivedAt")).isEqualTo(frame.getReceivedAt().toEpochMilli());
    GenericRecord reading = (GenericRecord) ((List<?>) read.get("readings")).get(0);
    assertThat(List.of(reading.get("value"), reading.get("scale"))).isEqualTo(List.of(317L, 2));
  }

  @Test
  void shouldReadWhatIsWrittenWithConfluentsClient() throws Exception {
    Schema schema = new Schema.Parser().parse(RegionDefinition.SCHEMA$.toString());
    int id = confluent.register(Topics.REF_REGION.valueSubject(), new AvroSchema(schema));
    GenericRecord record = new GenericData.Record(schema);
    record.put("code", "360100");
    record.put("nameZh", "南昌市");
    record.put("nameEn", "Nanchang");
    record.put("parent", "360000");
    record.put("level", "prefecture");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.write(ByteBuffer.allocate(4).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    encoder.flush();
    assertThat(
            ValueSerdes.deserializer(Topics.REF_REGION, cluster.clientConfig())
                .deserialize(Topics.REF_REGION.name(), out.toByteArray()))
        .isEqualTo(new RegionDefinition("360100", "南昌市", "Nanchang", "360000", "prefecture"));
  }

  @Test
  void shouldAnswerConfluentsClientInItsOwnTerms() throws Exception {
    String subject = "confluent-terms";
    AvroSchema number =
        new AvroSchema(
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":"
                + "[{\"name\":\"a\",\"type\":\"int\"}]}");
    AvroSchema text =
        new AvroSchema(
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":"
                + "[{\"name\":\"a\",\"type\":\"string\"}]}");
    assertThatExceptionOfType(RestClientException.class)
        .isThrownBy(() -> confluent.getLatestSchemaMetadata(subject))
        .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(40401));
    int id = confluent.register(subject, number);
    assertThat(confluent.getId(subject, number)).isEqualTo(id);
    assertThat(confluent.getVersion(subject, number)).isEqualTo(1);
    assertThat(confluent.getLatestSchemaMetadata(subject).getSchema())
        .isEqualTo(number.canonicalString());
    assertThat(confluent.testCompatibility(subject, text)).isFalse();
    assertThat(confluent.testCompatibilityVerbose(subject, text)).isNotEmpty();
    assertThat(confluent.getAllSubjects()).contains(subject);
    assertThat(confluent.getAllVersions(subject)).containsExactly(1);
    assertThat(confluent.getAllSubjectsById(id)).containsExactly(subject);
    assertThat(confluent.updateCompatibility(subject, "BACKWARD")).isEqualTo("BACKWARD");
    assertThat(confluent.getCompatibility(subject)).isEqualTo("BACKWARD");
    assertThat(confluent.getMode()).isEqualTo("READWRITE");
    assertThatExceptionOfType(RestClientException.class)
        .isThrownBy(() -> confluent.register(subject, text))
        .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(409));
  }
}
