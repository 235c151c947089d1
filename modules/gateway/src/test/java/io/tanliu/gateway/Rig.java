// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.access.AuditTrail;
import io.tanliu.access.http.HttpGate;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.reference.Seeds;
import io.tanliu.testkit.Contract;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.Topic;
import io.tanliu.wire.TopicScan;
import io.tanliu.wire.ValueSerdes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.StringSerializer;

/** A gateway behind a real HTTP server, in front of a real broker and registry. */
final class Rig implements AutoCloseable {
  static final Instant NOW = Instant.parse("2019-06-01T00:00:00Z");
  static final Contract CONTRACT = Contract.of(Gateway.class, "/openapi-gateway.yaml");
  static final String REGISTER =
      """
      units:
        - id: STEEL-01
          name: 示例钢铁
          region: "360100"
          industry: "3120"
          zone: "+09:00"
          points:
            - {id: E1, energy: electricity, measure: INTERVAL, unit: kWh, interval: 15m,
               ratedMaximum: 1000}
            - {id: R1, energy: electricity, measure: REGISTER, unit: kWh, interval: 15m,
               direction: SOLD}
      targets:
        - {id: STEEL-01-2018, entity: STEEL-01, quantity: electricity, type: BUDGET,
           period: "2018", value: 900000, unit: kWh}
      """;

  private final EmbeddedCluster cluster;
  private final GatewaySettings settings;
  private final Map<String, Object> clients;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private SimpleMeterRegistry meters;
  private Gateway gateway;
  private Javalin server;

  Rig(Path dir, GatewaySettings settings) {
    this(dir, settings, Map.of());
  }

  /** The same with more configuration of the gateway's clients. */
  Rig(Path dir, GatewaySettings settings, Map<String, Object> more) {
    this.settings = settings;
    this.cluster = EmbeddedCluster.start(dir, 2);
    this.clients = new HashMap<>(cluster.clientConfig());
    clients.putAll(more);
    startGateway();
  }

  /** Another gateway in front of the same cluster, which goes with that one. */
  Rig(Rig other) {
    this.settings = other.settings;
    this.cluster = other.cluster;
    this.clients = other.clients;
    startGateway();
  }

  void startGateway() {
    meters = new SimpleMeterRegistry();
    gateway =
        new Gateway(settings, clients, Seeds.load(), meters, Clock.fixed(NOW, ZoneOffset.UTC));
    gateway.start();
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  HttpGate.open(AuditTrail.NONE, Clock.systemUTC()).install(config.routes);
                  gateway.routes(config.routes);
                })
            .start(0);
    assertThat(gateway.awaitReady(Duration.ofSeconds(20))).isTrue();
  }

  void stopGateway() {
    server.stop();
    gateway.close();
  }

  Gateway gateway() {
    return gateway;
  }

  Map<String, Object> clients() {
    return clients;
  }

  void stopCluster() {
    cluster.close();
  }

  int port() {
    return server.port();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  HttpResponse<String> register(String document) {
    return post("/api/v1/reference", "application/yaml", document.getBytes(StandardCharsets.UTF_8));
  }

  HttpResponse<String> push(String unit, String type, String body, String... headers) {
    return post(
        "/api/v1/units/" + unit + "/readings",
        type,
        body.getBytes(StandardCharsets.UTF_8),
        headers);
  }

  HttpResponse<String> post(String path, String type, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(40))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  /** Sends a JSON document, by any method. */
  HttpResponse<String> json(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return described(http.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Whatever a test asks, the answer is as the contract says. */
  private static HttpResponse<String> described(HttpResponse<String> answer) {
    assertThat(
            CONTRACT.findings(
                answer.request().method(),
                answer.request().uri().getRawPath(),
                answer.statusCode(),
                answer.headers().firstValue("Content-Type"),
                answer.body()))
        .isEmpty();
    return answer;
  }

  double count(String name, String... tags) {
    return meters.find(name).tags(tags).counters().stream().mapToDouble(Counter::count).sum();
  }

  /** Writes a record as another part of the system would. */
  <V extends SpecificRecord> void publish(Topic<V> topic, String key, V value) {
    Map<String, Object> config = new HashMap<>(cluster.clientConfig());
    config.put("partitioner.class", EntityPartitioner.class);
    try (KafkaProducer<String, V> producer =
        new KafkaProducer<>(
            config,
            new StringSerializer(),
            ValueSerdes.serializer(topic, cluster.clientConfig()))) {
      producer.send(new ProducerRecord<>(topic.name(), key, value));
    }
  }

  /** A transaction of another writer, with a deletion of nothing in each partition. */
  OpenTransaction openTransaction(List<Topic<?>> topics) {
    Map<String, Object> config = new HashMap<>(cluster.clientConfig());
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "another");
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 600_000);
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    producer.initTransactions();
    producer.beginTransaction();
    for (Topic<?> topic : topics) {
      for (PartitionInfo info : producer.partitionsFor(topic.name())) {
        producer.send(new ProducerRecord<>(topic.name(), info.partition(), "nothing", null));
      }
    }
    producer.flush();
    return new OpenTransaction(producer);
  }

  /** Ends with the producer, unless it was committed before. */
  record OpenTransaction(KafkaProducer<String, String> producer) implements AutoCloseable {
    void commit() {
      producer.commitTransaction();
    }

    @Override
    public void close() {
      producer.close();
    }
  }

  /** The values that stand in a topic. */
  <V extends SpecificRecord> List<V> all(Topic<V> topic) {
    return new TopicScan(cluster.clientConfig()).values(topic);
  }

  /** Everything that stands in a topic. */
  <V extends SpecificRecord> List<ConsumerRecord<String, V>> records(Topic<V> topic) {
    return new TopicScan(cluster.clientConfig()).all(topic);
  }

  @Override
  public void close() {
    stopGateway();
    cluster.close();
  }
}
