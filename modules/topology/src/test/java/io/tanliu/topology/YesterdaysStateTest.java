// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Estimation;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import io.tanliu.oracle.Inbox;
import io.tanliu.oracle.Oracle;
import io.tanliu.oracle.OracleBooks;
import io.tanliu.testkit.History;
import io.tanliu.testkit.TestFactors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * The state that the first version of the ledger left behind is taken over, row by row: what comes
 * after it, late readings and corrections too, gives the books that one version alone would have
 * written.
 */
class YesterdaysStateTest {
  private static final HexFormat HEX = HexFormat.of();

  private static void load(LedgerDriver driver, String name) {
    var compressed = YesterdaysStateTest.class.getResourceAsStream("/" + name + ".gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(compressed), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split(" ");
        driver.put(parts[0], HEX.parseHex(parts[1]), HEX.parseHex(parts[2]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EnergyUnit withoutEstimates() {
    EnergyUnit unit = YesterdaysReadings.UNIT;
    return unit.with(
        unit.points().stream()
            .map(p -> p.measure() == Measure.REGISTER ? p : p.with(Estimation.NONE))
            .toList());
  }

  /** The same unit with one point more, which publishes all its windows anew. */
  private static EnergyUnit grown(EnergyUnit unit) {
    List<Point> points = new ArrayList<>(unit.points());
    points.add(Given.interval("X"));
    return unit.with(points);
  }

  @Test
  void shouldGoOnFromTheStateOfYesterdayAndEstimateWhatItLeftOpen() {
    shouldGoOn("yesterday-45d", Duration.ofDays(45), YesterdaysReadings.UNIT);
  }

  @Test
  void shouldGoOnFromAStateThatHadForgottenOldReadings() {
    shouldGoOn("yesterday-2d", Duration.ofDays(2), withoutEstimates());
  }

  private static void shouldGoOn(String state, Duration horizon, EnergyUnit unit) {
    List<List<Reading>> readings = YesterdaysReadings.frames();
    List<ReadingFrame> frames = new ArrayList<>();
    for (List<Reading> frame : readings) {
      frames.add(History.frame("U-1", frames.size(), frame));
    }
    try (LedgerDriver driver = new LedgerDriver(horizon)) {
      load(driver, state);
      driver.put(unit);
      frames.subList(frames.size() * 3 / 4, frames.size()).forEach(driver::frame);
      EnergyUnit grown = grown(unit);
      driver.define(grown);

      Oracle truth = Oracle.of(Inbox.of(grown, horizon, frames), new TestFactors());
      Published published = new Published(driver.energy(), driver.carbon());
      published.shouldEqual("U-1", OracleBooks.of(truth), state);
      OracleBooks above = new OracleBooks(LedgerDriver.ZONE).add(truth, a -> true);
      for (String entity : LedgerDriver.MEMBERSHIP.parents("360102", "3120")) {
        assertThat(published.shouldEqual(entity, above, state)).isGreaterThan(800);
      }
    }
  }

  /** The first version kept totals alone: what it stored is split without a new reading. */
  @Test
  void shouldSplitTheTotalsOfYesterdayIntoParts() {
    try (LedgerDriver driver = new LedgerDriver(Duration.ofDays(45))) {
      load(driver, "yesterday-45d");
      driver.put(YesterdaysReadings.UNIT);
      driver.publish();
      driver.publish();
      Map<String, EntityWindow> windows = driver.energy();
      assertThat(windows).hasSizeGreaterThan(800);
      int split = 0;
      for (EntityWindow window : windows.values()) {
        for (String total : List.of("tce", "co2e")) {
          long parts = 0;
          for (String part : Quantities.parts(total)) {
            WindowAmount amount = window.getAmounts().get(part);
            parts += amount == null ? 0 : amount.getAmount();
          }
          long sum = window.getAmounts().get(total).getAmount();
          assertThat(parts).as("%s of %s", total, window).isEqualTo(sum);
          split += sum == 0 ? 0 : 1;
        }
        if (!window.getGranularity().startsWith("rolling")) {
          assertThat(window.getCause()).isEqualTo("factor");
        }
      }
      assertThat(split).isGreaterThan(1_000);
    }
  }

  /** Everything that is held in memory beside the stores can be found again in them. */
  @Test
  void shouldGoOnFromItsOwnStateAsIfItHadNeverBeenStopped() {
    Duration horizon = Duration.ofDays(2);
    for (long seed = 0; seed < 4; seed++) {
      History.Shape shape =
          new History.Shape(Duration.ofDays(8), Duration.ofHours(20))
              .ofFewReadings()
              .loadedLater(Duration.ofDays(6))
              .withPast();
      History history = History.random(seed, "U-1", "360102", "3120", shape);
      LedgerDriver driver = new LedgerDriver(horizon);
      driver.define(history.unit());
      int n = 0;
      for (ReadingFrame frame : history.frames()) {
        driver.frame(frame);
        if (++n % 7 == 0) {
          driver = driver.restarted();
        }
      }
      Inbox inbox = Inbox.of(history.unit(), horizon, history.frames());
      OracleBooks oracle = OracleBooks.of(Oracle.of(inbox, new TestFactors()));
      Published published = new Published(driver.energy(), driver.carbon());
      assertThat(published.shouldEqual("U-1", oracle, "seed " + seed)).isPositive();
      driver.close();
    }
  }
}
