// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.app.backtest.BacktestReport;
import io.tanliu.app.backtest.BudgetDays;
import io.tanliu.app.backtest.Days;
import io.tanliu.app.backtest.FileDays;
import io.tanliu.app.backtest.SystemDays;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.control.Backtest;
import io.tanliu.domain.control.Period;
import io.tanliu.reference.Seeds;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin FileOptions csv;

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
    return FileDays.read(file.orElseThrow(), csv.form(), energyUnit);
  }

  private void print(List<Backtest> tests, Days days) {
    PrintWriter out = spec.commandLine().getOut();
    BacktestReport report = new BacktestReport(out, days.dimension());
    if (format == Format.CSV) {
      report.csv(tests);
    } else {
      report.text(tests);
      budget.ifPresent(
          value -> {
            long limit =
                value
                    .movePointRight(days.dimension().displayScale())
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .longValueExact();
            RuleBook rules = Seeds.load().alertRules();
            for (Backtest test : tests) {
              report.budget(BudgetDays.of(test.year(), days.zone(), days.sums(), limit, rules));
            }
          });
    }
    out.flush();
  }
}
