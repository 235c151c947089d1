// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.javalin.http.Context;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.QualityUnit;
import io.tanliu.domain.quality.VeeParameter;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.reference.Seeds;
import io.tanliu.wire.Keys;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code GET /api/v1/units/{id}/quality}: how good the data of a unit are, day by day. */
final class QualityEndpoint {
  private static final String EXPECTED = "a day yyyy-MM-dd of the unit's zone";
  private static final int MOST_DAYS = 400;

  private final Directory directory;
  private final DayReader days;
  private final WindowReader windows;
  private final DecodedView<ActivityReport> reports;
  private final double tolerance;

  /** Reads the quality of days wherever they are kept. */
  @FunctionalInterface
  interface DayReader {
    /** The days of each scan, in the order of the scans. */
    List<List<QualityUnit>> read(List<WindowScan> scans);
  }

  QualityEndpoint(
      Directory directory,
      DayReader days,
      WindowReader windows,
      DecodedView<ActivityReport> reports,
      Seeds seeds) {
    this.directory = directory;
    this.days = days;
    this.windows = windows;
    this.reports = reports;
    this.tolerance = seeds.rules().value(VeeParameter.MONTHLY_TOLERANCE).doubleValue();
  }

  /** Days of one unit, oldest first, and what it reported for their months. */
  record Answer(
      String unit, String zone, List<QualityJson.Day> days, List<QualityJson.Month> months) {}

  void handle(Context context) {
    Parameters parameters = new Parameters(context, Set.of("day", "from", "to"));
    String id = context.pathParam("id");
    EnergyUnit unit =
        directory
            .unit(id)
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "UNKNOWN_UNIT", "unit", Parameters.shorten(id), "a registered unit"));
    List<QualityUnit> found = find(parameters, unit);
    TreeSet<YearMonth> months = new TreeSet<>();
    found.forEach(day -> months.add(YearMonth.from(LocalDate.parse(day.getDay()))));
    List<QualityJson.Month> reported = new ArrayList<>();
    months.forEach(month -> reported.addAll(reported(unit, month)));
    Answers.json(
        context,
        new Answer(
            unit.id(),
            unit.zone().getId(),
            found.stream().map(QualityJson.Day::of).toList(),
            reported));
  }

  private List<QualityUnit> find(Parameters parameters, EnergyUnit unit) {
    Optional<LocalDate> day = date(parameters, "day");
    Optional<LocalDate> from = date(parameters, "from");
    Optional<LocalDate> to = date(parameters, "to");
    if (day.isPresent() && (from.isPresent() || to.isPresent())) {
      throw Problem.badRequest("BAD_DAY", "day", day.get().toString(), "day, or from and to");
    }
    String first = unit.id() + Keys.SEPARATOR;
    if (from.isPresent() || to.isPresent()) {
      LocalDate end = to.orElseGet(() -> from.orElseThrow().plusDays(MOST_DAYS));
      LocalDate start = from.orElseGet(() -> end.minusDays(MOST_DAYS));
      if (!start.isBefore(end) || start.plusDays(MOST_DAYS).isBefore(end)) {
        throw Problem.badRequest(
            "EMPTY_RANGE", "from", start.toString(), "1 to " + MOST_DAYS + " days before 'to'");
      }
      return read(
          new WindowScan(
              QueryTopology.QUALITY,
              Keys.quality(unit.id(), start),
              Keys.quality(unit.id(), end.minusDays(1)),
              MOST_DAYS,
              false));
    }
    WindowScan scan =
        day.map(d -> WindowScan.exactly(QueryTopology.QUALITY, Keys.quality(unit.id(), d)))
            .orElseGet(() -> new WindowScan(QueryTopology.QUALITY, first, first + '~', 1, true));
    List<QualityUnit> found = read(scan);
    if (found.isEmpty()) {
      throw Problem.notFound(
          "NO_DATA",
          "day",
          day.map(LocalDate::toString).orElse("newest"),
          "a day for which readings came");
    }
    return found;
  }

  private List<QualityUnit> read(WindowScan scan) {
    return days.read(List.of(scan)).get(0);
  }

  private static Optional<LocalDate> date(Parameters parameters, String name) {
    return parameters
        .text(name)
        .map(
            text -> {
              try {
                LocalDate date = LocalDate.parse(text);
                if (date.getYear() >= 1970 && date.getYear() <= 2200) {
                  return date;
                }
              } catch (DateTimeException e) {
                // Answered below, together with a year out of range.
              }
              throw Problem.badRequest("BAD_DAY", name, Parameters.shorten(text), EXPECTED);
            });
  }

  /** What the unit stated for a month beside what its days add up to. */
  private List<QualityJson.Month> reported(EnergyUnit unit, YearMonth month) {
    List<ActivityReport> stated =
        reports.all().stream()
            .filter(r -> r.kind() == ActivityReport.Kind.ENERGY)
            .filter(r -> PhysicalUnit.of(r.unit()).isPresent())
            .filter(r -> r.entity().equals(unit.id()) && r.period().equals(month.toString()))
            .toList();
    if (stated.isEmpty()) {
      return List.of();
    }
    long start = month.atDay(1).atStartOfDay(unit.zone()).toInstant().toEpochMilli();
    WindowScan scan = WindowScan.exactly(QueryTopology.ENERGY, Keys.window(unit.id(), "1M", start));
    Optional<EntityWindow> window = windows.read(List.of(scan)).get(0).stream().findFirst();
    return stated.stream().map(r -> QualityJson.Month.of(r, window, tolerance)).toList();
  }
}
