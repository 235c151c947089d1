// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BacktestCommandTest {
  private static final Path ROOT = Path.of(System.getProperty("tanliu.root", "../.."));
  private static final Path STEEL =
      ROOT.resolve("../shared/data/steel/Steel_industry_data.csv").toAbsolutePath();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new BacktestCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }

  private static Path twoYears(Path directory) throws Exception {
    List<String> lines = new ArrayList<>(List.of("day,kwh"));
    LocalDate.of(2022, 1, 1)
        .datesUntil(LocalDate.of(2024, 1, 1))
        .forEach(d -> lines.add(d + "," + (d.getMonthValue() > 9 ? 30 : 10)));
    return Files.write(directory.resolve("days.csv"), lines);
  }

  private String[] arguments(Path file, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("--file", file.toString(), "--time-column", "day", "--value-column", "kwh"));
    all.addAll(List.of("--time-format", "yyyy-MM-dd", "--interval", "24h", "--year"));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  @Test
  void shouldForeseeAutumnOnlyWhereLastYearHadIt(@TempDir Path directory) throws Exception {
    Path file = twoYears(directory);
    assertThat(run(arguments(file, "2022,2023", "--format", "csv"))).isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(23);
    assertThat(lines.get(0)).startsWith("month_end,measured,forecast,low,high,truth,error_percent");
    assertThat(lines.get(5)).startsWith("2022-05-31,").contains(",level-1/weekday,");
    String may = lines.get(16);
    assertThat(may).startsWith("2023-05-31,1510,").contains(",level-1/last-year,");
    assertThat(Double.parseDouble(may.split(",")[6])).as("error in percent").isBetween(-1.0, 1.0);
  }

  @Test
  void shouldEndWithOneWhenTheErrorIsTooLargeOrNothingCanBeTested(@TempDir Path directory)
      throws Exception {
    Path file = twoYears(directory);
    assertThat(run(arguments(file, "2022", "--fail-above", "5"))).isEqualTo(1);
    assertThat(run(arguments(file, "2022", "--fail-above", "50"))).isZero();
    assertThat(run(arguments(file, "2030"))).isEqualTo(1);
    assertThat(err.toString()).contains("2030: too few days are known to test");
    assertThat(run("--year", "2022")).isEqualTo(2);
    assertThat(err.toString()).contains("--file, --entity: one of them is needed");
  }

  /** What docs/FORECAST.md shows is what the command prints. */
  @Test
  void shouldBeatTheRunRateOnTheSteelYearAsDocumented() throws Exception {
    assumeThat(STEEL).exists();
    int code =
        run(
            "--file",
            STEEL.toString(),
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
            "+09:00",
            "--year",
            "2018",
            "--budget",
            "900000");
    assertThat(code).isZero();
    assertThat(out.toString()).contains("nearer than the run rate in 10 of 11");
    String documented = Files.readString(ROOT.resolve("docs/FORECAST.md"));
    assertThat(documented).contains(out.toString().strip());
  }
}
