// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.domain.unit.ActivityReport;
import java.util.Optional;

/** {@link ActivityReport} as Avro. */
public final class ReportMapping {
  private ReportMapping() {}

  /** The record for a report. */
  public static io.tanliu.avro.ActivityReport toAvro(ActivityReport report) {
    return io.tanliu.avro.ActivityReport.newBuilder()
        .setEntity(report.entity())
        .setKind(report.kind().name())
        .setProduct(report.product().orElse(null))
        .setPeriod(report.period())
        .setValue(report.value().toPlainString())
        .setUnit(report.unit())
        .setPriceBase(report.priceBase().orElse(null))
        .setProvisional(report.provisional())
        .setSource(report.source())
        .build();
  }

  /**
   * The report in a record.
   *
   * @throws IllegalArgumentException when kind or value cannot be read
   */
  public static ActivityReport fromAvro(io.tanliu.avro.ActivityReport record) {
    return new ActivityReport(
        record.getEntity(),
        Parse.constant("kind", record.getKind(), ActivityReport.Kind.class),
        Optional.ofNullable(record.getProduct()),
        record.getPeriod(),
        Parse.decimal("value", record.getValue()),
        record.getUnit(),
        Optional.ofNullable(record.getPriceBase()),
        record.getProvisional(),
        record.getSource());
  }

  /** Record key of a report. */
  public static String key(ActivityReport report) {
    return Keys.report(report.entity(), report.kind().name(), report.product(), report.period());
  }
}
