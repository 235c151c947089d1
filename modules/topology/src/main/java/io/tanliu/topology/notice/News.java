// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.notice;

import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertState;
import io.tanliu.domain.notice.AlertNews;
import io.tanliu.domain.notice.AlertNews.Facts;
import io.tanliu.domain.notice.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a change of an alert means to those who are told. */
final class News {
  private News() {}

  /**
   * The news in an event; empty while the condition has not held for long enough.
   *
   * @param name of the entity; may be empty
   */
  static Optional<AlertNews> of(AlertEvent event, String name) {
    if (event.getState() == AlertState.PENDING) {
      return Optional.empty();
    }
    List<String> line = line(event);
    Facts facts =
        new Facts(
            event.getRule(),
            event.getEntity(),
            name,
            line,
            event.getAt().toEpochMilli(),
            event.getQuantity(),
            event.getPeriod(),
            text(event.getMeasured()),
            text(event.getLimit()),
            event.getUnit(),
            event.getReason(),
            event.getSource());
    return Optional.of(
        new AlertNews(
            event.getAlertId(),
            event.getSequence(),
            event.getEpisode(),
            event.getState() != AlertState.RESOLVED,
            event.getMuted() != null,
            event.getAcknowledgedBy() != null,
            Severity.valueOf(event.getSeverity().name()),
            reached(event, line),
            facts));
  }

  /** Regions upward from the one at which escalation begins. */
  private static List<String> line(AlertEvent event) {
    List<String> line = new ArrayList<>(event.getParents());
    String region = event.getRegion();
    if (region != null && !line.contains(region)) {
      line.add(0, region);
    }
    return line;
  }

  private static int reached(AlertEvent event, List<String> line) {
    String escalatedTo = event.getEscalatedTo();
    int reached = escalatedTo == null ? -1 : line.indexOf(escalatedTo);
    return 1 + (reached < 0 ? event.getEscalation() : reached);
  }

  private static String text(String number) {
    return number == null ? "" : number;
  }
}
