// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.access.AuditTrail;
import io.tanliu.access.http.HttpGate;
import io.tanliu.domain.attest.Signer;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.gateway.Gateway;
import io.tanliu.gateway.GatewaySettings;
import io.tanliu.reference.Seeds;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.SealMapping;
import io.tanliu.wire.Topic;
import io.tanliu.wire.TopicScan;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real gateway before a real broker, always at the same port, that goes away and comes back. */
final class GatewayUpAndDown implements AutoCloseable {
  private static final String REGISTER =
      """
      units:
        - id: STEEL-01
          name: 示例钢铁
          region: "360100"
          industry: "3120"
          zone: "+08:00"
          points:
            - {id: E1, energy: electricity, measure: INTERVAL, unit: kWh, interval: 15m}
      """;

  private final EmbeddedCluster cluster;
  private final int port;
  private Gateway gateway;
  private Javalin server;

  GatewayUpAndDown(Path dir) throws IOException, InterruptedException {
    cluster = EmbeddedCluster.start(dir, 1);
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    up();
    HttpResponse<String> registered =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url() + "/api/v1/reference"))
                    .header("Content-Type", "application/yaml")
                    .POST(HttpRequest.BodyPublishers.ofString(REGISTER))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(registered.statusCode()).as(registered.body()).isEqualTo(200);
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  void up() {
    gateway =
        new Gateway(
            GatewaySettings.defaults(),
            cluster.clientConfig(),
            Seeds.load(),
            new SimpleMeterRegistry(),
            Clock.systemUTC());
    gateway.start();
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  HttpGate.open(AuditTrail.NONE, Clock.systemUTC()).install(config.routes);
                  gateway.routes(config.routes);
                })
            .start(port);
    assertThat(gateway.awaitReady(Duration.ofSeconds(60))).isTrue();
  }

  void down() {
    server.stop();
    gateway.close();
  }

  /** Lets a sender seal. */
  void signer(Signer signer) throws InterruptedException, ExecutionException {
    try (var producer =
        new KafkaProducer<>(
            cluster.clientConfig(),
            new StringSerializer(),
            ValueSerdes.serializer(Topics.REF_SIGNER, cluster.clientConfig()))) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.REF_SIGNER.name(), signer.id(), SealMapping.toAvro(signer)))
          .get();
    }
  }

  /** Every reading of the topic in order, as {@code time value}; withdrawn ones do not occur. */
  List<String> readings() {
    return all(Topics.READING_FRAME).stream()
        .flatMap(frame -> FrameMapping.fromAvro(frame).readings().stream())
        .map(reading -> reading.time() + " " + reading.decimal())
        .toList();
  }

  /** Everything that was committed to a topic. */
  <T extends SpecificRecord> List<T> all(Topic<T> topic) {
    return new TopicScan(cluster.clientConfig()).values(topic);
  }

  @Override
  public void close() {
    down();
    cluster.close();
  }
}
