// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tanliu.avro.AlertDelivery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every kind of receiver can rely on, against a real one and a real broker. */
@Timeout(120)
abstract class DeliveryContract {
  private static final Duration LONG = Duration.ofSeconds(60);

  /** One broker for all tests of a class; each begins as if there had been nothing. */
  private static Rig rig;

  private static int number;

  private final String id = "duty-" + ++number;
  private Inbox inbox;

  abstract Inbox inbox();

  abstract Optional<Integer> mailPort(Inbox inbox);

  @BeforeAll
  static void start(@TempDir Path dir) {
    rig = new Rig(dir);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void open() {
    rig.anew();
    inbox = inbox();
  }

  @AfterEach
  void close() {
    rig.anew();
    inbox.close();
  }

  private void start(String name) {
    rig.start(name, mailPort(inbox));
  }

  @Test
  void shouldDeliverEachNoticeOnceAndWriteItDown() {
    rig.register(id, inbox);
    start("one");
    List<String> keys = rig.publish(0, 20, id);
    arrivedOnceAndInOrder(keys);
    Map<String, AlertDelivery> deliveries = settled(20);
    assertThat(deliveries.keySet()).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(deliveries.values())
        .allSatisfy(
            delivery -> {
              assertThat(delivery.getState()).isEqualTo("SENT");
              assertThat(delivery.getKind()).isEqualTo(inbox.kind().name());
            });
    String kind = inbox.kind().name().toLowerCase(Locale.ROOT);
    assertThat(rig.meters("one").get("tanliu.notifier.sent").tag("kind", kind).counter().count())
        .isEqualTo(20);
    assertThat(rig.meters("one").get("tanliu.notifier.failed").tag("kind", kind).counter().count())
        .isZero();
  }

  @Test
  void shouldLoseNothingAndSendNothingTwiceWhenTheReceiverIsDownAndComesBack() {
    rig.register(id, inbox);
    start("one");
    List<String> keys = new ArrayList<>(rig.publish(0, 10, id));
    arrivedOnceAndInOrder(keys);
    inbox.down();
    keys.addAll(rig.publish(10, 40, id));
    await()
        .atMost(LONG)
        .until(
            () -> rig.deliveries().values().stream().anyMatch(d -> d.getState().equals("WAITING")));
    await()
        .atMost(LONG)
        .until(() -> rig.notifier("one").health().details().containsKey("waiting for " + id));
    assertThat(rig.meters("one").get("tanliu.notifier.oldest").gauge().value()).isPositive();
    inbox.up();
    arrivedOnceAndInOrder(keys);
    assertThat(settled(40).values()).allMatch(delivery -> delivery.getState().equals("SENT"));
    assertThat(rig.meters("one").get("tanliu.notifier.oldest").gauge().value()).isZero();
  }

  @Test
  void shouldSendNothingTwiceWhenInstancesComeAndGoInTheMiddle() {
    rig.register(id, inbox);
    start("one");
    List<String> keys = new ArrayList<>(rig.publish(0, 30, id));
    start("two");
    keys.addAll(rig.publish(30, 60, id));
    await().atMost(LONG).until(() -> inbox.taken().size() > 20);
    rig.stop("one");
    keys.addAll(rig.publish(60, 90, id));
    start("three");
    arrivedOnceAndInOrder(keys);
    assertThat(settled(90).values()).allMatch(delivery -> delivery.getState().equals("SENT"));
  }

  @Test
  void shouldSendNothingTwiceWhenTheReceiverIsDownWhileInstancesChange() {
    rig.register(id, inbox);
    start("one");
    inbox.down();
    List<String> keys = new ArrayList<>(rig.publish(0, 10, id));
    await().atMost(LONG).until(() -> !rig.deliveries().isEmpty());
    start("two");
    rig.stop("one");
    keys.addAll(rig.publish(10, 20, id));
    inbox.up();
    arrivedOnceAndInOrder(keys);
  }

  @Test
  void shouldNotBeHeldUpByAReceiverThatIsDown() {
    rig.register(id, inbox);
    try (Inbox dead = new WebhookInbox()) {
      dead.down();
      rig.register("dead-" + id, dead);
      start("one");
      List<String> keys = rig.publish(0, 20, id);
      arrivedOnceAndInOrder(keys);
      dead.up();
      await().atMost(LONG).until(() -> dead.taken().size() == 20);
    }
  }

  @Test
  void shouldNotSendAgainWhatIsWrittenDownWhenTheBrokerHasForgottenTheProgress() throws Exception {
    rig.register(id, inbox);
    start("one");
    List<String> keys = new ArrayList<>(rig.publish(0, 20, id));
    arrivedOnceAndInOrder(keys);
    rig.stop("one");
    try (var admin = Admin.create(rig.cluster().clientConfig())) {
      admin.deleteConsumerGroups(List.of(Clients.GROUP_PREFIX + id)).all().get();
    }
    keys.addAll(rig.publish(20, 25, id));
    start("two");
    arrivedOnceAndInOrder(keys);
  }

  @Test
  void shouldNotSendAgainANoticeThatAReplayPublishesOnceMore() {
    rig.register(id, inbox);
    start("one");
    List<String> keys = new ArrayList<>(rig.publish(0, 10, id));
    arrivedOnceAndInOrder(keys);
    rig.publish(0, 10, id);
    keys.addAll(rig.publish(10, 12, id));
    arrivedOnceAndInOrder(keys);
  }

  private Map<String, AlertDelivery> settled(int count) {
    await()
        .atMost(LONG)
        .until(
            () ->
                rig.deliveries().values().stream()
                        .filter(delivery -> !delivery.getState().equals("WAITING"))
                        .count()
                    == count);
    return rig.deliveries();
  }

  /** Exactly these, each once, and those of a group in their order. */
  private void arrivedOnceAndInOrder(List<String> deliveries) {
    List<String> keys = deliveries.stream().map(inbox::key).toList();
    await().atMost(LONG).until(() -> inbox.taken().size() >= keys.size());
    assertThat(inbox.taken()).containsExactlyInAnyOrderElementsOf(keys);
    Map<String, String> groups = new HashMap<>();
    deliveries.forEach(d -> groups.put(inbox.key(d), d.substring(0, d.indexOf('|'))));
    for (String group : groups.values()) {
      assertThat(inbox.taken().stream().filter(key -> groups.get(key).equals(group)))
          .containsExactlyElementsOf(
              keys.stream().filter(key -> groups.get(key).equals(group)).toList());
    }
  }
}
