// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.assess.BenchmarkClass.Indicator;
import io.tanliu.domain.assess.BenchmarkClass.Policy;
import io.tanliu.domain.assess.UnitScore.Finding;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the data show of a unit's measures (节能措施) in a year. */
public final class UnitScoreFindings {
  private static final int LIMIT = Benchmark.LEVELS - 1;

  private UnitScoreFindings() {}

  /**
   * The findings by the lamp of the rule; what concerns nothing is left out.
   *
   * @param classes products over the year
   * @param report report of the year before, when it is owed or was given
   * @param evidence topic and key of the classes
   * @param reportEvidence topic and key of the report
   * @param running the year is not over
   */
  public static Map<String, Finding> of(
      List<BenchmarkClass> classes,
      Optional<EnergyReport> report,
      String evidence,
      String reportEvidence,
      boolean running) {
    Map<String, Finding> found = new HashMap<>();
    classes(classes, evidence, running).ifPresent(f -> found.put(ScoreRule.CLASS, f));
    limits(classes, evidence, running).ifPresent(f -> found.put(ScoreRule.LIMITS, f));
    report.ifPresent(r -> found.put(ScoreRule.REPORT, report(r, reportEvidence)));
    return found;
  }

  /** The worst product decides; one that cannot be assessed leaves it open. */
  private static Optional<Finding> classes(
      List<BenchmarkClass> classes, String evidence, boolean running) {
    List<Policy> policies =
        classes.stream().map(BenchmarkClass::policy).filter(p -> p != Policy.NOT_SET).toList();
    if (policies.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> outcome =
        policies.contains(Policy.NOT_ASSESSABLE)
            ? Optional.empty()
            : Optional.of(
                policies.contains(Policy.BELOW_BASELINE)
                    ? "below"
                    : policies.contains(Policy.BASELINE) ? "baseline" : "benchmark");
    return Optional.of(plain(outcome, evidence, running));
  }

  /** One limit that is passed decides, also when another cannot be assessed. */
  private static Optional<Finding> limits(
      List<BenchmarkClass> classes, String evidence, boolean running) {
    List<Indicator> limited =
        classes.stream()
            .flatMap(c -> c.indicators().stream())
            .filter(i -> i.levels().get(LIMIT).isPresent())
            .toList();
    if (limited.isEmpty()) {
      return Optional.empty();
    }
    boolean passed = limited.stream().anyMatch(i -> i.value().isPresent() && !i.met().get(LIMIT));
    boolean unknown = limited.stream().anyMatch(i -> i.value().isEmpty());
    return Optional.of(
        plain(
            passed ? Optional.of("passed") : unknown ? Optional.empty() : Optional.of("met"),
            evidence,
            running));
  }

  private static Finding report(EnergyReport report, String evidence) {
    Optional<String> outcome =
        switch (report.state()) {
          case AGREES -> Optional.of("agrees");
          case DEVIATES -> Optional.of("deviates");
          case MISSING -> Optional.of("missing");
          case NOT_DUE, NOT_ASSESSABLE -> Optional.empty();
        };
    Optional<BigDecimal> measured = Optional.of(report.measured());
    return new Finding(outcome, report.reported(), measured, "tce", evidence, false);
  }

  private static Finding plain(Optional<String> outcome, String evidence, boolean running) {
    return new Finding(outcome, Optional.empty(), Optional.empty(), "", evidence, running);
  }
}
