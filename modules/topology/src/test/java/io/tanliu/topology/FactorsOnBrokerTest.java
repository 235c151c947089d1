// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.Given.at;
import static io.tanliu.topology.Given.interval;
import static io.tanliu.topology.Given.unit;
import static org.awaitility.Awaitility.await;

import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.oracle.OracleBooks;
import io.tanliu.testkit.History;
import io.tanliu.testkit.TestFactors;
import io.tanliu.wire.FactorMapping;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A factor that changes on a real broker while an instance goes and comes back. */
class FactorsOnBrokerTest {
  private static final DatedFactor NEW =
      new DatedFactor(
          "co2e", "electricity", "360000", 2024, 2024, new BigDecimal("0.5123"), "test", "A", true);

  @Test
  @Timeout(300)
  void shouldRestateEverythingOnceAlsoWhenItIsStoppedInTheMiddle(@TempDir Path dir) {
    EnergyUnit unit = unit("U", "360102", interval("E1"));
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 96 * 30; i++) {
      readings.add(new Reading("E1", at("2024-06-01T00:00:00Z") + i * 900_000L, 1001 + i, 1));
    }
    try (RealLedger ledger = new RealLedger(dir, 2)) {
      ledger.send(Topics.REF_UNIT, "U", UnitMapping.toAvro(unit));
      for (int i = 0; i < 3; i++) {
        List<Reading> part = readings.subList(i * 960, (i + 1) * 960);
        ledger.send(Topics.READING_FRAME, "U", FrameMapping.toAvro(History.frame("U", i, part)));
      }
      ledger.start("one");
      shouldEqual(ledger, OracleBooks.of(Given.truth(unit, readings, new TestFactors())));

      ledger.send(Topics.REF_FACTOR, FactorMapping.key(NEW), FactorMapping.toAvro(NEW));
      ledger.flush();
      ledger.stop("one");
      ledger.start("two");
      FactorBook changed = new TestFactors().with(List.of(NEW));
      shouldEqual(ledger, OracleBooks.of(Given.truth(unit, readings, changed)));
    }
  }

  private static void shouldEqual(RealLedger ledger, OracleBooks oracle) {
    await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              Published published =
                  new Published(
                      ledger.newest(Topics.METRIC_ENERGY), ledger.newest(Topics.METRIC_CARBON));
              for (String entity : List.of("U", "360000", "100000")) {
                published.shouldEqual(entity, oracle, "factors on a broker");
              }
            });
  }
}
