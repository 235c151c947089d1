// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.RegionDefinition;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.reference.Seeds;
import io.tanliu.wire.RegionMapping;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordScanTest {
  private static final String TOPIC = Topics.REF_REGION.name();

  @Test
  void shouldGiveWhatIsWantedAndCountWhatCannotBeRead(@TempDir Path dir) throws Exception {
    RegionDefinition jiangxi =
        RegionMapping.toAvro(
            Seeds.load().regions().all().stream()
                .filter(region -> region.code().equals("360000"))
                .findFirst()
                .orElseThrow());
    try (EmbeddedCluster cluster = EmbeddedCluster.start(dir, 2)) {
      Map<String, Object> clients = cluster.clientConfig();
      try (Serializer<RegionDefinition> values =
              ValueSerdes.serializer(Topics.REF_REGION, clients);
          KafkaProducer<String, byte[]> producer =
              new KafkaProducer<>(clients, new StringSerializer(), new ByteArraySerializer())) {
        byte[] whole = values.serialize(TOPIC, jiangxi);
        producer.send(new ProducerRecord<>(TOPIC, "360000", whole)).get();
        producer.send(new ProducerRecord<>(TOPIC, "360100", null)).get();
        producer.send(new ProducerRecord<>(TOPIC, "360200", bytes("nothing that is known"))).get();
        producer.send(new ProducerRecord<>(TOPIC, "440000", bytes("not even looked at"))).get();
      }
      Map<String, Optional<String>> names = new HashMap<>();
      RecordScan scan = new RecordScan(clients);
      scan.read(
          Topics.REF_REGION,
          key -> key.startsWith("36"),
          (key, region) ->
              names.put(key, Optional.ofNullable(region).map(RegionDefinition::getNameZh)));
      assertThat(names).isEqualTo(Map.of("360000", Optional.of("江西省"), "360100", Optional.empty()));
      assertThat(scan.unreadable()).isEqualTo(1);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
