// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.notice;

import java.util.List;

/**
 * An alert as it stands after a change of its life, as far as telling it goes.
 *
 * @param alertId identity of the alert
 * @param sequence number of the change in the alert's life, from 1
 * @param episode tells one firing from the next of the same alert
 * @param firing true while the condition holds
 * @param muted true while staff is not told: silenced, inhibited or flapping
 * @param acknowledged true when somebody has taken it on
 * @param severity how bad it is, or was at its end
 * @param reached how many regions of the line, from its beginning, escalation has reached; 0 only
 *     when the line is empty
 * @param facts what it is about
 */
public record AlertNews(
    String alertId,
    int sequence,
    long episode,
    boolean firing,
    boolean muted,
    boolean acknowledged,
    Severity severity,
    int reached,
    Facts facts) {

  /**
   * What an alert is about.
   *
   * @param rule code of the rule
   * @param entity unit id, region code, or industry
   * @param name name of the entity; empty when unknown
   * @param line region codes upward from the one at which escalation starts
   * @param at event time of the change, epoch milliseconds
   * @param quantity what was judged
   * @param period calendar period; may be empty
   * @param measured decimal number, in {@code unit}; may be empty
   * @param limit decimal number, in {@code unit}; may be empty
   * @param unit of both
   * @param reason code of why it changed
   * @param source document and clause behind the limit
   */
  public record Facts(
      String rule,
      String entity,
      String name,
      List<String> line,
      long at,
      String quantity,
      String period,
      String measured,
      String limit,
      String unit,
      String reason,
      String source) {
    public Facts {
      line = List.copyOf(line);
    }
  }

  public AlertNews {
    reached = Math.max(Math.min(1, facts.line().size()), Math.min(reached, facts.line().size()));
  }
}
