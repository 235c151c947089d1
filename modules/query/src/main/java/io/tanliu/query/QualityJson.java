// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.avro.DelayQuantiles;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.PointQuality;
import io.tanliu.avro.QualityFinding;
import io.tanliu.avro.QualityUnit;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.ActivityReport;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The quality of data as the API shows it. */
final class QualityJson {
  private QualityJson() {}

  /** Delays in milliseconds. */
  record Delay(long count, long min, long p50, long p95, long p99, long max) {
    static Delay of(DelayQuantiles d) {
      return new Delay(d.getCount(), d.getMin(), d.getP50(), d.getP95(), d.getP99(), d.getMax());
    }
  }

  /** What one rule has found at one point; the point is null when the unit is meant. */
  record Found(String point, String code, String first, long count, String value, String expected) {
    static Found of(QualityFinding f, ZoneId zone) {
      return new Found(
          f.getPoint().isEmpty() ? null : f.getPoint(),
          f.getCode(),
          Times.iso(f.getFirst(), zone),
          f.getCount(),
          f.getValue(),
          f.getExpected());
    }
  }

  /** A metering point with a finding or too few readings. */
  record Troubled(String point, long expected, long stored, List<String> codes) {
    static Troubled of(PointQuality p) {
      return new Troubled(p.getPoint(), p.getExpected(), p.getStored(), p.getCodes());
    }
  }

  /** One day. */
  record Day(
      String day,
      long received,
      long accepted,
      long duplicate,
      long corrected,
      long rejected,
      long withdrawn,
      Map<String, Long> rejectedByCode,
      Delay delay,
      String lastSeen,
      String lastReading,
      String assessedTo,
      long expected,
      long stored,
      Double completeness,
      Boolean complete,
      double completenessLimit,
      double estimated,
      Map<String, Long> findingsByCode,
      List<Found> findings,
      int points,
      int troubledPoints,
      List<Troubled> troubled,
      Boolean online,
      String onlineSince) {

    static Day of(QualityUnit q) {
      ZoneId zone = ZoneId.of(q.getZone());
      return new Day(
          q.getDay(),
          q.getReceived(),
          q.getAccepted(),
          q.getDuplicate(),
          q.getCorrected(),
          q.getRejected(),
          q.getWithdrawn(),
          new TreeMap<>(q.getRejectedByCode()),
          Optional.ofNullable(q.getDelay()).map(Delay::of).orElse(null),
          iso(q.getLastSeen(), zone),
          iso(q.getLastReading(), zone),
          iso(q.getAssessedTo(), zone),
          q.getExpected(),
          q.getStored(),
          q.getCompleteness(),
          q.getComplete(),
          q.getCompletenessLimit(),
          q.getEstimated(),
          new TreeMap<>(q.getFindingsByCode()),
          q.getFindings().stream().map(f -> Found.of(f, zone)).toList(),
          q.getPoints(),
          q.getTroubledPoints(),
          q.getTroubled().stream().map(Troubled::of).toList(),
          q.getOnline(),
          iso(q.getOnlineSince(), zone));
    }
  }

  /** The sum of a month's days beside what the unit reported for it. */
  record Month(
      String month,
      String energy,
      String unit,
      BigDecimal measured,
      BigDecimal reported,
      Double deviation,
      Boolean within,
      double tolerance,
      boolean provisional) {

    static Month of(ActivityReport report, Optional<EntityWindow> window, double tolerance) {
      String energy = report.product().orElse("");
      PhysicalUnit unit = PhysicalUnit.of(report.unit()).orElse(PhysicalUnit.KWH);
      BigDecimal base = report.value().multiply(BigDecimal.valueOf(unit.toBase()));
      BigDecimal reported =
          base.movePointLeft(unit.dimension().displayScale()).stripTrailingZeros();
      Optional<WindowAmount> amount =
          window.map(w -> w.getAmounts().get(energy)).filter(a -> a != null);
      BigDecimal measured =
          amount.map(a -> Quantities.display(a.getAmount(), unit.dimension())).orElse(null);
      Double deviation = null;
      if (measured != null && reported.signum() != 0) {
        deviation =
            measured
                .subtract(reported)
                .abs()
                .divide(reported.abs(), MathContext.DECIMAL64)
                .doubleValue();
      }
      return new Month(
          report.period(),
          energy,
          unit.dimension().displayUnit(),
          measured,
          reported.scale() < 0 ? reported.setScale(0) : reported,
          deviation,
          deviation == null ? null : deviation <= tolerance,
          tolerance,
          window.map(EntityWindow::getProvisional).orElse(true));
    }
  }

  private static String iso(Instant time, ZoneId zone) {
    return time == null ? null : Times.iso(time, zone);
  }
}
