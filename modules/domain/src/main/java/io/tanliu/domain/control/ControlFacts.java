// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.quantity.Dimension;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Everything that is known of an entity when it is judged, and what follows from it first. */
public final class ControlFacts {
  private static final BigDecimal PARTS = new BigDecimal(DayAmount.WHOLE);

  private final DailyLedger ledger;
  private final ReportBook reports;
  private final List<Target> targets;
  private final ControlSettings settings;
  private final Function<String, Optional<Dimension>> dimensions;
  private final Deductions deductions;
  private final Intensities intensities;
  private final Function<Scope, Optional<DailyLedger>> parts;
  private final Map<String, DaySums> sums = new HashMap<>();

  /**
   * @param ledger what it used
   * @param reports what was reported of it
   * @param targets its targets, by id
   * @param settings what the deployment chose
   * @param dimensions dimension of a quantity
   */
  public ControlFacts(
      DailyLedger ledger,
      ReportBook reports,
      List<Target> targets,
      ControlSettings settings,
      Function<String, Optional<Dimension>> dimensions) {
    this(ledger, reports, targets, settings, dimensions, scope -> Optional.empty());
  }

  /**
   * With the sums of some industries of a region.
   *
   * @param parts what the units of a scope used; empty when there are no such sums
   */
  public ControlFacts(
      DailyLedger ledger,
      ReportBook reports,
      List<Target> targets,
      ControlSettings settings,
      Function<String, Optional<Dimension>> dimensions,
      Function<Scope, Optional<DailyLedger>> parts) {
    this.parts = parts;
    this.ledger = ledger;
    this.reports = reports;
    this.targets = List.copyOf(targets);
    this.settings = settings;
    this.dimensions = dimensions;
    deductions = new Deductions(ledger, reports, settings.renewableBaseYear());
    intensities = new Intensities(ledger, reports, deductions);
  }

  /** What it used. */
  public DailyLedger ledger() {
    return ledger;
  }

  /** What the units of a scope used; empty when there are no sums of them. */
  public Optional<DailyLedger> part(Scope scope) {
    return scope.equals(Scope.WHOLE) ? Optional.of(ledger) : parts.apply(scope);
  }

  /** What was reported of it. */
  public ReportBook reports() {
    return reports;
  }

  /** Its targets, by id. */
  public List<Target> targets() {
    return targets;
  }

  /** What the deployment chose. */
  public ControlSettings settings() {
    return settings;
  }

  /** What comes off. */
  public Deductions deductions() {
    return deductions;
  }

  /** Its intensities. */
  public Intensities intensities() {
    return intensities;
  }

  /** Dimension of a quantity; empty when nobody knows it. */
  public Optional<Dimension> dimension(String quantity) {
    return dimensions.apply(quantity);
  }

  /** True when enough of the time was measured to show a level. */
  public boolean covered(BigDecimal coverage) {
    return coverage.compareTo(settings.minimumCoverage()) >= 0;
  }

  /**
   * The days of a year that were measured well enough, without the running one.
   *
   * @param quantity what is summed
   * @param year calendar year
   */
  public DaySums days(String quantity, int year) {
    return sums.computeIfAbsent(quantity + "|" + year, k -> sums(quantity, year));
  }

  /**
   * What the schedule of a target of a sum allows up to a time, base units.
   *
   * @param at epoch milliseconds
   */
  public long allowed(Target target, long at) {
    Plan plan = target.terms().plan();
    DaySums lastYear =
        plan.shape() == Plan.Shape.LAST_YEAR
            ? days(target.quantity(), target.period().first().getYear() - 1)
            : DaySums.NONE;
    return Schedule.at(target.limit(), plan, target.period(), ledger.zone(), at, lastYear).amount();
  }

  private DaySums sums(String quantity, int year) {
    return known(quantity, year, year);
  }

  /** The same of several years. */
  DaySums known(String quantity, int firstYear, int lastYear) {
    int least = settings.minimumCoverage().multiply(PARTS).intValue();
    return ledger.isEmpty() ? DaySums.NONE : ledger.known(quantity, firstYear, lastYear, least);
  }
}
