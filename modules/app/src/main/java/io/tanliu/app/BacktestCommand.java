// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.app.backtest.BacktestReport;
import io.tanliu.app.backtest.BudgetDays;
import io.tanliu.app.backtest.Days;
import io.tanliu.app.backtest.FileDays;
import io.tanliu.app.backtest.SystemDays;
import io.tanliu.domain.control.Backtest;
import io.tanliu.domain.control.Period;
import io.tanliu.gateway.client.PushOptions;
import io.tanliu.reference.Seeds;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Forecasts years that are over from each of their months' ends. */
@Command(
    name = "backtest",
    description = {
      "Forecasts years that are over from each of their months' ends, from the days before it",
      "alone, and compares with what they became and with the straight-line run rate. The days",
      "come from a CSV file as 'tanliu push' sends it, or from a running system. Exit code 0; 1",
      "when there is nothing to test or --fail-above is passed."
    },
    mixinStandardHelpOptions = true)
final class BacktestCommand implements Callable<Integer> {
  private static final int MOST_YEARS = 50;

  @Spec CommandSpec spec;

  @Option(
      names = "--year",
      split = ",",
      required = true,
      description = "Years to test; the year before a tested one gives its shape when it is known.")
  List<Integer> years;

  @Option(names = "--file", description = "CSV file with a header line.")
  Optional<Path> file;

  @Option(names = "--charset", defaultValue = "UTF-8", description = "Encoding of the file.")
  Charset charset;

  @Option(names = "--time-column", defaultValue = "time", description = "Column of the times.")
  String timeColumn;

  @Option(
      names = "--time-format",
      defaultValue = "iso",
      description = "Pattern of the times, e.g. \"dd-MM-yyyy HH:mm\", or iso.")
  String timeFormat;

  @Option(names = "--value-column", defaultValue = "value", description = "Column of the amounts.")
  String valueColumn;

  @Option(
      names = "--interval",
      defaultValue = "15m",
      converter = DurationText.class,
      description = "Length of an interval, e.g. 15m, 1h, 1d; default: 15m.")
  Duration interval;

  @Option(
      names = "--label",
      defaultValue = "start",
      description = "What a time names: start or end of its interval.")
  String label;

  @Option(
      names = "--midnight",
      defaultValue = "0h",
      description = "0h: 00:00 begins the day of its date. 24h: it ends it.")
  String midnight;

  @Option(
      names = "--zone",
      defaultValue = "Asia/Shanghai",
      description = "Zone of the file's days; default: ${DEFAULT-VALUE}.")
  ZoneId zone;

  @Option(
      names = "--energy-unit",
      defaultValue = "kWh",
      description = "Unit of the file's values; default: ${DEFAULT-VALUE}.")
  String energyUnit;

  @Option(
      names = "--url",
      defaultValue = "http://127.0.0.1:8080",
      description = "Address of the query part; default: ${DEFAULT-VALUE}.")
  URI url;

  @Option(names = "--entity", description = "Entity of the running system, instead of --file.")
  Optional<String> entity;

  @Option(
      names = "--quantity",
      defaultValue = "tce",
      description = "Its quantity; default: ${DEFAULT-VALUE}.")
  String quantity;

  @Option(
      names = "--budget",
      description =
          "Yearly budget in the unit that is shown: tells what its rules would have told.")
  Optional<BigDecimal> budget;

  @Option(
      names = "--fail-above",
      description = "Exit code 1 when the mean absolute error of a year is above this, in percent.")
  Optional<Double> failAbove;

  @Option(names = "--format", defaultValue = "text", description = "text or csv.")
  Format format;

  /** How the result is printed. */
  enum Format {
    TEXT,
    CSV
  }

  @Override
  public Integer call() throws Exception {
    if (file.isPresent() == entity.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--file, --entity: one of them is needed, and not both");
    }
    if (years.stream().anyMatch(y -> y < 1900 || y > 2200) || years.size() > MOST_YEARS) {
      throw new ParameterException(
          spec.commandLine(), "--year: " + years + " (expected: years from 1900 to 2200)");
    }
    Days days = days();
    List<Backtest> tests = new ArrayList<>();
    for (int year : years) {
      Optional<Backtest> test = Backtest.of(Period.year(year), days.zone(), days.sums());
      test.filter(t -> !t.rows().isEmpty()).ifPresent(tests::add);
      if (test.filter(t -> !t.rows().isEmpty()).isEmpty()) {
        spec.commandLine().getErr().println(year + ": too few days are known to test");
      }
    }
    print(tests, days);
    OptionalDouble worst = tests.stream().mapToDouble(Backtest::meanError).max();
    boolean failed =
        worst.isEmpty() || failAbove.filter(most -> worst.getAsDouble() * 100 > most).isPresent();
    return failed ? 1 : 0;
  }

  private Days days() throws Exception {
    if (entity.isPresent()) {
      int first = years.stream().mapToInt(Integer::intValue).min().orElseThrow() - 1;
      int last = years.stream().mapToInt(Integer::intValue).max().orElseThrow();
      return SystemDays.read(url, entity.get(), quantity, first, last);
    }
    PushOptions options =
        new PushOptions(
            url,
            "",
            "",
            file.orElseThrow(),
            charset,
            timeColumn,
            timeFormat,
            valueColumn,
            interval,
            PushOptions.Label.of(label),
            PushOptions.Midnight.of(midnight),
            zone,
            Optional.of(energyUnit),
            false,
            PushOptions.DEFAULT_BATCH,
            false,
            PushOptions.DEFAULT_PATIENCE,
            Path.of("."));
    return FileDays.read(options, energyUnit);
  }

  private void print(List<Backtest> tests, Days days) {
    PrintWriter out = spec.commandLine().getOut();
    BacktestReport report = new BacktestReport(out, days.dimension());
    if (format == Format.CSV) {
      report.csv(tests);
    } else {
      report.text(tests);
      for (Backtest test : tests) {
        budget.ifPresent(
            b ->
                report.budget(
                    BudgetDays.of(
                        test.year(),
                        days.zone(),
                        days.sums(),
                        b.movePointRight(days.dimension().displayScale())
                            .setScale(0, RoundingMode.HALF_EVEN)
                            .longValueExact(),
                        Seeds.load().alertRules())));
      }
    }
    out.flush();
  }
}
