// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertState;
import io.tanliu.avro.RejectedReading;
import io.tanliu.domain.control.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was published against what must be: windows, alerts, accounts and refused readings.
 *
 * @param cells windows
 * @param alerts alerts that were told
 * @param refused readings that were refused
 * @param differences everything that differs, in words; empty when nothing does
 */
record Verdict(Cells cells, int alerts, int refused, List<String> differences) {
  private static final String BREACH = "budget-breach";

  /** Longer than it takes from one publication to the next. */
  private static final Duration SETTLED = Duration.ofSeconds(1);

  static Verdict of(Story story, Published published) {
    Cells cells = Cells.of(story.truth(), published.energy(), published.carbon());
    List<String> differences = new ArrayList<>(cells.differences());
    alerts(story, published, differences);
    accounts(story, published, differences);
    return new Verdict(
        cells,
        published.alertStates().size(),
        published.rejected().size(),
        List.copyOf(differences));
  }

  /** Reads until all is as it must be, twice with a pause in between, or the time is over. */
  static Verdict await(Story story, Published published, Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    boolean before = false;
    while (true) {
      published.readOn();
      Verdict verdict = of(story, published);
      if ((verdict.same() && before) || System.nanoTime() > end) {
        return verdict;
      }
      before = verdict.same();
      Child.pause(SETTLED);
    }
  }

  boolean same() {
    return differences.isEmpty();
  }

  /** Every change once and in order, and in the end what the sums say. */
  private static void alerts(Story story, Published published, List<String> differences) {
    Map<String, AlertEvent> last = new HashMap<>();
    for (AlertEvent event : published.alertEvents()) {
      AlertEvent before = last.put(event.getAlertId(), event);
      int expected = before == null ? 1 : before.getSequence() + 1;
      if (event.getSequence() != expected) {
        differences.add(
            event.getAlertId()
                + " told as "
                + event.getSequence()
                + " (expected: "
                + expected
                + ")");
      }
    }
    if (!last.equals(published.alertStates())) {
      differences.add("states of alerts are not their last events");
    }
    Set<String> firing = new HashSet<>();
    last.forEach(
        (id, event) -> {
          if (event.getState() == AlertState.FIRING && event.getRule().equals(BREACH)) {
            firing.add(id);
          }
        });
    Set<String> expected = new HashSet<>();
    for (Target target : story.targets()) {
      if (Budgets.passed(target, story.truth().books().get(target.entity()))) {
        expected.add(Budgets.breach(target));
      }
    }
    if (!firing.equals(expected)) {
      differences.add("firing: " + firing + " (oracle: " + expected + ")");
    }
  }

  private static void accounts(Story story, Published published, List<String> differences) {
    if (!published.accounts().equals(story.truth().accounts())) {
      differences.add(
          "accounts " + published.accounts() + " (oracle: " + story.truth().accounts() + ")");
    }
    if (!published.edits().equals(story.truth().edits())) {
      differences.add(
          "changes by hand " + published.edits() + " (oracle: " + story.truth().edits() + ")");
    }
    Set<List<Object>> once = new HashSet<>();
    for (RejectedReading reading : published.rejected()) {
      if (!once.add(List.of(reading.getFrameId(), reading.getIndex()))) {
        differences.add("refused twice: " + reading.getFrameId() + " " + reading.getIndex());
      }
    }
    if (once.size() != story.truth().rejected()) {
      differences.add(once.size() + " refused (oracle: " + story.truth().rejected() + ")");
    }
  }
}
