// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.alert.Condition;
import io.tanliu.domain.alert.Grounds;
import io.tanliu.domain.alert.Judgement;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.alert.RuleSetting;
import io.tanliu.domain.alert.Signal;
import io.tanliu.domain.alert.course.Finding;
import io.tanliu.domain.unit.Membership;
import io.tanliu.wire.SignalMapping;
import io.tanliu.wire.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Judges findings of a unit and tells what has changed. What was told last is kept only to say
 * nothing twice, to see that a change of the past made the difference, and to close what is no
 * longer judged.
 */
final class ViewSignals {
  private final Supplier<RuleBook> book;
  private final KeyValueStore<String, byte[]> memory;

  /**
   * @param memory what was signalled last; keys begin with the unit's id and {@code |#}
   */
  ViewSignals(Supplier<RuleBook> book, KeyValueStore<String, byte[]> memory) {
    this.book = book;
    this.memory = memory;
  }

  /** What was told of one finding. */
  private record Last(long at, Level level, boolean noData) {
    byte[] encode() {
      return ViewBytes.write(
          out -> {
            out.writeLong(at);
            out.writeUTF(level.name());
            out.writeBoolean(noData);
          });
    }

    static Last decode(byte[] bytes) {
      return ViewBytes.read(
          bytes, in -> new Last(in.readLong(), Level.valueOf(in.readUTF()), in.readBoolean()));
    }

    boolean quiet() {
      return level == Level.NONE && !noData;
    }
  }

  /**
   * Tells all findings of a unit; those that were told before and are not among them are closed.
   */
  void look(UnitFacts facts, List<Finding> findings, Told told) {
    Set<String> judged = new HashSet<>();
    for (Finding finding : findings) {
      RuleSetting setting =
          finding.setting(
              book.get()
                  .setting(
                      finding.rule(),
                      facts.unit().id(),
                      facts.ancestry(),
                      Optional.of(Membership.INDUSTRY_PREFIX + facts.unit().industry())));
      if (setting.enabled()) {
        judged.add(row(facts, finding.rule(), finding.subject()));
        Judgement.of(finding.course(), setting).ifPresent(now -> tell(facts, finding, now, told));
      }
    }
    close(facts, judged, told);
  }

  private static String row(UnitFacts facts, String rule, String subject) {
    return facts.unit().id() + "|#" + rule + "|" + subject;
  }

  private void tell(UnitFacts facts, Finding finding, Judgement judged, Told told) {
    String row = row(facts, finding.rule(), finding.subject());
    Optional<Last> before = Optional.ofNullable(memory.get(row)).map(Last::decode);
    Last now = new Last(judged.at(), judged.level(), judged.noData());
    if (now.quiet() && before.filter(last -> !last.quiet()).isEmpty()) {
      return;
    }
    boolean restated =
        before.filter(last -> last.at() >= now.at() && last.level() != now.level()).isPresent();
    memory.put(row, now.encode());
    Condition condition =
        Condition.of(
            judged,
            restated,
            finding.closed(),
            now.quiet() ? (restated ? "restated" : "back-on-schedule") : finding.reason());
    tell(facts, finding.rule(), finding.subject(), condition, finding.grounds(), told);
  }

  private void close(UnitFacts facts, Set<String> judged, Told told) {
    String from = facts.unit().id() + "|#";
    List<KeyValue<String, byte[]>> gone = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> rows = memory.range(from, facts.unit().id() + "|$")) {
      rows.forEachRemaining(
          next -> {
            if (!judged.contains(next.key)) {
              gone.add(next);
            }
          });
    }
    for (KeyValue<String, byte[]> each : gone) {
      memory.delete(each.key);
      Last last = Last.decode(each.value);
      String[] parts = each.key.substring(from.length()).split("\\|", 2);
      Condition closed = Condition.withdrawn(last.at());
      tell(facts, parts[0], parts[1], closed, Grounds.none(facts.zone()), told);
    }
  }

  private static void tell(
      UnitFacts facts,
      String rule,
      String subject,
      Condition condition,
      Grounds grounds,
      Told told) {
    AlertKey key = new AlertKey(rule, facts.unit().id(), subject);
    Signal signal =
        new Signal(key, condition, grounds, Optional.of(facts.unit().region()), facts.ancestry());
    told.tell(Topics.ALERT_SIGNAL, key.entity(), key.id(), SignalMapping.toAvro(signal));
  }
}
