// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tanliu.avro.AlertDelivery;
import io.tanliu.domain.notice.Receiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the notifier makes of a receiver's answers. */
@Timeout(90)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebhookAnswersTest {
  private static final Duration LONG = Duration.ofSeconds(40);

  private static Rig rig;
  private static int number = 1;

  private WebhookInbox inbox;
  private final String id = "hook-" + number++;

  @BeforeAll
  static void start(@TempDir Path dir) {
    rig = new Rig(dir);
    rig.start("one", Optional.empty());
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void open() {
    inbox = new WebhookInbox();
  }

  @AfterEach
  void close() {
    rig.forget(id);
    inbox.close();
  }

  @Test
  @Order(1)
  void shouldSignAsTheStandardSays() {
    // Example of the Standard Webhooks libraries.
    byte[] key = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    String signature =
        Signature.of(
            key,
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));
    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  @Order(2)
  void shouldGiveUpAtOnceWhatIsRefusedAndGoOnWithTheNext() {
    inbox.answer(1, 410, Optional.empty());
    rig.register(id, inbox);
    List<String> keys = rig.publish(0, 1, id);
    AlertDelivery refused = delivery(keys.get(0), "FAILED");
    assertThat(refused.getAnswer()).isEqualTo("HTTP 410");
    assertThat(refused.getAttempts()).isEqualTo(1);
    List<String> next = rig.publish(1, 2, id);
    delivery(next.get(0), "SENT");
    assertThat(inbox.times()).hasSize(2);
    assertThat(
            rig.meters("one")
                .get("tanliu.notifier.failed")
                .tag("kind", "webhook")
                .counter()
                .count())
        .isPositive();
  }

  @Test
  @Order(3)
  void shouldTryAgainLaterAndLaterWhatFailed() {
    inbox.answer(4, 503, Optional.empty());
    rig.register(new Since(inbox, Rig.BEGIN + 90_000).receiver(id));
    List<String> keys = rig.publish(100, 101, id);
    assertThat(delivery(keys.get(0), "SENT").getAttempts()).isEqualTo(5);
    assertThat(inbox.taken()).isEqualTo(keys);
    List<Long> times = inbox.times();
    assertThat(times.get(4) - times.get(3))
        .as("at least half of eight times the first wait")
        .isGreaterThanOrEqualTo(Duration.ofMillis(195).toNanos());
  }

  @Test
  @Order(4)
  void shouldLeaveTheReceiverAloneForAsLongAsItAsks() {
    inbox.answer(1, 429, Optional.of("2"));
    rig.register(new Since(inbox).receiver(id));
    String key = rig.publish("group=wait", 500) + "|" + id;
    delivery(key, "SENT");
    List<Long> times = inbox.times();
    assertThat(times).hasSize(2);
    assertThat(Duration.ofNanos(times.get(1) - times.get(0)))
        .isGreaterThanOrEqualTo(Duration.ofMillis(1_950));
  }

  @Test
  @Order(5)
  void shouldWaitForASecretThatIsNotThereYet() throws IOException {
    Receiver plain = new Since(inbox).receiver(id);
    rig.register(
        new Receiver(
            id,
            "",
            plain.kind(),
            plain.address(),
            Optional.of("later"),
            Set.of(),
            true,
            Set.of(),
            plain.leastSeverity(),
            plain.language(),
            true,
            plain.since()));
    String key = rig.publish("group=secret", 600) + "|" + id;
    assertThat(delivery(key, "WAITING").getAnswer()).contains("no secret 'later'");
    assertThat(inbox.times()).isEmpty();
    Files.writeString(rig.secrets().resolve("later"), WebhookInbox.SECRET);
    delivery(key, "SENT");
    assertThat(inbox.refusedSignatures()).isZero();
  }

  @Test
  @Order(6)
  void shouldTellOnlyWhomItConcernsAndSkipTheRest() {
    rig.register(Rig.receiver(id, inbox, Set.of("110000")));
    WebhookInbox all = new WebhookInbox();
    try (all) {
      rig.register(new Since(all).receiver("all"));
      String key = rig.publish("group=far", 700) + "|all";
      delivery(key, "SENT");
      assertThat(inbox.times()).isEmpty();
      assertThat(rig.deliveries().keySet()).noneMatch(k -> k.endsWith("|" + id));
    } finally {
      rig.forget("all");
    }
  }

  @Test
  @Order(7)
  void shouldNotSendWhatWasBeforeTheReceiver() {
    rig.publish("group=old", 800);
    rig.register(new Since(inbox, Rig.BEGIN + 801_000).receiver(id));
    String key = rig.publish("group=old", 802) + "|" + id;
    delivery(key, "SENT");
    assertThat(inbox.taken()).containsExactly(key);
  }

  @Test
  @Order(8)
  void shouldSendAgainUnderTheSameKeyWhatWasRefusedToWhomItIsAskedAndOnlyOnce() {
    inbox.answer(1, 410, Optional.empty());
    rig.register(new Since(inbox, Rig.BEGIN + 900_000).receiver(id));
    String key = rig.publish("group=again", 901) + "|" + id;
    delivery(key, "FAILED");
    String later = rig.publish("group=again", 902) + "|" + id;
    delivery(later, "SENT");

    rig.republish("group=again", 901, "somebody-else");
    rig.republish("group=again", 902, id);
    rig.republish("group=again", 901, id);
    AlertDelivery sent = delivery(key, "SENT");
    assertThat(sent.getAttempts()).isEqualTo(1);
    rig.republish("group=again", 901, id);
    String last = rig.publish("group=again", 903) + "|" + id;
    delivery(last, "SENT");
    assertThat(inbox.taken())
        .as("what was refused comes late and once, what was taken does not come again")
        .containsExactly(later, key, last);
    assertThat(inbox.times()).as("with the refused one").hasSize(4);
  }

  @Test
  @Order(9)
  void shouldTryForAsLongAsEverWhatIsSentAgain() {
    inbox.answer(1, 410, Optional.empty());
    rig.register(new Since(inbox, Rig.BEGIN + 1_000_000).receiver(id));
    String key = rig.publish("group=long", 1_001) + "|" + id;
    delivery(key, "FAILED");
    inbox.answer(2, 503, Optional.empty());
    rig.republish("group=long", 1_001, id);
    assertThat(delivery(key, "SENT").getAttempts()).isEqualTo(3);
  }

  private record Since(WebhookInbox inbox, long at) {
    /** Behind everything that was published so far. */
    Since(WebhookInbox inbox) {
      this(inbox, Rig.BEGIN + 450_000);
    }

    Receiver receiver(String id) {
      Receiver plain = Rig.receiver(id, inbox, Set.of());
      return new Receiver(
          id,
          "",
          plain.kind(),
          plain.address(),
          plain.secret(),
          plain.regions(),
          true,
          Set.of(),
          plain.leastSeverity(),
          plain.language(),
          true,
          at);
    }
  }

  private static AlertDelivery delivery(String key, String state) {
    Map<String, AlertDelivery> found =
        await()
            .atMost(LONG)
            .until(
                rig::deliveries,
                all -> all.containsKey(key) && all.get(key).getState().equals(state));
    return found.get(key);
  }
}
