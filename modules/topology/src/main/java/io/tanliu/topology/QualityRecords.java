// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.DelayQuantiles;
import io.tanliu.avro.QualityAccount;
import io.tanliu.avro.QualityFinding;
import io.tanliu.avro.QualityUnit;
import io.tanliu.avro.SignalLevel;
import io.tanliu.domain.quality.DayArrivals;
import io.tanliu.domain.quality.DayAssessment;
import io.tanliu.domain.quality.DelayHistogram;
import io.tanliu.domain.quality.Finding;
import io.tanliu.domain.quality.PointQuality;
import io.tanliu.domain.quality.QualityCode;
import io.tanliu.domain.quality.Silence;
import io.tanliu.domain.quality.Tally;
import io.tanliu.domain.unit.EnergyUnit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Quality, accounts and silences as they are published. */
final class QualityRecords {
  /** Rule of the alert that a unit has fallen silent. */
  static final String OFFLINE = "unit-offline";

  private static final int MOST_FINDINGS = 200;
  private static final int MOST_POINTS = 100;

  private QualityRecords() {}

  /** An account. */
  static QualityAccount account(String kind, String name, Tally tally) {
    return new QualityAccount(
        kind,
        name,
        tally.received(),
        tally.accepted(),
        tally.duplicate(),
        tally.corrected(),
        tally.rejected(),
        tally.withdrawn(),
        Map.copyOf(tally.rejectedByCode()),
        instant(tally.asOf()));
  }

  /**
   * A unit's day.
   *
   * @param estimated share of the points' time that was estimated
   * @param least least share of the expected readings on a good day
   * @param silence whether the unit is sending; empty when the day is not its newest
   */
  static QualityUnit day(
      EnergyUnit unit,
      LocalDate day,
      DayArrivals came,
      DayAssessment found,
      double estimated,
      double least,
      Optional<Silence> silence) {
    Tally tally = came.tally();
    long expected = found.expected();
    Double completeness = expected == 0 ? null : (double) found.stored() / expected;
    Map<String, Long> byCode = new TreeMap<>();
    found.findings().forEach(f -> byCode.merge(f.code().name(), f.count(), Long::sum));
    List<PointQuality> troubled = found.points().stream().filter(p -> !p.good(least)).toList();
    return QualityUnit.newBuilder()
        .setUnit(unit.id())
        .setDay(day.toString())
        .setZone(unit.zone().getId())
        .setReceived(tally.received())
        .setAccepted(tally.accepted())
        .setDuplicate(tally.duplicate())
        .setCorrected(tally.corrected())
        .setRejected(tally.rejected())
        .setWithdrawn(tally.withdrawn())
        .setRejectedByCode(Map.copyOf(tally.rejectedByCode()))
        .setDelay(delay(came.delays()))
        .setLastSeen(instant(tally.asOf()))
        .setLastReading(instant(came.lastReading()))
        .setAssessedTo(Instant.ofEpochMilli(found.assessedTo()))
        .setExpected(expected)
        .setStored(found.stored())
        .setCompleteness(completeness)
        .setComplete(completeness == null ? null : completeness >= least)
        .setCompletenessLimit(least)
        .setEstimated(estimated)
        .setFindingsByCode(byCode)
        .setFindings(
            found.findings().stream().limit(MOST_FINDINGS).map(QualityRecords::finding).toList())
        .setPoints(found.points().size())
        .setTroubledPoints(troubled.size())
        .setTroubled(
            troubled.stream()
                .sorted(Comparator.comparingDouble(PointQuality::completeness))
                .limit(MOST_POINTS)
                .map(QualityRecords::point)
                .toList())
        .setOnline(silence.map(Silence::online).orElse(null))
        .setOnlineSince(silence.map(s -> Instant.ofEpochMilli(s.since())).orElse(null))
        .build();
  }

  private static DelayQuantiles delay(DelayHistogram delays) {
    return delays.total() == 0
        ? null
        : new DelayQuantiles(
            delays.total(),
            delays.min(),
            delays.quantile(0.5),
            delays.quantile(0.95),
            delays.quantile(0.99),
            delays.max());
  }

  private static QualityFinding finding(Finding f) {
    Instant first = Instant.ofEpochMilli(f.first());
    return new QualityFinding(
        f.point(), f.code().name(), first, f.count(), f.value(), f.expected());
  }

  private static io.tanliu.avro.PointQuality point(PointQuality p) {
    List<String> codes = p.codes().stream().map(QualityCode::name).toList();
    return new io.tanliu.avro.PointQuality(p.point(), p.expected(), p.stored(), codes);
  }

  /**
   * That a unit has fallen silent, or was heard of again.
   *
   * @param length how long it was silent, milliseconds
   */
  static AlertSignal silence(EnergyUnit unit, Silence silence, Duration limit, long length) {
    Instant since = Instant.ofEpochMilli(silence.since());
    return AlertSignal.newBuilder()
        .setRule(OFFLINE)
        .setEntity(unit.id())
        .setSubject("connection")
        .setQuantity("silence")
        .setPeriod("")
        .setLevel(silence.online() ? SignalLevel.NONE : SignalLevel.WARNING)
        .setSince(since)
        .setActiveSince(silence.online() ? null : since)
        .setLastTrue(silence.online() ? null : since)
        .setAt(since)
        .setReason(silence.online() ? "heard" : "silent")
        .setCrossedAt(silence.online() ? null : since)
        .setMeasured(Long.toString(length))
        .setLimit(Long.toString(limit.toMillis()))
        .setUnit("ms")
        .setRevision(silence.sequence())
        .setZone(unit.zone().getId())
        .setSource(unit.offlineAfter().isPresent() ? "register: offlineAfter" : "seeds/vee_rules")
        .build();
  }

  private static Instant instant(long time) {
    return time == Long.MIN_VALUE ? null : Instant.ofEpochMilli(time);
  }
}
