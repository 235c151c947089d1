// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.avro.AlertDelivery;
import io.tanliu.avro.AlertNotice;
import io.tanliu.domain.notice.AlertNews.Facts;
import io.tanliu.domain.notice.Change;
import io.tanliu.domain.notice.Notice;
import io.tanliu.domain.notice.Notice.Item;
import io.tanliu.domain.notice.Notice.Route;
import io.tanliu.domain.notice.NoticeHead;
import io.tanliu.domain.notice.Receiver;
import io.tanliu.domain.notice.Receiver.Language;
import io.tanliu.domain.notice.Severity;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.notifier.NotifierSettings.MailServer;
import io.tanliu.notifier.NotifierSettings.Security;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.NoticeMapping;
import io.tanliu.wire.ReceiverMapping;
import io.tanliu.wire.Resend;
import io.tanliu.wire.Topic;
import io.tanliu.wire.TopicScan;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real broker with notices and receivers, and notifiers on it. */
final class Rig implements AutoCloseable {
  /** First moment of the notices; a second lies between one and the next. */
  static final long BEGIN = 1_780_000_000_000L;

  private static final List<String> LINE = List.of("360102", "360100", "360000", "100000");

  private final EmbeddedCluster cluster;
  private final Path secrets;
  private final KafkaProducer<String, byte[]> producer;
  private final Map<String, Notifier> notifiers = new LinkedHashMap<>();
  private final Map<String, SimpleMeterRegistry> meters = new HashMap<>();
  private final Set<String> registered = new LinkedHashSet<>();
  private long begin = BEGIN;

  Rig(Path dir) {
    cluster = EmbeddedCluster.start(dir.resolve("kafka"), 3);
    secrets = dir.resolve("secrets");
    try {
      Files.createDirectories(secrets);
      Files.writeString(secrets.resolve("hook"), WebhookInbox.SECRET + "\n");
      Files.writeString(secrets.resolve("mail"), "parole\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Object> config = new HashMap<>(cluster.clientConfig());
    config.put("partitioner.class", EntityPartitioner.class);
    producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  /** Instances that notice each other sooner than in operation. */
  static Map<String, Object> clients(Map<String, Object> config) {
    Map<String, Object> quick = new HashMap<>(config);
    quick.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    quick.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 500);
    return quick;
  }

  /** From now on as if there had been nothing: no notifier, no receiver, no notice. */
  void anew() {
    notifiers.values().forEach(Notifier::close);
    notifiers.clear();
    List.copyOf(registered).forEach(this::forget);
    begin += Duration.ofHours(1).toMillis();
  }

  EmbeddedCluster cluster() {
    return cluster;
  }

  Path secrets() {
    return secrets;
  }

  static NotifierSettings settings(Path secrets, Optional<Integer> mailPort) {
    return new NotifierSettings(
        Optional.of(secrets),
        mailPort.map(
            port ->
                new MailServer(
                    "127.0.0.1",
                    port,
                    Security.NONE,
                    "tanliu@example.org",
                    Optional.of("duty"),
                    Optional.of("mail"),
                    Optional.empty())),
        Duration.ofSeconds(5),
        Duration.ofMillis(50),
        Duration.ofMillis(400),
        Duration.ofDays(7),
        5);
  }

  /** Starts a notifier of that name. */
  void start(String name, Optional<Integer> mailPort) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Notifier notifier =
        new Notifier(
            settings(secrets, mailPort),
            clients(cluster.clientConfig()),
            registry,
            Clock.systemUTC(),
            new SplittableRandom(7));
    notifiers.put(name, notifier);
    meters.put(name, registry);
    notifier.start();
  }

  void stop(String name) {
    notifiers.remove(name).close();
  }

  Notifier notifier(String name) {
    return notifiers.get(name);
  }

  SimpleMeterRegistry meters(String name) {
    return meters.get(name);
  }

  void register(String id, Inbox inbox) {
    register(receiver(id, inbox, Set.of(), begin == BEGIN ? 0 : begin));
  }

  void register(Receiver receiver) {
    registered.add(receiver.id());
    send(Topics.REF_RECEIVER, receiver.id(), ReceiverMapping.toAvro(receiver), BEGIN);
    producer.flush();
  }

  static Receiver receiver(String id, Inbox inbox, Set<String> regions) {
    return receiver(id, inbox, regions, 0);
  }

  private static Receiver receiver(String id, Inbox inbox, Set<String> regions, long since) {
    return new Receiver(
        id,
        "",
        inbox.kind(),
        inbox.address(),
        inbox.secret(),
        regions,
        true,
        Set.of(),
        Severity.WARNING,
        Language.BOTH,
        true,
        since);
  }

  void forget(String id) {
    registered.remove(id);
    producer.send(new ProducerRecord<>(Topics.REF_RECEIVER.name(), id, null));
    producer.flush();
  }

  /** Publishes a notice and gives its id. */
  String publish(String group, int number) {
    AlertNotice record = record(group, number);
    String id = NoticeMapping.id(record);
    send(Topics.ALERT_NOTICE, id, record, record.getAt().toEpochMilli());
    return id;
  }

  /** Publishes a notice once more, as the gateway does when it is asked to. */
  void republish(String group, int number, String... receivers) {
    AlertNotice record = record(group, number);
    try (var serializer = ValueSerdes.serializer(Topics.ALERT_NOTICE, cluster.clientConfig())) {
      producer.send(
          new ProducerRecord<>(
              Topics.ALERT_NOTICE.name(),
              null,
              System.currentTimeMillis(),
              NoticeMapping.id(record),
              serializer.serialize(Topics.ALERT_NOTICE.name(), record),
              new Resend(Set.of(receivers), "张三", "").headers()));
    }
    producer.flush();
  }

  private AlertNotice record(String group, int number) {
    Route route =
        new Route(Change.RAISED, Severity.WARNING, Severity.WARNING, "test-rule", LINE, 1, 0);
    Facts facts =
        new Facts("test-rule", "U1", "一号", LINE, BEGIN, "tce", "2026", "2", "1", "gce", "r", "s");
    Notice notice =
        new Notice(
            group,
            begin + number * 1_000L,
            List.of(new Item("test-rule|U1|t", number, route, facts)),
            List.of());
    NoticeHead head = new NoticeHead("测试", "test", "", "", ZoneId.of("+08:00"));
    return NoticeMapping.toAvro(notice, head);
  }

  /** Publishes notices {@code from} to {@code to - 1} over five groups; gives the delivery keys. */
  List<String> publish(int from, int to, String receiver) {
    List<String> keys = new ArrayList<>();
    for (int i = from; i < to; i++) {
      keys.add(publish("group=" + i % 5, i) + "|" + receiver);
    }
    producer.flush();
    return keys;
  }

  private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value, long at) {
    try (var serializer = ValueSerdes.serializer(topic, cluster.clientConfig())) {
      byte[] bytes = serializer.serialize(topic.name(), value);
      producer.send(new ProducerRecord<>(topic.name(), null, at, key, bytes));
    }
  }

  /** Newest delivery per notice and receiver. */
  Map<String, AlertDelivery> deliveries() {
    Map<String, AlertDelivery> newest =
        new TopicScan(cluster.clientConfig()).newest(Topics.ALERT_DELIVERY);
    newest.values().removeIf(delivery -> delivery.getNoticeAt().toEpochMilli() < begin);
    return newest;
  }

  @Override
  public void close() {
    notifiers.values().forEach(Notifier::close);
    producer.close();
    cluster.close();
  }
}
