// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.avro.AlertEvent;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.reference.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** An alert as the API shows it: amounts in the quantity's display unit, times in its zone. */
record AlertJson(
    String alertId,
    int sequence,
    String rule,
    String entity,
    String entityName,
    String entityNameEn,
    String target,
    String quantity,
    String period,
    String state,
    String severity,
    String reason,
    String at,
    String crossedAt,
    BigDecimal measured,
    BigDecimal limit,
    BigDecimal schedule,
    String unit,
    double coverage,
    double estimated,
    long revision,
    String zone,
    String source) {

  static AlertJson of(AlertEvent event, Optional<Entity> entity, Optional<Quantity> quantity) {
    ZoneId zone = ZoneId.of(event.getZone());
    return new AlertJson(
        event.getAlertId(),
        event.getSequence(),
        event.getRule(),
        event.getEntity(),
        entity.map(Entity::nameZh).orElse(event.getEntity()),
        entity.map(Entity::nameEn).orElse(event.getEntity()),
        event.getTarget(),
        event.getQuantity(),
        event.getPeriod(),
        event.getState().name(),
        event.getSeverity().name(),
        event.getReason(),
        Times.iso(event.getAt(), zone),
        Optional.<Instant>ofNullable(event.getCrossedAt())
            .map(time -> Times.iso(time, zone))
            .orElse(null),
        shown(event.getMeasured(), quantity),
        shown(event.getLimit(), quantity),
        shown(event.getSchedule(), quantity),
        quantity.map(q -> q.dimension().displayUnit()).orElse(event.getUnit()),
        event.getCoverage(),
        event.getEstimated(),
        event.getRevision(),
        event.getZone(),
        event.getSource());
  }

  private static BigDecimal shown(long amount, Optional<Quantity> quantity) {
    return quantity
        .map(q -> Quantities.display(amount, q.dimension()))
        .orElseGet(() -> BigDecimal.valueOf(amount));
  }
}
