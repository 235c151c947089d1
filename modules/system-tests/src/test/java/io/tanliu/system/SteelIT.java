// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Readings go in through the command line and come out as exact figures and one alert. */
@ExtendWith(SharedDemo.class)
class SteelIT {

  @Test
  void shouldAddUpMadeUpDaysToTheWattHourAndAlertOnce(Demo demo, @TempDir Path dir) {
    SteelFile file = SteelFile.madeUp(dir.resolve("made-up.csv"), 40, 7);
    long limit = file.total() / 2_000;
    demo.apply(Figures.register("MADE-UP-01", limit));
    demo.run(demo.push("MADE-UP-01", file.csv()));

    Figures.of(demo, "MADE-UP-01", file)
        .awaitTotal()
        .assertApi()
        .assertTopic()
        .assertOneBreach(limit * 1_000)
        .assertNoAlertTwice();
  }

  @Test
  void shouldAddUpTheRealSteelYearToItsKnownFigures(Demo demo) throws IOException {
    Optional<SteelFile> real = SteelFile.real();
    assumeTrue(real.isPresent(), "../shared/data/steel is not at hand");
    SteelFile file = real.orElseThrow();
    assertKnown(file, Api.json(Files.readString(SteelFile.expected())));
    demo.apply(Figures.register("STEEL-01", 900_000));
    demo.run(demo.push("STEEL-01", file.csv()));

    Figures.of(demo, "STEEL-01", file)
        .awaitTotal()
        .assertApi()
        .assertTopic()
        .assertOneBreach(900_000_000)
        .assertNoAlertTwice();
    assertThat(demo.api().electricity("STEEL-01", "15m", "2018-11-22", "2018-11-23"))
        .containsEntry("2018-11-22T09:30:00+09:00", 157_180L);
    assertThat(backtest(demo, "--entity", "STEEL-01", "--quantity", "electricity"))
        .as("forecasts from the published days and from the file")
        .isEqualTo(
            backtest(
                demo,
                "--file",
                file.csv().toString(),
                "--time-column",
                "date",
                "--time-format",
                "dd-MM-yyyy HH:mm",
                "--value-column",
                "Usage_kWh",
                "--label",
                "end",
                "--midnight",
                "24h",
                "--zone",
                "+09:00"))
        .contains("2018-11-30,900199.93,", "level-1/weekday");
  }

  private static String backtest(Demo demo, String... source) {
    List<String> arguments = new ArrayList<>(List.of("backtest", "--year", "2018"));
    arguments.addAll(List.of("--format", "csv", "--url", demo.api().url()));
    arguments.addAll(List.of(source));
    return demo.run(arguments).out();
  }

  /** The sums that the test computes are the ones that others published about the same file. */
  private static void assertKnown(SteelFile file, JsonNode known) {
    Map<YearMonth, Long> months = new TreeMap<>();
    known
        .get("monthly")
        .properties()
        .forEach(
            month ->
                months.put(
                    YearMonth.parse(month.getKey()), Api.wattHours(month.getValue().get("kWh"))));
    assertThat(months).hasSize(12);
    assertThat(file.months()).isEqualTo(months);
    assertThat(file.total()).isEqualTo(Api.wattHours(known.get("annual").get("kWh")));
    assertThat(file.wattHours().get(file.peak()))
        .isEqualTo(Api.wattHours(known.get("peak_15min").get("kWh")));
    assertThat(SteelFile.start(file.peak())).hasToString("2018-11-22T09:30+09:00");
  }
}
