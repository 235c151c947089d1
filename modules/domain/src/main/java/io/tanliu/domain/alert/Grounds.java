// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an alert rests on: everything that staff need to check it.
 *
 * @param quantity what was judged
 * @param period calendar period that was judged; empty text where there is none
 * @param crossedAt when the limit was passed, epoch milliseconds
 * @param measured exact decimal in {@code unit}
 * @param limit exact decimal in {@code unit}
 * @param schedule what the schedule allows so far, exact decimal in {@code unit}
 * @param unit unit of the three
 * @param coverage share that was really measured, 0 to 1
 * @param estimated share that was estimated, 0 to 1
 * @param revision revision of the judged window
 * @param zone zone of the entity
 * @param source document and clause
 * @param labels what else tells alerts apart
 */
public record Grounds(
    String quantity,
    String period,
    OptionalLong crossedAt,
    Optional<String> measured,
    Optional<String> limit,
    Optional<String> schedule,
    String unit,
    double coverage,
    double estimated,
    long revision,
    String zone,
    String source,
    Map<String, String> labels) {

  /** Copies what could change. */
  public Grounds {
    labels = Map.copyOf(labels);
  }

  /** Those of a finding that rests on nothing any more. */
  public static Grounds none(String zone) {
    return new Grounds(
        "",
        "",
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "1",
        0,
        0,
        0,
        zone,
        "",
        Map.of());
  }
}
