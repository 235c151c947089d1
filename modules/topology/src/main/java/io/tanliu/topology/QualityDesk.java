// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.ledger.FrameOutcome;
import io.tanliu.domain.ledger.Line;
import io.tanliu.domain.ledger.Lines;
import io.tanliu.domain.quality.ClockDrift;
import io.tanliu.domain.quality.DayArrivals;
import io.tanliu.domain.quality.DayAssessment;
import io.tanliu.domain.quality.DayAssessor;
import io.tanliu.domain.quality.Finding;
import io.tanliu.domain.quality.Silence;
import io.tanliu.domain.quality.Tally;
import io.tanliu.domain.quality.UnitArrivals;
import io.tanliu.domain.quality.VeeParameter;
import io.tanliu.domain.quality.VeeRules;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.time.Granularity;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Point;
import io.tanliu.wire.Keys;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * How good the data are: counts with every frame, and looks at the stored readings when there is
 * time. What is still to be looked at stands in the units' rows, so that a restart forgets nothing.
 */
final class QualityDesk {
  /** Days of which something is kept; older ones are deleted. */
  private static final long KEPT_DAYS = 400;

  /** Shortest time between two publications of a unit, milliseconds. */
  private static final long SHORTEST_WAIT = 10_000;

  /** For every reading that was looked at, the unit waits as many milliseconds. */
  private static final long WAIT_PER_READING = 4;

  private final EntityDesk desk;
  private final UnitRegister register;
  private final VeeRules rules;
  private final DayAssessor assessor;
  private final ArrivalDesk arrivals = new ArrivalDesk();
  private final SilenceDesk silences;
  private final Set<String> pending = new LinkedHashSet<>();
  private final Map<String, Long> notBefore = new HashMap<>();
  private final Function<String, StoredDayReadings> readings;
  private ProcessorContext<String, Output> context;

  /** Readings that came since the last tick. */
  private long taken;

  private final LookBudget budget;

  /**
   * @param budget how much is looked at in one tick
   * @param readings the stored readings of a unit
   */
  QualityDesk(
      EntityDesk desk,
      UnitRegister register,
      VeeRules rules,
      LookBudget budget,
      Function<String, StoredDayReadings> readings) {
    this.desk = desk;
    this.register = register;
    this.rules = rules;
    this.budget = budget;
    this.readings = readings;
    this.assessor = new DayAssessor(rules);
    this.silences = new SilenceDesk(arrivals, register, rules);
  }

  void init(ProcessorContext<String, Output> processorContext) {
    context = processorContext;
    arrivals.init(
        context.getStateStore(LedgerTopology.ARRIVALS),
        context.getStateStore(LedgerTopology.ARRIVAL_DAYS),
        context.getStateStore(LedgerTopology.TALLIES));
    silences.init(context.currentSystemTimeMs());
    pending.clear();
    notBefore.clear();
    taken = 0;
    budget.clear();
    arrivals.forEach(
        (unit, came) -> {
          if (!came.told() || !came.changed().isEmpty()) {
            pending.add(unit);
          }
        });
  }

  /** A frame has been read that nobody here can have sent. */
  void refused(ReadingFrame frame, ReadingError error) {
    silences.read(frame.receivedAt(), context.currentSystemTimeMs());
    arrivals.refused(frame, error.code().name());
  }

  /** A gateway refused something. */
  void refused(String key, Input.Refused refused) {
    Optional<EnergyUnit> unit =
        refused.unit().equals(key) ? register.unit(refused.unit()) : Optional.empty();
    arrivals.refused(refused, unit);
    unit.ifPresent(u -> changed(u.id(), refused.receivedAt()));
  }

  /** A frame entered the ledger. */
  void took(EnergyUnit unit, ReadingFrame frame, FrameOutcome outcome) {
    silences.read(frame.receivedAt(), context.currentSystemTimeMs());
    arrivals.took(unit, frame, outcome);
    taken += frame.readings().size();
    changed(unit.id(), frame.receivedAt());
  }

  private void changed(String unit, long receivedAt) {
    silences.heard(unit, receivedAt);
    pending.add(unit);
  }

  /** A unit has another definition: other rules may find something else. */
  void defined(String unit) {
    silences.defined(unit);
    arrivals.defined(unit);
    arrivals
        .get(unit)
        .filter(came -> came.newestDay() != Long.MIN_VALUE)
        .ifPresent(
            came -> {
              came.changed().add(came.newestDay());
              arrivals.put(unit, came);
              pending.add(unit);
            });
  }

  /** Looks at the clock, publishes accounts, and looks at what there is time for. */
  void tick(long now) {
    silences.look(now, (unit, change) -> silence(change, now));
    arrivals.tallies().tell((gateway, tally) -> tell(gateway, tally, now));
    budget.begin(taken);
    taken = 0;
    List<String> again = new ArrayList<>();
    Iterator<String> units = pending.iterator();
    while (budget.left() && units.hasNext()) {
      String unit = units.next();
      if (notBefore.getOrDefault(unit, Long.MIN_VALUE) > now) {
        continue;
      }
      units.remove();
      long read = publish(unit, now);
      if (arrivals.get(unit).filter(came -> !came.changed().isEmpty()).isPresent()) {
        again.add(unit);
      } else {
        notBefore.put(unit, now + Math.max(SHORTEST_WAIT, WAIT_PER_READING * read));
      }
    }
    // What was not finished goes behind the others.
    pending.addAll(again);
  }

  private void silence(SilenceDesk.Change change, long now) {
    EnergyUnit unit = change.unit();
    desk.forward(
        unit.id(),
        new Output.Signalled(
            QualityRecords.silence(unit, change.silence(), change.limit(), change.length())),
        now);
    notBefore.remove(unit.id());
    defined(unit.id());
  }

  private void tell(String gateway, Tally tally, long now) {
    Output told = new Output.Rollup(new RollupMessage.Counted(tally));
    desk.forward(Keys.gatewayAccount(gateway), told, now);
    desk.forward(Keys.TOTAL_ACCOUNT, told, now);
  }

  /** Publishes what changed of a unit; how many readings were looked at. */
  private long publish(String id, long now) {
    budget.spend(1);
    Optional<EnergyUnit> unit = register.unit(id);
    Optional<UnitArrivals> found = arrivals.get(id);
    if (unit.isEmpty() || found.isEmpty()) {
      return 0;
    }
    UnitArrivals came = found.get();
    if (!came.told()) {
      account(id, came, now);
    }
    forget(id, came, now);
    long read = 0;
    for (long day : newestFirst(came)) {
      long one = assess(unit.get(), came, day, now);
      came.changed().remove(day);
      read += one;
      budget.spend(one + 1);
      if (!budget.left()) {
        break;
      }
    }
    arrivals.put(id, came);
    return read;
  }

  private void account(String unit, UnitArrivals came, long now) {
    desk.forward(
        Keys.unitAccount(unit),
        new Output.Account(QualityRecords.account("unit", unit, came.account())),
        now);
    came.told(true);
  }

  private static List<Long> newestFirst(UnitArrivals came) {
    List<Long> days = new ArrayList<>(came.changed());
    if (days.remove((Long) came.newestDay())) {
      days.add(0, came.newestDay());
    }
    return days;
  }

  private void forget(String unit, UnitArrivals came, long now) {
    long oldest = came.newestDay() - KEPT_DAYS;
    if (!came.changed().contains(came.newestDay())) {
      return;
    }
    came.changed().headSet(oldest).clear();
    for (long day : arrivals.forgetBefore(unit, oldest)) {
      String key = Keys.quality(unit, LocalDate.ofEpochDay(day));
      desk.forward(key, new Output.Quality(Optional.empty()), now);
    }
  }

  private long assess(EnergyUnit unit, UnitArrivals came, long epochDay, long now) {
    LocalDate day = LocalDate.ofEpochDay(epochDay);
    DayArrivals counted = arrivals.day(unit.id(), came, epochDay).orElseGet(DayArrivals::new);
    long asOf = desk.book(unit.id()).map(EntityBook::asOf).orElse(Long.MIN_VALUE);
    StoredDayReadings stored = readings.apply(unit.id());
    DayAssessment assessed = assessor.assess(unit, day, asOf, stored);
    List<Finding> findings = new ArrayList<>();
    long start = day.atStartOfDay(unit.zone()).toInstant().toEpochMilli();
    long future =
        counted.tally().rejectedByCode().getOrDefault(ReadingError.Code.FUTURE.name(), 0L);
    ClockDrift.find(counted.delays(), future, rules.driftLimit(unit), start)
        .ifPresent(findings::add);
    findings.addAll(assessed.findings());
    DayAssessment whole =
        new DayAssessment(assessed.assessedTo(), assessed.points(), List.copyOf(findings));
    Optional<Silence> silence = epochDay == came.newestDay() ? came.silence() : Optional.empty();
    Output record =
        new Output.Quality(
            Optional.of(
                QualityRecords.day(
                    unit,
                    day,
                    counted,
                    whole,
                    estimated(unit, start, assessed.assessedTo()),
                    rules.value(VeeParameter.COMPLETENESS_LEAST).doubleValue(),
                    silence)));
    desk.forward(Keys.quality(unit.id(), day), record, now);
    return stored.read();
  }

  /** Share of the counting points' time in the day for which the ledger estimated. */
  private double estimated(EnergyUnit unit, long start, long to) {
    long points = unit.points().stream().filter(Point::counts).count();
    if (points == 0 || to <= start) {
      return 0;
    }
    Lines lines = desk.windows(unit.id()).get(Granularity.DAY, start).lines();
    long[] sum = {0};
    lines.forEach((name, line) -> sum[0] += name.indexOf(':') > 0 ? estimated(line) : 0);
    return Math.min(1, (double) sum[0] / points / (to - start));
  }

  private static long estimated(Line line) {
    return line.estimated();
  }
}
