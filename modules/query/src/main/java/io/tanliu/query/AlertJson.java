// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.avro.AlertEvent;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.reference.AlertRuleName;
import io.tanliu.reference.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** An alert as the API shows it: amounts in the quantity's display unit, times in its zone. */
record AlertJson(
    String alertId,
    int sequence,
    String rule,
    String ruleName,
    String ruleNameEn,
    String entity,
    String entityName,
    String entityNameEn,
    String subject,
    String quantity,
    String period,
    String state,
    String change,
    String severity,
    String level,
    String reason,
    boolean restated,
    String at,
    String decidedAt,
    String since,
    int episode,
    String episodeStart,
    String crossedAt,
    BigDecimal measured,
    BigDecimal limit,
    BigDecimal schedule,
    String unit,
    double coverage,
    double estimated,
    long revision,
    String zone,
    String source,
    String region,
    Map<String, String> labels,
    int flapScore,
    boolean flapping,
    String acknowledgedBy,
    String acknowledgedAt,
    String acknowledgedNote,
    String silencedBy,
    String silencedUntil,
    String inhibitedBy,
    String muted,
    int escalation,
    String escalatedTo,
    String escalatedToName,
    String escalatesAt,
    String author,
    String note,
    String commandId) {

  /** Names that an event does not carry. */
  record Names(Optional<Entity> entity, Optional<AlertRuleName> rule, Optional<Entity> actor) {}

  static AlertJson of(AlertEvent event, Names names, Optional<Quantity> quantity) {
    ZoneId zone = ZoneId.of(event.getZone());
    Optional<Quantity> scaled =
        quantity.filter(q -> q.dimension().baseUnit().equals(event.getUnit()));
    return new AlertJson(
        event.getAlertId(),
        event.getSequence(),
        event.getRule(),
        names.rule().map(AlertRuleName::zh).orElse(event.getRule()),
        names.rule().map(AlertRuleName::en).orElse(event.getRule()),
        event.getEntity(),
        names.entity().map(Entity::nameZh).orElse(event.getEntity()),
        names.entity().map(Entity::nameEn).orElse(event.getEntity()),
        event.getSubject(),
        event.getQuantity(),
        event.getPeriod(),
        event.getState().name(),
        event.getChange().name(),
        event.getSeverity().name(),
        event.getLevel().name(),
        event.getReason(),
        event.getRestated(),
        Times.iso(event.getAt(), zone),
        Times.iso(event.getDecidedAt(), zone),
        Times.iso(event.getSince(), zone),
        event.getEpisode(),
        time(event.getEpisodeStart(), zone),
        time(event.getCrossedAt(), zone),
        shown(event.getMeasured(), scaled),
        shown(event.getLimit(), scaled),
        shown(event.getSchedule(), scaled),
        scaled.map(q -> q.dimension().displayUnit()).orElse(event.getUnit()),
        event.getCoverage(),
        event.getEstimated(),
        event.getRevision(),
        event.getZone(),
        event.getSource(),
        event.getRegion(),
        event.getLabels(),
        event.getFlapScore(),
        event.getFlapping(),
        event.getAcknowledgedBy(),
        time(event.getAcknowledgedAt(), zone),
        event.getAcknowledgedNote(),
        event.getSilencedBy(),
        time(event.getSilencedUntil(), zone),
        event.getInhibitedBy(),
        event.getMuted(),
        event.getEscalation(),
        event.getEscalatedTo(),
        names.actor().map(Entity::nameZh).orElse(event.getEscalatedTo()),
        time(event.getEscalatesAt(), zone),
        event.getAuthor(),
        event.getNote(),
        event.getCommandId());
  }

  /** Labels in the order of their names, so that the same alert is the same text. */
  AlertJson {
    labels = new java.util.TreeMap<>(labels);
  }

  private static String time(Instant time, ZoneId zone) {
    return time == null ? null : Times.iso(time, zone);
  }

  private static BigDecimal shown(String amount, Optional<Quantity> quantity) {
    if (amount == null) {
      return null;
    }
    BigDecimal exact = new BigDecimal(amount);
    return quantity.isPresent() && exact.stripTrailingZeros().scale() <= 0
        ? Quantities.display(exact.longValueExact(), quantity.get().dimension())
        : exact;
  }
}
