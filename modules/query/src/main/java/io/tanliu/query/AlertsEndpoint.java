// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.tanliu.access.http.HttpGate;
import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertState;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** {@code GET /api/v1/alerts} and {@code GET /api/v1/alerts/{id}}. */
final class AlertsEndpoint {
  private static final int DEFAULT_LIMIT = 200;
  private static final int MAX_LIMIT = 10_000;
  private static final List<String> STATES =
      List.of("open", "firing", "no-data", "pending", "resolved", "all");

  private final Alerts alerts;
  private final Directory directory;

  AlertsEndpoint(Alerts alerts, Directory directory) {
    this.alerts = alerts;
    this.directory = directory;
  }

  /** The list, most urgent first; {@code truncated} when there are more than the limit. */
  record ListAnswer(
      List<WrittenAlerts.Text> alerts,
      int total,
      boolean truncated,
      @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

  void list(Context context) {
    Parameters parameters = new Parameters(context, Page.parameters("state", "entity"));
    Set<AlertState> states =
        switch (parameters.choice("state", STATES, "all")) {
          case "open" -> Alerts.OPEN;
          case "firing" -> EnumSet.of(AlertState.FIRING);
          case "no-data" -> EnumSet.of(AlertState.NO_DATA);
          case "pending" -> EnumSet.of(AlertState.PENDING);
          case "resolved" -> EnumSet.of(AlertState.RESOLVED);
          default -> EnumSet.allOf(AlertState.class);
        };
    Optional<String> entity = parameters.text("entity");
    // Stations have alerts, and no ledger: elsewhere they are no entities.
    entity.filter(id -> alerts.station(id).isEmpty()).ifPresent(directory::require);
    Predicate<String> seen = HttpGate.seeing(context);
    List<AlertEvent> found =
        alerts.list(states, entity).stream().filter(event -> seen.test(event.getEntity())).toList();
    Page<AlertEvent> page =
        Page.of(context, parameters, found, AlertEvent::getAlertId, DEFAULT_LIMIT, MAX_LIMIT);
    List<WrittenAlerts.Text> shown = page.items().stream().map(alerts::text).toList();
    Answers.json(context, new ListAnswer(shown, page.total(), page.truncated(), page.next()));
  }

  void one(Context context) {
    new Parameters(context, Set.of());
    String id = context.pathParam("id");
    Answers.json(
        context,
        alerts
            .find(id)
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "UNKNOWN_ALERT", "id", Parameters.shorten(id), "an id of /api/v1/alerts")));
  }
}
