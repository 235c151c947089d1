// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.javalin.http.Context;
import io.tanliu.avro.AlertEvent;
import io.tanliu.wire.Keys;
import java.util.List;
import java.util.Set;

/** {@code GET /api/v1/alerts/{id}/history}: what was decided about an alert, newest first. */
final class AlertHistoryEndpoint {
  /** Changes of all alerts of the entity among which those of the alert are looked for. */
  private static final int LOOKED_AT = 5_000;

  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  private final Alerts alerts;
  private final Reader reader;

  /** Reads changes wherever they are kept. */
  @FunctionalInterface
  interface Reader {
    /** The changes of each scan, in the order of the scans. */
    List<List<AlertEvent>> read(List<WindowScan> scans);
  }

  AlertHistoryEndpoint(Alerts alerts, Reader reader) {
    this.alerts = alerts;
    this.reader = reader;
  }

  /** Changes, newest first; {@code truncated} when there are older ones. */
  record Answer(String alertId, List<AlertJson> changes, boolean truncated) {}

  void handle(Context context) {
    Parameters parameters = new Parameters(context, Set.of("limit"));
    int limit = parameters.limit(DEFAULT_LIMIT, MAX_LIMIT);
    String id = context.pathParam("id");
    String entity =
        alerts
            .find(id)
            .map(AlertJson::entity)
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "UNKNOWN_ALERT", "id", Parameters.shorten(id), "an id of /api/v1/alerts"));
    String first = entity + Keys.SEPARATOR;
    WindowScan scan = new WindowScan(QueryTopology.HISTORY, first, first + '~', LOOKED_AT, true);
    List<AlertEvent> found =
        reader.read(List.of(scan)).get(0).stream()
            .filter(event -> event.getAlertId().equals(id))
            .limit(limit)
            .toList();
    boolean truncated = !found.isEmpty() && found.get(found.size() - 1).getSequence() > 1;
    Answers.json(context, new Answer(id, found.stream().map(alerts::json).toList(), truncated));
  }
}
