// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.WindowAmount;
import io.tanliu.wire.Keys;
import io.tanliu.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The published figures are recomputed from the frames, and a wrong one is named. */
@ExtendWith(SharedDemo.class)
class AuditIT {
  /** A county in which no other test has a unit. */
  private static final String COUNTY = "360481";

  private static final String UNIT = "AUDIT-01";

  /** A day of the county, in its zone. */
  private static final Instant DAY = Instant.parse("2018-01-03T16:00:00Z");

  @Test
  void shouldNameExactlyTheFigureThatSomebodyForged(Demo demo, @TempDir Path dir) {
    SteelFile file = SteelFile.madeUp(dir.resolve("audited.csv"), 12, 11);
    demo.apply(Figures.register(UNIT, 900_000).replace("360100", COUNTY));
    demo.run(demo.push(UNIT, file.csv()));
    Figures.of(demo, UNIT, file).awaitTotal();

    Command.Finished clean = audit(demo);
    assertThat(clean.out()).contains(" of 1 unit(s) and ", "above: 0 difference(s)");
    assertThat(clean.out()).contains(12 * 96 + " accepted, 0 duplicate");
    assertThat(clean.code()).as(clean.err()).isZero();

    String key = Keys.window(COUNTY, "1d", DAY.toEpochMilli());
    EntityWindow window = demo.records().newest(Topics.METRIC_ENERGY).get(key);
    assertThat(window).as(key).isNotNull();
    long amount = window.getAmounts().get("electricity").getAmount();
    demo.records().put(Topics.METRIC_ENERGY, key, forged(window));

    Command.Finished found = audit(demo);
    assertThat(found.code()).isEqualTo(1);
    assertThat(found.out()).contains(": 1 difference(s)");
    assertThat(found.out().lines().filter(line -> line.contains("recomputed")))
        .singleElement()
        .asString()
        .startsWith(COUNTY + " 1d " + window.getStart() + " electricity: published " + (amount + 1))
        .contains("recomputed " + amount + " ");
  }

  private static EntityWindow forged(EntityWindow window) {
    WindowAmount right = window.getAmounts().get("electricity");
    Map<String, WindowAmount> amounts = new HashMap<>(window.getAmounts());
    amounts.put(
        "electricity", WindowAmount.newBuilder(right).setAmount(right.getAmount() + 1).build());
    return EntityWindow.newBuilder(window).setAmounts(amounts).build();
  }

  private static Command.Finished audit(Demo demo) {
    List<String> arguments =
        List.of(
            "audit",
            "--bootstrap",
            demo.endpoint("bootstrap.servers"),
            "--registry",
            demo.endpoint("schema.registry.url"),
            "--region",
            COUNTY,
            "--from",
            "2018-01-01",
            "--to",
            "2018-02-01",
            "--settle",
            "2s");
    try (Command client = demo.start(arguments)) {
      return client.await(Duration.ofMinutes(3));
    }
  }
}
