// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.ReadingFrame;
import io.tanliu.avro.RegionDefinition;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import io.tanliu.wire.registry.HttpRegistryClient;
import io.tanliu.wire.registry.RegistryException;
import io.tanliu.wire.registry.SchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** What Tanliu expects of a schema registry, whoever wrote it. */
interface RegistryContract {
  String WITH_A = "[{\"name\":\"a\",\"type\":\"int\"}]";
  String WITH_A_AND_OPTIONAL_B =
      "[{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}]";
  String WITH_TEXT_A = "[{\"name\":\"a\",\"type\":\"string\"}]";

  /** Registry keys of a registry whose default level is FULL. */
  Map<String, Object> config();

  @Test
  default void shouldGiveTheSameIdToARepeatedRegistration() {
    String subject = freshSubject();
    Schema schema = record("Repeated", WITH_A);
    int id = freshClient().register(subject, schema);
    assertThat(freshClient().register(subject, schema)).isEqualTo(id);
    assertThat(client().versions(subject)).containsExactly(1);
    assertThat(client().lookup(subject, schema).id()).isEqualTo(id);
    assertThat(client().lookup(subject, schema).version()).isEqualTo(1);
  }

  @Test
  default void shouldGiveOneIdToOneSchemaUnderTwoSubjects() {
    Schema schema = record("Shared", WITH_A);
    assertThat(client().register(freshSubject(), schema))
        .isEqualTo(client().register(freshSubject(), schema));
  }

  @Test
  default void shouldNumberCompatibleVersions() {
    String subject = freshSubject();
    int first = client().register(subject, record("Grown", WITH_A));
    Schema grown = record("Grown", WITH_A_AND_OPTIONAL_B);
    assertThat(client().isCompatible(subject, grown)).isTrue();
    int second = client().register(subject, grown);
    assertThat(second).isNotEqualTo(first);
    assertThat(client().versions(subject)).containsExactly(1, 2);
    assertThat(client().getLatest(subject).id()).isEqualTo(second);
    assertThat(client().getVersion(subject, 1).schema()).isEqualTo(record("Grown", WITH_A));
    assertThat(client().getById(second)).isEqualTo(grown);
    assertThat(client().subjects()).contains(subject);
  }

  @Test
  default void shouldRefuseAnIncompatibleChange() {
    String subject = freshSubject();
    client().register(subject, record("Changed", WITH_A));
    Schema changed = record("Changed", WITH_TEXT_A);
    assertThat(client().isCompatible(subject, changed)).isFalse();
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> client().register(subject, changed))
        .satisfies(e -> assertThat(e.status()).isEqualTo(RegistryException.INCOMPATIBLE))
        .satisfies(e -> assertThat(e.retriable()).isFalse());
    assertThat(client().versions(subject)).containsExactly(1);
  }

  @Test
  default void shouldAcceptAnyChangeWhereASubjectAsksForNone() {
    String subject = freshSubject();
    client().register(subject, record("Free", WITH_A));
    client().setCompatibility(Optional.of(subject), "NONE");
    client().register(subject, record("Free", WITH_TEXT_A));
    assertThat(client().versions(subject)).containsExactly(1, 2);
    assertThat(client().compatibility(Optional.of(subject))).isEqualTo("NONE");
    assertThat(client().compatibility(Optional.empty())).isEqualTo("FULL");
  }

  @Test
  default void shouldSayWhatIsNotThere() {
    String subject = freshSubject();
    Schema schema = record("Missing", WITH_A);
    assertCode(RegistryException.SUBJECT_NOT_FOUND, () -> client().getLatest(subject));
    assertCode(RegistryException.SUBJECT_NOT_FOUND, () -> client().versions(subject));
    assertCode(RegistryException.SUBJECT_NOT_FOUND, () -> client().lookup(subject, schema));
    client().register(subject, schema);
    assertCode(RegistryException.VERSION_NOT_FOUND, () -> client().getVersion(subject, 7));
    assertCode(
        RegistryException.SCHEMA_NOT_FOUND,
        () -> client().lookup(subject, record("Missing", WITH_A_AND_OPTIONAL_B)));
    assertCode(RegistryException.SCHEMA_NOT_FOUND, () -> client().getById(987_654_321));
  }

  @Test
  default void shouldRefuseWhatIsNotASchema() throws Exception {
    HttpResponse<String> answer =
        post(
            "/subjects/" + freshSubject() + "/versions",
            "{\"schema\":\"{\\\"type\\\":\\\"no\\\"}\"}");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("42201");
  }

  @Test
  default void shouldCarryRecordsThroughSerializerAndDeserializer() {
    assertRoundTrip(Topics.READING_FRAME, Samples.frame());
    assertRoundTrip(Topics.METRIC_ENERGY, Samples.window());
    assertRoundTrip(Topics.ALERT_EVENT, Samples.alert());
    assertRoundTrip(Topics.REF_UNIT, Samples.unit());
    assertRoundTrip(Topics.REF_TARGET, Samples.target());
    assertRoundTrip(Topics.REPORT_ACTIVITY, Samples.report());
    assertRoundTrip(Topics.READING_REJECTED, Samples.rejection());
    try (Serde<EntityWindow> serde = ValueSerdes.of(Topics.METRIC_CARBON, config())) {
      assertThat(serde.serializer().serialize(Topics.METRIC_CARBON.name(), null)).isNull();
      assertThat(serde.deserializer().deserialize(Topics.METRIC_CARBON.name(), null)).isNull();
    }
  }

  @Test
  default void shouldRegisterTheSchemaAsItStandsInItsFile() {
    assertRoundTrip(Topics.READING_FRAME, Samples.frame());
    Schema registered = client().getLatest(Topics.READING_FRAME.valueSubject()).schema();
    assertThat(registered.toString()).doesNotContain("avro.java.string").contains("\"doc\"");
    assertThat(registered.getField("unit").doc())
        .isEqualTo(ReadingFrame.SCHEMA$.getField("unit").doc());
  }

  @Test
  default void shouldReadWhatAnOlderWriterWrote() throws IOException {
    Schema older =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"RegionDefinition","namespace":"io.tanliu.avro","fields":[
                  {"name":"code","type":"string"},
                  {"name":"nameZh","type":"string"},
                  {"name":"gone","type":"long","default":0},
                  {"name":"nameEn","type":"string"},
                  {"name":"level","type":"string"}]}""");
    int id = client().register(freshSubject(), older);
    GenericRecord record = new GenericData.Record(older);
    record.put("code", "360100");
    record.put("nameZh", "南昌市");
    record.put("gone", 7L);
    record.put("nameEn", "Nanchang");
    record.put("level", "prefecture");
    try (Serde<RegionDefinition> serde = ValueSerdes.of(Topics.REF_REGION, config())) {
      assertThat(serde.deserializer().deserialize(Topics.REF_REGION.name(), frame(id, record)))
          .isEqualTo(new RegionDefinition("360100", "南昌市", "Nanchang", null, "prefecture"));
    }
  }

  @Test
  default void shouldNotRegisterWhereThatIsSwitchedOff() {
    Topic<RegionDefinition> topic = freshTopic(Topics.REF_REGION);
    Map<String, Object> config = new HashMap<>(config());
    config.put("auto.register.schemas", "false");
    RegionDefinition region = new RegionDefinition("36", "江西省", "Jiangxi", null, "province");
    try (Serde<RegionDefinition> serde = ValueSerdes.of(topic, config)) {
      assertThatThrownBy(() -> serde.serializer().serialize(topic.name(), region))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining(topic.name())
          .hasMessageContaining(topic.valueSubject())
          .hasCauseInstanceOf(RegistryException.class);
      client().register(topic.valueSubject(), RegionDefinition.SCHEMA$);
      byte[] bytes = serde.serializer().serialize(topic.name(), region);
      assertThat(serde.deserializer().deserialize(topic.name(), bytes)).isEqualTo(region);
    }
  }

  @Test
  default void shouldWriteUnderTheLatestVersionWhenAsked() {
    Topic<RegionDefinition> topic = freshTopic(Topics.REF_REGION);
    Map<String, Object> config = new HashMap<>(config());
    config.put("auto.register.schemas", "false");
    config.put("use.latest.version", "true");
    Schema redocumented =
        new Schema.Parser()
            .parse(RegionDefinition.SCHEMA$.toString().replace("Chinese name.", "中文名称。"));
    int id = client().register(topic.valueSubject(), redocumented);
    RegionDefinition region = new RegionDefinition("36", "江西省", "Jiangxi", null, "province");
    try (Serde<RegionDefinition> serde = ValueSerdes.of(topic, config)) {
      byte[] bytes = serde.serializer().serialize(topic.name(), region);
      assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt()).isEqualTo(id);
      assertThat(serde.deserializer().deserialize(topic.name(), bytes)).isEqualTo(region);
    }
  }

  @Test
  default void shouldRefuseARecordOfAnUnknownSchema() {
    byte[] bytes = ByteBuffer.allocate(10).put((byte) 0).putInt(987_654_321).array();
    try (Serde<ReadingFrame> serde = ValueSerdes.of(Topics.READING_FRAME, config())) {
      assertThatThrownBy(() -> serde.deserializer().deserialize("tanliu.reading.frame", bytes))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("tanliu.reading.frame")
          .hasMessageContaining("987654321")
          .cause()
          .isInstanceOf(RegistryException.class)
          .satisfies(e -> assertThat(((RegistryException) e).retriable()).isFalse());
    }
  }

  private <V extends SpecificRecord> void assertRoundTrip(Topic<V> topic, V value) {
    try (Serde<V> serde = ValueSerdes.of(topic, config())) {
      byte[] bytes = serde.serializer().serialize(topic.name(), value);
      assertThat(serde.deserializer().deserialize(topic.name(), bytes)).isEqualTo(value);
      assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt())
          .isEqualTo(client().lookup(topic.valueSubject(), value.getSchema()).id());
    }
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    URI base = URI.create(config().get("schema.registry.url").toString());
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private SchemaRegistryClient client() {
    return HttpRegistryClient.of(config());
  }

  /** One that remembers nothing. */
  private SchemaRegistryClient freshClient() {
    Map<String, Object> config = new HashMap<>(config());
    config.put("schema.registry.request.timeout.ms", 10_000 + (int) (System.nanoTime() % 10_000));
    return HttpRegistryClient.of(config);
  }

  private static String freshSubject() {
    return "contract-" + UUID.randomUUID();
  }

  private static <V extends SpecificRecord> Topic<V> freshTopic(Topic<V> like) {
    return new Topic<>(freshSubject(), like.valueType(), like.keyDoc(), like.doc(), like.config());
  }

  private static Schema record(String name, String fields) {
    return new Schema.Parser()
        .parse(
            "{\"type\":\"record\",\"name\":\""
                + name
                + "\",\"namespace\":\"contract\",\"fields\":"
                + fields
                + "}");
  }

  private static byte[] frame(int id, GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.write(ByteBuffer.allocate(4).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static void assertCode(int code, Runnable request) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(request::run)
        .satisfies(e -> assertThat(List.of(e.errorCode(), e.status())).containsExactly(code, 404));
  }
}
