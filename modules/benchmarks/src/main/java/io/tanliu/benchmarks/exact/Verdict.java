// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.RejectedReading;
import io.tanliu.avro.SignalLevel;
import io.tanliu.domain.control.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was published against what must be: windows, alerts, accounts and refused readings.
 *
 * @param cells windows
 * @param alerts signals that were given
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
        cells, published.signals().size(), published.rejected().size(), List.copyOf(differences));
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

  /** In the end what the sums say. Whether each is told once is the business of tanliu-alerts. */
  private static void alerts(Story story, Published published, List<String> differences) {
    Set<String> firing = new HashSet<>();
    for (AlertSignal signal : published.signals()) {
      if (signal.getRule().equals(BREACH)) {
        String id = BREACH + "|" + signal.getEntity() + "|" + signal.getSubject();
        if (signal.getLevel() == SignalLevel.NONE) {
          firing.remove(id);
        } else {
          firing.add(id);
        }
      }
    }
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
