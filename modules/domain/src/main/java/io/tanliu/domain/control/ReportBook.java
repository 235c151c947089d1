// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.control.Assumption.Code;
import io.tanliu.domain.unit.ActivityReport;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was reported of an entity: economy, production, and energy as statistics have it. */
public final class ReportBook {
  private static final Comparator<Optional<Integer>> NEWEST_BASE =
      Comparator.comparing((Optional<Integer> base) -> base.orElse(Integer.MIN_VALUE)).reversed();

  private final Map<String, TreeMap<Optional<Integer>, ReportSeries>> series =
      new LinkedHashMap<>();
  private final Map<String, String> units = new LinkedHashMap<>();
  private final Set<String> products = new TreeSet<>();

  /**
   * A book of reports, in any order; of the same figure and period there is one. Of a figure only
   * those in one unit count, the first by name: tonnes and pieces do not add up.
   */
  public ReportBook(Collection<ActivityReport> reports) {
    for (ActivityReport reported : reports) {
      units.merge(
          name(reported.kind(), reported.product()),
          ReportUnit.of(reported.unit()).name(),
          (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
    for (ActivityReport reported : reports) {
      ReportUnit unit = ReportUnit.of(reported.unit());
      ActivityReport report = in(unit, reported);
      String name = name(report.kind(), report.product());
      if (!unit.name().equals(units.get(name))) {
        continue;
      }
      series
          .computeIfAbsent(name, n -> new TreeMap<>(NEWEST_BASE))
          .computeIfAbsent(report.priceBase(), b -> new ReportSeries())
          .add(report);
      if (report.kind() == ActivityReport.Kind.PRODUCTION) {
        report.product().ifPresent(products::add);
      }
    }
  }

  private static ActivityReport in(ReportUnit unit, ActivityReport report) {
    return new ActivityReport(
        report.entity(),
        report.kind(),
        report.product(),
        report.period(),
        report.value().multiply(unit.factor()),
        unit.name(),
        report.priceBase(),
        report.provisional(),
        report.source());
  }

  private static String name(ActivityReport.Kind kind, Optional<String> product) {
    return kind.name() + ":" + product.orElse("");
  }

  /** What can stand under an intensity, in the order of the name. */
  public List<Denominator> denominators() {
    List<Denominator> found = new ArrayList<>();
    for (ActivityReport.Kind kind :
        List.of(
            ActivityReport.Kind.GDP,
            ActivityReport.Kind.VALUE_ADDED,
            ActivityReport.Kind.OUTPUT_VALUE)) {
      if (series.containsKey(name(kind, Optional.empty()))) {
        found.add(new Denominator(kind, Optional.empty()));
      }
    }
    products.forEach(
        p -> found.add(new Denominator(ActivityReport.Kind.PRODUCTION, Optional.of(p))));
    return found;
  }

  /** Number of products of which production was reported. */
  public int products() {
    return products.size();
  }

  /** The last month that a report of a figure reaches, in any price base. */
  public Optional<YearMonth> lastKnown(ActivityReport.Kind kind, Optional<String> product) {
    return series.getOrDefault(name(kind, product), new TreeMap<>(NEWEST_BASE)).values().stream()
        .flatMap(s -> s.lastKnown().stream())
        .max(Comparator.naturalOrder());
  }

  /**
   * The next report that is expected.
   *
   * @param period its period
   * @param day by which it should be there
   */
  public record Due(String period, LocalDate day) {}

  /**
   * The report that should come next, when those before went on month by month, quarter by quarter
   * or year by year; the finest of them counts.
   *
   * @param days after its period after which it is overdue
   */
  public Optional<Due> due(ActivityReport.Kind kind, Optional<String> product, int days) {
    return series.getOrDefault(name(kind, product), new TreeMap<>(NEWEST_BASE)).values().stream()
        .flatMap(s -> s.next().stream())
        .max(Comparator.comparing(ReportSeries.Next::end))
        .map(next -> new Due(next.period(), next.end().plusDays(days)));
  }

  /** Unit in which a figure is added up; empty when nothing is reported of it. */
  public Optional<String> unit(ActivityReport.Kind kind, Optional<String> product) {
    return Optional.ofNullable(units.get(name(kind, product)));
  }

  /** Energy that statistics have reported over {@code [from, to)}. */
  public Optional<Reported> energy(String product, LocalDate from, LocalDate to) {
    return over(ActivityReport.Kind.ENERGY, Optional.of(product), from, to);
  }

  /** A figure over {@code [from, to)}, in the newest price base that has it. */
  public Optional<Reported> over(
      ActivityReport.Kind kind, Optional<String> product, LocalDate from, LocalDate to) {
    String name = name(kind, product);
    for (Optional<Integer> base : bases(name)) {
      Optional<Reported> found = over(name, base, kind, from, to);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * Two stretches in the same prices.
   *
   * @param now the later one
   * @param before the earlier one; empty when no price base has both
   */
  public record Pair(Optional<Reported> now, Optional<Reported> before) {}

  /**
   * A figure over two stretches, in the newest price base that has both, else that has the later.
   */
  public Pair pair(
      Denominator denominator,
      LocalDate from,
      LocalDate to,
      LocalDate beforeFrom,
      LocalDate beforeTo) {
    return pair(denominator.kind(), denominator.product(), from, to, beforeFrom, beforeTo);
  }

  /** The same for any figure. */
  public Pair pair(
      ActivityReport.Kind kind,
      Optional<String> product,
      LocalDate from,
      LocalDate to,
      LocalDate beforeFrom,
      LocalDate beforeTo) {
    String name = name(kind, product);
    Optional<Reported> alone = Optional.empty();
    for (Optional<Integer> base : bases(name)) {
      Optional<Reported> now = over(name, base, kind, from, to);
      Optional<Reported> before = over(name, base, kind, beforeFrom, beforeTo);
      if (now.isPresent() && before.isPresent()) {
        return new Pair(now, before);
      }
      alone = alone.isPresent() ? alone : now;
    }
    return new Pair(alone, Optional.empty());
  }

  private Collection<Optional<Integer>> bases(String name) {
    return series.getOrDefault(name, new TreeMap<>(NEWEST_BASE)).keySet();
  }

  private Optional<Reported> over(
      String name, Optional<Integer> base, ActivityReport.Kind kind, LocalDate from, LocalDate to) {
    boolean money = kind != ActivityReport.Kind.PRODUCTION && kind != ActivityReport.Kind.ENERGY;
    return series
        .get(name)
        .get(base)
        .over(from, to)
        .map(
            figure -> {
              List<Assumption> assumed = new ArrayList<>(figure.assumed());
              if (money && base.isEmpty()) {
                assumed.add(
                    new Assumption(
                        Code.CURRENT_PRICES,
                        YearMonth.from(from),
                        YearMonth.from(to.minusDays(1)),
                        Optional.empty(),
                        ""));
              }
              return new Reported(clean(figure.value()), units.get(name), base, assumed);
            });
  }

  private static BigDecimal clean(BigDecimal value) {
    return value.signum() == 0 ? BigDecimal.ZERO : value;
  }
}
