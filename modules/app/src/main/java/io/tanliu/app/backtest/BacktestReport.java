// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.backtest;

import io.tanliu.domain.control.Backtest;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.Quantities;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Prints a back-test. */
public final class BacktestReport {
  private static final String COLUMNS =
      "month_end,measured,forecast,low,high,truth,error_percent,in_range,run_rate,"
          + "run_rate_error_percent,method,half_life_days,earlier_errors";
  private static final int BIG = 1_000;

  private final PrintWriter out;
  private final Dimension dimension;

  /** A report in the display unit of a dimension. */
  public BacktestReport(PrintWriter out, Dimension dimension) {
    this.out = out;
    this.dimension = dimension;
  }

  /** One line per month's end, for machines. */
  public void csv(List<Backtest> tests) {
    out.println(COLUMNS);
    for (Backtest test : tests) {
      for (Backtest.Row row : test.rows()) {
        out.println(
            String.join(
                ",",
                row.at().minusDays(1).toString(),
                exact(row.forecast().measured()),
                exact(row.forecast().total()),
                exact(row.forecast().low()),
                exact(row.forecast().high()),
                exact(test.truth()),
                percent(test.error(row.forecast().total())),
                String.valueOf(row.holds(test.truth())),
                exact(row.runRate()),
                percent(test.error(row.runRate())),
                row.forecast().method(),
                String.valueOf(row.forecast().halfLife()),
                String.valueOf(row.forecast().errors())));
      }
    }
  }

  /** A table and its totals, for people. */
  public void text(List<Backtest> tests) {
    for (Backtest test : tests) {
      out.printf(
          Locale.ROOT,
          "%s: %s %s measured on %d days%n%n",
          test.year().text(),
          shown(test.truth()),
          dimension.displayUnit(),
          test.days());
      out.println(
          "month end     forecast    low to high                error  in   run rate    error");
      for (Backtest.Row row : test.rows()) {
        out.printf(
            Locale.ROOT,
            "%s %11s    %-24s %6s%%  %-3s %9s  %6s%%%n",
            row.at().minusDays(1),
            shown(row.forecast().total()),
            shown(row.forecast().low()) + " to " + shown(row.forecast().high()),
            percent(test.error(row.forecast().total())),
            row.holds(test.truth()) ? "yes" : "no",
            shown(row.runRate()),
            percent(test.error(row.runRate())));
      }
      out.println();
      total(test);
    }
  }

  private void total(Backtest test) {
    out.printf(
        Locale.ROOT,
        "mean absolute error: forecast %s%%, run rate %s%%; nearer than the run rate in %d of %d;"
            + " range held the truth in %d of %d%n",
        percent(test.meanError()),
        percent(test.meanErrorOfRunRate()),
        test.nearer(),
        test.rows().size(),
        test.held(),
        test.rows().size());
    test.rows().stream()
        .map(row -> row.forecast().method())
        .distinct()
        .forEach(method -> out.println("method: " + method));
  }

  /** What the rules would have told of a budget. */
  public void budget(BudgetDays days) {
    out.printf(Locale.ROOT, "%nbudget of %s %s:%n", shown(days.budget()), dimension.displayUnit());
    for (BudgetDays.Told told : days.told()) {
      out.printf(
          Locale.ROOT,
          "  %-16s raised at the end of %s, %s%n",
          told.rule(),
          told.raised(),
          told.ended().map(day -> "resolved at the end of " + day).orElse("not resolved"));
    }
    if (days.told().isEmpty()) {
      out.println("  nothing would have been told");
    }
  }

  private String exact(long amount) {
    return Quantities.display(amount, dimension).toPlainString();
  }

  private String shown(long amount) {
    BigDecimal value = Quantities.display(amount, dimension);
    boolean big = value.abs().compareTo(BigDecimal.valueOf(BIG)) >= 0;
    return value.setScale(big ? 0 : 3, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f", 100 * fraction);
  }
}
