// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.avro.IntensityDeduction;
import io.tanliu.avro.IntensityWindow;
import io.tanliu.domain.control.DeductionLine;
import io.tanliu.domain.control.Denominator;
import io.tanliu.domain.control.IntensityPair;
import io.tanliu.domain.control.IntensityUnit;
import io.tanliu.domain.control.IntensityValue;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Reported;
import io.tanliu.domain.control.Shown;
import io.tanliu.domain.quantity.Dimension;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Intensities as they are published. */
final class IntensityRecords {
  private IntensityRecords() {}

  static IntensityWindow of(
      String entity,
      String quantity,
      Denominator denominator,
      Period period,
      IntensityPair pair,
      Dimension dimension,
      Optional<YearMonth> reportedTo,
      String zone,
      Stamp stamp) {
    IntensityValue now = pair.now();
    Optional<Reported> under = now.under();
    boolean running = now.to().isBefore(period.after());
    return IntensityWindow.newBuilder()
        .setEntity(entity)
        .setQuantity(quantity)
        .setDenominator(denominator.text())
        .setPeriod(period.text())
        .setZone(zone)
        .setAsOf(Instant.ofEpochMilli(stamp.asOf()))
        .setFrom(now.from().toString())
        .setTo(now.to().toString())
        .setAmount(now.energy().amount())
        .setDeductions(deductions(pair))
        .setAssessed(now.assessed())
        .setUnit(dimension.baseUnit())
        .setDenominatorValue(under.map(u -> Shown.of(u.value())).orElse(null))
        .setDenominatorUnit(under.map(Reported::unit).orElse(null))
        .setPriceBase(under.flatMap(Reported::priceBase).orElse(null))
        .setValue(LampRecords.shown(now.gross()))
        .setAssessedValue(LampRecords.shown(now.value()))
        .setValueUnit(under.map(u -> IntensityUnit.of(dimension, u.unit()).text()).orElse(null))
        .setPrevious(LampRecords.shown(pair.before().value()))
        .setDecline(LampRecords.shown(pair.decline()))
        .setCoverage(now.energy().coverage().doubleValue())
        .setEstimated(now.energy().estimated().doubleValue())
        .setPreviousCoverage(pair.before().energy().coverage().doubleValue())
        .setProvisional(running || now.provisional())
        .setAssumed(LampRecords.assumed(pair.assumed()))
        .setReportedTo(reportedTo.map(YearMonth::toString).orElse(null))
        .setRevision(stamp.revision())
        .build();
  }

  private static List<IntensityDeduction> deductions(IntensityPair pair) {
    List<IntensityDeduction> lines = new ArrayList<>();
    for (DeductionLine line : pair.now().deductions()) {
      long previous =
          pair.before().deductions().stream()
              .filter(l -> l.kind() == line.kind())
              .mapToLong(DeductionLine::amount)
              .sum();
      lines.add(new IntensityDeduction(line.kind().name(), line.amount(), previous));
    }
    return lines;
  }
}
