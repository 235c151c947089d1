// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.avro.EntityWindow;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.time.Granularity;
import io.tanliu.reference.Quantity;
import io.tanliu.wire.Keys;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A region and what is directly below it: used so far in the month and year, against budget. */
final class Overview {
  private final Directory directory;
  private final WindowReader reader;
  private final double minimumCoverage;
  private final Clock clock;

  Overview(Directory directory, WindowReader reader, double minimumCoverage, Clock clock) {
    this.directory = directory;
    this.reader = reader;
    this.minimumCoverage = minimumCoverage;
    this.clock = clock;
  }

  /**
   * A row.
   *
   * @param kind region or unit
   * @param units number of units in it
   */
  record Row(
      String id,
      String kind,
      String level,
      String name,
      String nameEn,
      String parent,
      int units,
      Assessment month,
      Assessment year) {}

  /**
   * The answer.
   *
   * @param asOf how far the region's readings reach; null when there are none
   * @param now the server's clock, against which the age of the data can be told
   * @param rows the region itself first
   */
  record Answer(
      String region,
      String quantity,
      String unit,
      String zone,
      String month,
      String year,
      String asOf,
      String now,
      double minimumCoverage,
      List<Row> rows) {
    /** What must be equal for it to be the same answer. */
    Answer withoutClock() {
      return new Answer(region, quantity, unit, zone, month, year, asOf, "", minimumCoverage, rows);
    }
  }

  /**
   * The overview.
   *
   * @param month empty for the month of the region's newest readings
   */
  Answer of(Entity region, Quantity quantity, Optional<YearMonth> month) {
    Optional<EntityWindow> newest =
        reader
            .read(
                List.of(
                    WindowScan.newest(QueryTopology.ENERGY, region.id(), Granularity.MONTH.code())))
            .get(0)
            .stream()
            .findFirst();
    Instant reference = newest.map(EntityWindow::getStart).orElseGet(clock::instant);
    YearMonth shown = month.orElseGet(() -> YearMonth.from(reference.atZone(region.zone())));
    Period inMonth = Period.parse(shown.toString()).orElseThrow();
    Period inYear = Period.parse(shown.toString().substring(0, 4)).orElseThrow();
    return new Answer(
        region.id(),
        quantity.name(),
        quantity.dimension().displayUnit(),
        region.zone().getId(),
        inMonth.text(),
        inYear.text(),
        newest.map(w -> Times.iso(w.getAsOf(), region.zone())).orElse(null),
        Times.iso(clock.instant(), region.zone()),
        minimumCoverage,
        rows(region, quantity, inMonth, inYear));
  }

  private List<Row> rows(Entity region, Quantity quantity, Period month, Period year) {
    List<Entity> shown = new ArrayList<>();
    shown.add(region);
    shown.addAll(directory.regionsBelow(region.id()));
    shown.addAll(directory.unitsIn(region.id()));
    List<WindowScan> scans = new ArrayList<>(2 * shown.size());
    for (Entity entity : shown) {
      scans.add(scan(entity, month));
      scans.add(scan(entity, year));
    }
    List<List<EntityWindow>> found = new ArrayList<>(scans.size());
    for (int i = 0; i < scans.size(); i += ScanCodec.MAX_SCANS) {
      found.addAll(reader.read(scans.subList(i, Math.min(scans.size(), i + ScanCodec.MAX_SCANS))));
    }
    Map<String, Target> targets = targets(quantity);
    Map<String, Integer> units = directory.unitCounts();
    List<Row> rows = new ArrayList<>(shown.size());
    for (int i = 0; i < shown.size(); i++) {
      Entity entity = shown.get(i);
      rows.add(
          new Row(
              entity.id(),
              entity.kind().code(),
              entity.level(),
              entity.nameZh(),
              entity.nameEn(),
              entity.parent(),
              entity.kind() == Entity.Kind.UNIT ? 1 : units.getOrDefault(entity.id(), 0),
              assess(entity, quantity, month, found.get(2 * i), targets),
              assess(entity, quantity, year, found.get(2 * i + 1), targets)));
    }
    return rows;
  }

  private Assessment assess(
      Entity entity,
      Quantity quantity,
      Period period,
      List<EntityWindow> found,
      Map<String, Target> targets) {
    return Assessment.of(
        period,
        entity.zone(),
        quantity.name(),
        quantity.dimension(),
        found.stream().findFirst(),
        Optional.ofNullable(targets.get(entity.id() + Keys.SEPARATOR + period.text())),
        minimumCoverage);
  }

  /** Where several targets limit the same, the strictest one. */
  private Map<String, Target> targets(Quantity quantity) {
    Map<String, Target> strictest = new HashMap<>();
    Comparator<Target> order = Comparator.comparingLong(Target::limit).thenComparing(Target::id);
    for (Target target : directory.targets(Optional.empty())) {
      if (target.isBudget() && target.quantity().equals(quantity.name())) {
        strictest.merge(
            target.entity() + Keys.SEPARATOR + target.period().text(),
            target,
            (a, b) -> order.compare(a, b) <= 0 ? a : b);
      }
    }
    return strictest;
  }

  private static WindowScan scan(Entity entity, Period period) {
    return WindowScan.exactly(
        QueryTopology.ENERGY,
        Keys.window(entity.id(), period.granularity().code(), period.start(entity.zone())));
  }
}
