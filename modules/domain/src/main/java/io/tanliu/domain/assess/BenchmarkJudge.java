// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.assess.BenchmarkClass.Indicator;
import io.tanliu.domain.assess.BenchmarkClass.Policy;
import io.tanliu.domain.assess.BenchmarkClass.Reason;
import io.tanliu.domain.assess.DailySeries.Sum;
import io.tanliu.domain.assess.OutputSeries.Output;
import io.tanliu.domain.unit.UnitProfile;
import io.tanliu.domain.unit.UnitProfile.Product;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Judges a product's consumption against its limit standard (能效对标). Consumption is energy ÷
 * production over the same days; converter energy may be negative.
 */
public final class BenchmarkJudge {
  /** Electricity that the IT equipment of a data centre takes (信息设备用电), an energy kind. */
  public static final String IT_ELECTRICITY = "it_electricity";

  private static final MathContext DIGITS = MathContext.DECIMAL64;
  private static final int WH_TO_KWH = 3;

  private final BenchmarkBook book;
  private final double minimumCoverage;

  /**
   * @param minimumCoverage share of the days that must have been measured, 0 to 1
   */
  public BenchmarkJudge(BenchmarkBook book, double minimumCoverage) {
    this.book = book;
    this.minimumCoverage = minimumCoverage;
  }

  /**
   * By what the consumption of a product is divided: for a ratio of electricities (PUE) what the IT
   * equipment takes, when that is metered, else what is reported; for a building its floor area
   * when nothing is reported.
   *
   * @param reported production as reported
   * @param series series of a quantity; empty series when there is none
   */
  public Optional<? extends Made> made(
      Product product,
      UnitProfile profile,
      Optional<OutputSeries> reported,
      Function<String, DailySeries> series) {
    List<Benchmark> rows = book.of(product.name());
    if (!rows.isEmpty() && rows.get(0).unit().equals(IndicatorUnit.RATIO)) {
      DailySeries equipment = series.apply(IT_ELECTRICITY);
      if (!equipment.isEmpty()) {
        return Optional.of(new MeteredOutput(equipment, "kWh", WH_TO_KWH, minimumCoverage));
      }
    }
    boolean building =
        reported.isEmpty()
            && !rows.isEmpty()
            && IndicatorUnit.of(rows.get(0).unit())
                .filter(unit -> unit.denominator().equals(FloorArea.UNIT))
                .isPresent();
    return building ? profile.buildingArea().map(FloorArea::new) : reported;
  }

  /**
   * Judges one product.
   *
   * @param product as registered
   * @param share share of the unit's energy that counts to it; empty when nobody has said it
   * @param days the span
   * @param production by what the consumption is divided, when it is known
   * @param energy series of a quantity; empty series when there is none
   */
  public BenchmarkClass judge(
      Product product,
      Optional<BigDecimal> share,
      Days days,
      Optional<? extends Made> production,
      Function<String, DailySeries> energy) {
    List<Benchmark> rows = book.of(product.name());
    Optional<Output> output = production.flatMap(made -> made.over(days));
    String unit = production.map(Made::unit).orElse("");
    Optional<Reason> reason = reason(rows, share, days, output, unit, energy);
    List<Indicator> indicators = new ArrayList<>();
    for (Benchmark row : rows) {
      Optional<BigDecimal> value =
          reason.isPresent()
              ? Optional.empty()
              : value(row, share.orElseThrow(), days, output.orElseThrow(), unit, energy);
      indicators.add(indicator(row, product, value));
    }
    return new BenchmarkClass(product.name(), output, unit, reason, indicators);
  }

  private Optional<Reason> reason(
      List<Benchmark> rows,
      Optional<BigDecimal> share,
      Days days,
      Optional<Output> output,
      String unit,
      Function<String, DailySeries> energy) {
    if (rows.isEmpty()) {
      return Optional.of(Reason.NO_BENCHMARK);
    }
    if (share.isEmpty()) {
      return Optional.of(Reason.SEVERAL_PRODUCTS);
    }
    if (output.filter(o -> o.amount().signum() > 0).isEmpty()) {
      return Optional.of(Reason.NO_PRODUCTION);
    }
    if (rows.stream().noneMatch(row -> production(row, output.get(), unit).isPresent())) {
      return Optional.of(Reason.PRODUCTION_UNIT);
    }
    List<Sum> sums = rows.stream().map(row -> energy.apply(row.quantity()).sum(days)).toList();
    if (sums.stream().allMatch(sum -> sum.days() == 0)) {
      return Optional.of(Reason.NO_ENERGY);
    }
    return sums.stream().noneMatch(sum -> sum.coverage() >= minimumCoverage)
        ? Optional.of(Reason.LOW_COVERAGE)
        : Optional.empty();
  }

  private Optional<BigDecimal> value(
      Benchmark row,
      BigDecimal share,
      Days days,
      Output output,
      String unit,
      Function<String, DailySeries> energy) {
    Sum sum = energy.apply(row.quantity()).sum(days);
    Optional<BigDecimal> made = production(row, output, unit);
    if (made.isEmpty() || sum.days() == 0 || sum.coverage() < minimumCoverage) {
      return Optional.empty();
    }
    BigDecimal used =
        BigDecimal.valueOf(sum.amount())
            .multiply(share)
            .multiply(IndicatorUnit.of(row.unit()).orElseThrow().perBase());
    return Optional.of(used.divide(made.get(), DIGITS));
  }

  private static Optional<BigDecimal> production(Benchmark row, Output output, String unit) {
    return IndicatorUnit.of(row.unit())
        .flatMap(u -> ProductUnit.convert(output.amount(), unit, u.denominator()));
  }

  private static Indicator indicator(Benchmark row, Product product, Optional<BigDecimal> value) {
    List<Optional<BigDecimal>> levels = new ArrayList<>(row.levels());
    List<String> applied = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Correction correction : row.corrections()) {
      BigDecimal given = product.parameters().get(correction.parameter());
      if (given == null) {
        missing.add(correction.parameter());
        continue;
      }
      for (int i = 0; i < levels.size(); i++) {
        int level = i;
        levels.set(i, levels.get(i).map(l -> correction.apply(level, l, given)));
      }
      applied.add(correction.parameter() + "=" + given.toPlainString() + ": " + correction.text());
    }
    List<Boolean> met = levels.stream().map(level -> meets(value, level)).toList();
    return new Indicator(
        row, value, levels, met, level(value, levels, met), policy(row, value), applied, missing);
  }

  private static boolean meets(Optional<BigDecimal> value, Optional<BigDecimal> level) {
    return value.isPresent() && level.isPresent() && value.get().compareTo(level.get()) <= 0;
  }

  private static Optional<Integer> level(
      Optional<BigDecimal> value, List<Optional<BigDecimal>> levels, List<Boolean> met) {
    if (value.isEmpty() || levels.stream().allMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    int first = met.indexOf(true);
    return Optional.of(first < 0 ? Benchmark.LEVELS + 1 : first + 1);
  }

  private static Policy policy(Benchmark row, Optional<BigDecimal> value) {
    if (row.benchmark().isEmpty() && row.baseline().isEmpty()) {
      return Policy.NOT_SET;
    }
    if (value.isEmpty()) {
      return Policy.NOT_ASSESSABLE;
    }
    if (meets(value, row.benchmark())) {
      return Policy.BENCHMARK;
    }
    return meets(value, row.baseline()) ? Policy.BASELINE : Policy.BELOW_BASELINE;
  }
}
