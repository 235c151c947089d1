// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.tanliu.avro.AlertNotice;
import io.tanliu.domain.notice.AlertNews.Facts;
import io.tanliu.domain.notice.Change;
import io.tanliu.domain.notice.Notice;
import io.tanliu.domain.notice.NoticeHead;
import io.tanliu.domain.notice.Severity;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.reference.Seeds;
import io.tanliu.topology.LedgerSettings;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.NoticeMapping;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A receiver from a register document refuses a notice, and is sent it again by command. */
class NoticesCommandTest {
  private static final Duration LONG = Duration.ofSeconds(120);

  @TempDir Path dir;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private volatile int answer = 410;

  @Test
  @Timeout(400)
  void shouldListWhatWasRefusedAndSendItAgainUnderTheSameKey() throws Exception {
    HttpServer receiver = receiver();
    try (EmbeddedCluster cluster = EmbeddedCluster.start(dir.resolve("kafka"), 1);
        Platform platform = platform(cluster)) {
      platform.start();
      await().atMost(LONG).until(platform::up);
      String url = "http://127.0.0.1:" + platform.port();
      Path file = dir.resolve("receivers.yaml");
      Files.writeString(
          file,
          "receivers: [{id: duty, kind: WEBHOOK, secret: hook, address: \"http://127.0.0.1:"
              + receiver.getAddress().getPort()
              + "/\"}]");
      assertThat(Ran.tanliu("apply", "-f", file.toString(), "--url", url).code()).isZero();
      String id = publish(cluster);

      String[] list = {"notices", "list", "--state", "FAILED", "--url", url};
      Ran failed =
          await().atMost(LONG).until(() -> Ran.tanliu(list), ran -> ran.out().contains(id));
      assertThat(failed.out()).contains("FAILED  duty  attempts 1").contains("HTTP 410");

      answer = 204;
      Ran again =
          await()
              .atMost(LONG)
              .until(
                  () -> Ran.tanliu("notices", "resend", id, "--author", "张三", "--url", url),
                  ran -> ran.code() == 0);
      assertThat(again.out()).contains("\"receivers\":[\"duty\"]");
      await().atMost(LONG).until(() -> !Ran.tanliu(list).out().contains(id));
      assertThat(received).hasSize(2);
      assertThat(received.get(1)).as("its key").isEqualTo(received.get(0));
      Ran nothing = Ran.tanliu("notices", "resend", id, "--author", "张三", "--url", url);
      assertThat(nothing.code()).isEqualTo(1);
      assertThat(nothing.err()).contains("409").contains("NOTHING_REFUSED");
    } finally {
      receiver.stop(0);
    }
  }

  private HttpServer receiver() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          received.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private Platform platform(EmbeddedCluster cluster) throws IOException {
    Path secrets = Files.createDirectories(dir.resolve("secrets"));
    Files.writeString(secrets.resolve("hook"), "whsec_bWFkZSB1cA==");
    Map<String, Object> clients = new HashMap<>(cluster.clientConfig());
    clients.put("notifier.secrets.directory", secrets.toString());
    clients.put("access", "open");
    return new Platform(
        new PlatformSettings(
            Set.of(Role.GATEWAY, Role.QUERY, Role.NOTIFIER),
            "127.0.0.1",
            0,
            Optional.empty(),
            clients,
            dir.resolve("state"),
            1,
            LedgerSettings.DEFAULT),
        Seeds.load());
  }

  private static String publish(EmbeddedCluster cluster) {
    long now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toEpochMilli();
    List<String> line = List.of("360102", "360100");
    Notice.Route route =
        new Notice.Route(Change.RAISED, Severity.WARNING, Severity.WARNING, "surge", line, 1, 0);
    Facts facts =
        new Facts("surge", "U1", "一号", line, now, "tce", "2026", "2", "1", "gce", "r", "s");
    AlertNotice notice =
        NoticeMapping.toAvro(
            new Notice(
                "rule=surge,city=360100",
                now,
                List.of(new Notice.Item("surge|U1|t", 1, route, facts)),
                List.of()),
            new NoticeHead("用能突增", "surge", "", "", ZoneId.of("Asia/Shanghai")));
    Map<String, Object> config = new HashMap<>(cluster.clientConfig());
    config.put("partitioner.class", EntityPartitioner.class);
    try (KafkaProducer<String, AlertNotice> producer =
        new KafkaProducer<>(
            config,
            new StringSerializer(),
            ValueSerdes.serializer(Topics.ALERT_NOTICE, cluster.clientConfig()))) {
      String id = NoticeMapping.id(notice);
      producer.send(new ProducerRecord<>(Topics.ALERT_NOTICE.name(), null, now, id, notice));
      return id;
    }
  }
}
