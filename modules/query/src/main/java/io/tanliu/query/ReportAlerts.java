// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tanliu.avro.AlertChange;
import io.tanliu.avro.AlertEvent;
import io.tanliu.domain.control.Period;
import io.tanliu.wire.Keys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What happened to the alerts of an entity in a period. */
final class ReportAlerts {
  /** Newest changes of the entity that are looked at. */
  private static final int LOOKED_AT = 10_000;

  /** Most alerts that are listed; all are counted. */
  private static final int LISTED = 100;

  private final Alerts alerts;
  private final AlertHistoryEndpoint.Reader reader;

  ReportAlerts(Alerts alerts, AlertHistoryEndpoint.Reader reader) {
    this.alerts = alerts;
    this.reader = reader;
  }

  /** Opened, acknowledged and resolved by event time, and each alert as it stood at the end. */
  ObjectNode of(Entity entity, Period period) {
    long start = period.start(entity.zone());
    long end = period.end(entity.zone());
    String first = entity.id() + Keys.SEPARATOR;
    List<AlertEvent> found =
        reader
            .read(
                List.of(new WindowScan(QueryTopology.HISTORY, first, first + '~', LOOKED_AT, true)))
            .get(0);
    Map<String, List<AlertEvent>> changes = new LinkedHashMap<>();
    found.stream()
        .filter(e -> e.getAt().toEpochMilli() >= start && e.getAt().toEpochMilli() < end)
        .forEach(e -> changes.computeIfAbsent(e.getAlertId(), id -> new ArrayList<>()).add(e));
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("opened", count(changes, AlertChange.FIRED));
    json.put("acknowledged", count(changes, AlertChange.ACKNOWLEDGED));
    json.put("escalated", count(changes, AlertChange.ESCALATED));
    json.put("resolved", count(changes, AlertChange.RESOLVED));
    json.put("complete", found.size() < LOOKED_AT);
    ArrayNode list = json.putArray("list");
    changes.values().stream()
        .filter(events -> events.stream().anyMatch(e -> told(e.getChange())))
        .limit(LISTED)
        .forEach(events -> list.add(alert(events.get(0))));
    return json;
  }

  /** What never fired was never told to anybody. */
  private static boolean told(AlertChange change) {
    return change != AlertChange.PENDED && change != AlertChange.CLEARED;
  }

  private static long count(Map<String, List<AlertEvent>> changes, AlertChange change) {
    return changes.values().stream()
        .flatMap(List::stream)
        .filter(e -> e.getChange() == change)
        .count();
  }

  private ObjectNode alert(AlertEvent newest) {
    AlertJson a = alerts.json(newest);
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("id", a.alertId());
    json.put("rule", a.rule());
    json.put("name", a.ruleName());
    json.put("nameEn", a.ruleNameEn());
    json.put("severity", a.severity());
    json.put("state", a.state());
    json.put("since", a.since());
    json.put("at", a.at());
    json.put("acknowledgedAt", a.acknowledgedAt());
    json.put("measured", a.measured());
    json.put("limit", a.limit());
    json.put("unit", a.unit());
    json.put("revision", a.revision());
    return json;
  }
}
