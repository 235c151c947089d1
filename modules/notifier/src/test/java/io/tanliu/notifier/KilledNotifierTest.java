// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A notifier is killed at the worst moment: the receiver has it, and nothing is written down. */
@Timeout(120)
class KilledNotifierTest {
  private static final int FATAL = 7;

  @TempDir Path dir;

  @Test
  void shouldRepeatUnderTheSameKeyWhatWasSentAndNotWrittenDownWhenItIsKilled() throws Exception {
    try (Rig rig = new Rig(dir);
        WebhookInbox inbox = new WebhookInbox()) {
      rig.register("duty", inbox);
      Process first = process(rig);
      AtomicInteger receipts = new AtomicInteger();
      CountDownLatch killed = new CountDownLatch(1);
      inbox.onReceipt(
          () -> {
            if (receipts.incrementAndGet() == FATAL) {
              first.destroyForcibly();
              killed.countDown();
            }
          });
      List<String> keys = rig.publish(0, 20, "duty");
      try {
        assertThat(killed.await(60, TimeUnit.SECONDS)).isTrue();
        first.waitFor();
      } finally {
        first.destroyForcibly();
      }
      rig.start("second", Optional.empty());
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> inbox.taken().size() > 20 && rig.deliveries().size() == 20);
      List<String> taken = inbox.taken();
      assertThat(taken).as("one came twice, the one that could not be written down").hasSize(21);
      assertThat(taken.subList(FATAL, taken.size())).contains(taken.get(FATAL - 1));
      assertThat(taken)
          .as("who leaves repeats out has each once")
          .containsOnlyOnceElementsOf(
              keys.stream().filter(key -> !key.equals(taken.get(FATAL - 1))).toList());
      assertThat(inbox.bodies().stream().distinct()).as("a repeat is the same").hasSize(20);
      assertThat(rig.deliveries().values()).allMatch(d -> d.getState().equals("SENT"));
    }
  }

  private static Process process(Rig rig) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            NotifierProcess.class.getName(),
            rig.cluster().bootstrap(),
            rig.cluster().registryUrl(),
            rig.secrets().toString(),
            "1")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
