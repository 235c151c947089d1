// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A year of readings is pushed while the whole system is killed, started, stopped and started. */
class KillIT {
  private static final String UNIT = "STEEL-01";
  private static final String ACCEPTED = "tanliu_gateway_readings_accepted_total";
  private static final String SEEN = "tanliu_streams_readings_total";
  private static final int IN_THE_MIDDLE = 10_000;
  private static final Duration PUSH = Duration.ofMinutes(3);

  @Test
  void shouldKeepFiguresAndAlertsThroughKillAndStopInTheMiddleOfAPush(@TempDir Path dir) {
    SteelFile file =
        SteelFile.real().orElseGet(() -> SteelFile.madeUp(dir.resolve("year.csv"), 365, 11));
    long limit = file.total() / 1_000_000 * 900_000;

    Demo killed = Demo.start("kill");
    try (Command push = pushing(killed, file, limit)) {
      Awaitility.await("the middle of the push")
          .atMost(PUSH)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(10))
          .until(() -> killed.api().counter(ACCEPTED) >= IN_THE_MIDDLE);
      killed.command().kill();
      assertThat(push.alive()).as("the push is not over").isTrue();

      try (Demo second = killed.again()) {
        push.await(PUSH).orFail();
        Figures figures =
            Figures.of(second, UNIT, file)
                .awaitTotal()
                .assertApi()
                .assertTopic()
                .assertOneBreach(limit)
                .assertNoAlertTwice();
        List<String> changes = figures.changes();

        assertThat(second.stop().err()).doesNotContain("did not stop cleanly");

        try (Demo third = second.again()) {
          third.run(third.push(UNIT, file.csv(), "--no-resume"));
          // Each is a repeat, or too old to be told from one.
          Awaitility.await("the ledger has seen all readings again")
              .atMost(PUSH)
              .until(() -> third.api().counter(SEEN) == file.wattHours().size());
          Figures again = Figures.of(third, UNIT, file).awaitTotal().assertApi();
          again.assertOneBreach(limit);
          assertThat(again.changes()).isEqualTo(changes);
        }
      }
    } finally {
      killed.close();
    }
  }

  /** Starts a push in many small requests. */
  private static Command pushing(Demo demo, SteelFile file, long limit) {
    demo.apply(Figures.register(UNIT, limit / 1_000));
    return demo.start(demo.push(UNIT, file.csv(), "--batch", "250"));
  }
}
