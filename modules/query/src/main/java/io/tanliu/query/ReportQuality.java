// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tanliu.avro.QualityFinding;
import io.tanliu.avro.QualityUnit;
import io.tanliu.domain.control.Period;
import io.tanliu.wire.Keys;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** How good the readings of a unit were in a period; of a region every figure says its coverage. */
final class ReportQuality {
  private static final int MOST_DAYS = 400;

  private final QualityEndpoint.DayReader days;

  ReportQuality(QualityEndpoint.DayReader days) {
    this.days = days;
  }

  /** Sums over the days of the period; null for what is no unit. */
  JsonNode of(Entity entity, Period period) {
    if (entity.kind() != Entity.Kind.UNIT) {
      return Json.MAPPER.nullNode();
    }
    WindowScan scan =
        new WindowScan(
            QueryTopology.QUALITY,
            Keys.quality(entity.id(), period.first()),
            Keys.quality(entity.id(), period.after().minusDays(1)),
            MOST_DAYS,
            false);
    List<QualityUnit> found = days.read(List.of(scan)).get(0);
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("days", found.size());
    json.put("completeDays", found.stream().filter(QualityUnit::getComplete).count());
    json.put("expected", sum(found, QualityUnit::getExpected));
    json.put("stored", sum(found, QualityUnit::getStored));
    json.put("received", sum(found, QualityUnit::getReceived));
    json.put("accepted", sum(found, QualityUnit::getAccepted));
    json.put("duplicate", sum(found, QualityUnit::getDuplicate));
    json.put("corrected", sum(found, QualityUnit::getCorrected));
    json.put("rejected", sum(found, QualityUnit::getRejected));
    json.put("withdrawn", sum(found, QualityUnit::getWithdrawn));
    Map<String, Long> findings = new TreeMap<>();
    found.forEach(
        day -> {
          for (QualityFinding finding : day.getFindings()) {
            findings.merge(finding.getCode(), finding.getCount(), Long::sum);
          }
        });
    ObjectNode codes = json.putObject("findings");
    findings.forEach(codes::put);
    return json;
  }

  private static long sum(List<QualityUnit> days, ToLongFunction<QualityUnit> of) {
    return days.stream().mapToLong(of).sum();
  }
}
