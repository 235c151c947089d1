// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.assess.DailySeries.Sum;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Joint reduction of air pollutants and carbon (减污降碳协同度) of this year to date against the same days
 * of last year. Pollutants are added as pollution equivalents (污染当量). Both rates of reduction place
 * the unit in a quadrant; where both fell, the elasticity is one rate over the other, and the index
 * the smaller over the larger: 1 when both fell alike, 0 when one did not fall.
 *
 * <p>Quadrants and cross elasticity as in Xing Y. et al., 城市蓝天保卫战行动协同控制局地大气污染物和温室气体 效果评估, 中国环境管理
 * 2020 (4): 20–28; the index from 0 to 1 is a choice of this project.
 *
 * @param carbon this year and before, t
 * @param pollutants this year and before by pollutant, kg
 * @param carbonReduction 1 − now ÷ before, of daily means, to nine places, half even
 * @param pollutantReduction the same of the pollution equivalents
 * @param reason why nothing can be said; empty when it can
 * @param coverage smallest coverage of the series in both spans, 0 to 1
 */
public record Synergy(
    Optional<Pair> carbon,
    Map<String, Pair> pollutants,
    Optional<BigDecimal> carbonReduction,
    Optional<BigDecimal> pollutantReduction,
    String reason,
    double coverage) {

  private static final MathContext DIGITS = MathContext.DECIMAL64;
  private static final int RATE_PLACES = 9;
  private static final int GRAMS_TO_TONNES = 6;
  private static final int GRAMS_TO_KG = 3;

  /** Both spans of one series. */
  public record Pair(BigDecimal now, BigDecimal before) {
    Pair plus(Pair other) {
      return new Pair(now.add(other.now), before.add(other.before));
    }

    Pair over(BigDecimal divisor) {
      return new Pair(now.divide(divisor, DIGITS), before.divide(divisor, DIGITS));
    }

    /** Fall of the daily mean: a leap day makes one of the spans longer. */
    Optional<BigDecimal> reduction(Days days) {
      if (before.signum() <= 0) {
        return Optional.empty();
      }
      BigDecimal mean = now.multiply(BigDecimal.valueOf(days.lastYear().count()));
      BigDecimal meanBefore = before.multiply(BigDecimal.valueOf(days.count()));
      return Optional.of(
          BigDecimal.ONE.subtract(mean.divide(meanBefore, RATE_PLACES, RoundingMode.HALF_EVEN)));
    }
  }

  /** Where both rates place a unit. */
  public enum Quadrant {
    /** 协同减排. */
    BOTH_FELL,
    ONLY_CARBON_FELL,
    ONLY_POLLUTANTS_FELL,
    BOTH_ROSE
  }

  public Synergy {
    pollutants = Map.copyOf(pollutants);
  }

  /**
   * The synergy.
   *
   * @param carbon daily carbon, g
   * @param pollutants daily mass by pollutant, g
   * @param kgPerEquivalent mass of one pollution equivalent by pollutant, kg
   */
  public static Synergy of(
      Days days,
      DailySeries carbon,
      Map<String, DailySeries> pollutants,
      Map<String, BigDecimal> kgPerEquivalent,
      double minimumCoverage) {
    List<Double> coverages = new ArrayList<>();
    if (pollutants.values().stream().allMatch(DailySeries::isEmpty)) {
      return nothing("no-pollutants");
    }
    if (carbon.isEmpty()) {
      return nothing("no-carbon");
    }
    Pair mass = pair(carbon, days, GRAMS_TO_TONNES, coverages);
    Map<String, Pair> masses = new TreeMap<>();
    Pair equivalents = new Pair(BigDecimal.ZERO, BigDecimal.ZERO);
    for (Map.Entry<String, DailySeries> pollutant : new TreeMap<>(pollutants).entrySet()) {
      if (!pollutant.getValue().isEmpty()) {
        Pair pair = pair(pollutant.getValue(), days, GRAMS_TO_KG, coverages);
        masses.put(pollutant.getKey(), pair);
        equivalents = equivalents.plus(pair.over(kgPerEquivalent.get(pollutant.getKey())));
      }
    }
    double coverage = coverages.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    Optional<BigDecimal> first = mass.reduction(days);
    Optional<BigDecimal> second = equivalents.reduction(days);
    String reason =
        coverage < minimumCoverage
            ? "low-coverage"
            : first.isEmpty() || second.isEmpty() ? "no-base" : "";
    return new Synergy(
        Optional.of(mass),
        masses,
        reason.isEmpty() ? first : Optional.empty(),
        reason.isEmpty() ? second : Optional.empty(),
        reason,
        coverage);
  }

  private static Synergy nothing(String reason) {
    return new Synergy(Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), reason, 0);
  }

  private static Pair pair(DailySeries series, Days days, int scale, List<Double> coverages) {
    Sum now = series.sum(days);
    Sum before = series.sum(days.lastYear());
    coverages.add(now.coverage());
    coverages.add(before.coverage());
    return new Pair(
        BigDecimal.valueOf(now.amount(), scale), BigDecimal.valueOf(before.amount(), scale));
  }

  /** Where the unit stands. */
  public Optional<Quadrant> quadrant() {
    if (carbonReduction.isEmpty() || pollutantReduction.isEmpty()) {
      return Optional.empty();
    }
    boolean carbonFell = carbonReduction.get().signum() > 0;
    boolean pollutantsFell = pollutantReduction.get().signum() > 0;
    if (carbonFell) {
      return Optional.of(pollutantsFell ? Quadrant.BOTH_FELL : Quadrant.ONLY_CARBON_FELL);
    }
    return Optional.of(pollutantsFell ? Quadrant.ONLY_POLLUTANTS_FELL : Quadrant.BOTH_ROSE);
  }

  /** Reduction of carbon ÷ reduction of pollutants, where both fell. */
  public Optional<BigDecimal> elasticity() {
    return quadrant()
        .filter(Quadrant.BOTH_FELL::equals)
        .map(q -> carbonReduction.orElseThrow().divide(pollutantReduction.orElseThrow(), DIGITS));
  }

  /** The smaller reduction over the larger where both fell, else 0. */
  public Optional<BigDecimal> index() {
    return quadrant()
        .map(
            q ->
                elasticity()
                    .map(
                        e ->
                            e.compareTo(BigDecimal.ONE) <= 0 ? e : BigDecimal.ONE.divide(e, DIGITS))
                    .orElse(BigDecimal.ZERO));
  }
}
