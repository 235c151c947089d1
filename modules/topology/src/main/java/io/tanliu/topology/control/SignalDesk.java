// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.alert.Condition;
import io.tanliu.domain.alert.Course;
import io.tanliu.domain.alert.Grounds;
import io.tanliu.domain.alert.Judgement;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.alert.RuleSetting;
import io.tanliu.domain.alert.Signal;
import io.tanliu.domain.alert.course.Finding;
import io.tanliu.wire.Keys;
import io.tanliu.wire.SignalMapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Judges findings and tells what has changed. What was told last is kept only to say nothing twice,
 * to see that a change of the past made the difference, and to close what is no longer judged.
 */
final class SignalDesk {
  private static final char LAST = '\uffff';
  private static final long DAY = 86_400_000L;

  private final Supplier<RuleBook> rules;
  private final Results.Sink sink;
  private KeyValueStore<String, byte[]> store;

  SignalDesk(Supplier<RuleBook> rules, Results.Sink sink) {
    this.rules = rules;
    this.sink = sink;
  }

  void init(KeyValueStore<String, byte[]> signals) {
    store = signals;
  }

  /**
   * Who is judged, and by whose rules.
   *
   * @param zone zone of the entity
   * @param regions from its own up to the nation; empty when unknown
   * @param industry entity id of its industry
   */
  record Judged(String entity, String zone, List<String> regions, Optional<String> industry) {}

  /**
   * Judges findings of an entity.
   *
   * @param concerned rules of which these are all findings: others that were told are closed
   */
  void judge(Judged judged, List<Finding> findings, Predicate<String> concerned) {
    String entity = judged.entity();
    Set<String> keys = new HashSet<>();
    RuleBook book = rules.get();
    for (Finding finding : findings) {
      RuleSetting setting =
          finding.setting(
              book.setting(finding.rule(), entity, judged.regions(), judged.industry()));
      if (setting.enabled()) {
        Judgement.of(finding.course(), setting)
            .ifPresent(judgement -> tell(entity, finding, setting, judgement));
        keys.add(key(entity, finding.rule(), finding.subject()));
      }
    }
    close(entity, judged.zone(), keys, concerned);
  }

  private static String key(String entity, String rule, String subject) {
    return entity + Keys.SEPARATOR + rule + Keys.SEPARATOR + subject;
  }

  private void tell(String entity, Finding finding, RuleSetting setting, Judgement now) {
    String key = key(entity, finding.rule(), finding.subject());
    Optional<LastSignal> last = Optional.ofNullable(store.get(key)).map(LastSignal::decode);
    boolean quiet = now.level() == Level.NONE && !now.noData();
    if (last.isEmpty() && (quiet || finding.closed())) {
      return;
    }
    LastSignal next = next(finding, setting, now);
    if (last.filter(next::repeats).isPresent()) {
      return;
    }
    boolean restated =
        last.filter(before -> restated(before, finding.course(), setting, now)).isPresent();
    store.put(key, next.encode());
    Condition condition =
        Condition.of(now, restated, finding.closed(), reason(finding, quiet, restated));
    Signal signal =
        new Signal(
            new AlertKey(finding.rule(), entity, finding.subject()),
            condition,
            finding.grounds(),
            Optional.empty(),
            List.of());
    sink.tell(entity, new ControlOutput.Finding(SignalMapping.toAvro(signal)));
  }

  private static String reason(Finding finding, boolean quiet, boolean restated) {
    if (finding.closed()) {
      return "period-ended";
    }
    if (quiet) {
      return restated ? "restated" : "back-on-schedule";
    }
    return finding.reason();
  }

  /** While something holds, or goes on being told, each day is a step; else only changes count. */
  private static LastSignal next(Finding finding, RuleSetting setting, Judgement now) {
    boolean goesOn =
        now.level() != Level.NONE
            || (now.lastTrue().isPresent()
                && now.at() - now.lastTrue().getAsLong() <= setting.keepFiring());
    return new LastSignal(
        now.level(),
        now.noData(),
        finding.closed(),
        now.level() == Level.NONE ? 0 : now.since(),
        now.at(),
        goesOn && !finding.closed() ? Math.floorDiv(now.at(), step(setting)) : 0);
  }

  /** Rules that ask for less than a day want to hear of every hour. */
  private static long step(RuleSetting setting) {
    return setting.forDuration() > 0 && setting.forDuration() < DAY ? DAY / 24 : DAY;
  }

  /** True when the course as far as it was known last would now be judged otherwise. */
  private static boolean restated(
      LastSignal last, Course course, RuleSetting setting, Judgement now) {
    if (last.level() == now.level()) {
      return false;
    }
    List<Course.Step> known =
        course.steps().stream().filter(step -> step.at() <= last.at()).toList();
    return now.at() <= last.at()
        || Judgement.of(new Course(known), setting)
            .filter(then -> then.level() != last.level())
            .isPresent();
  }

  private void close(String entity, String zone, Set<String> judged, Predicate<String> concerned) {
    String from = entity + Keys.SEPARATOR;
    List<KeyValue<String, byte[]>> gone = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store.range(from, from + LAST)) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> next = all.next();
        String rule = next.key.substring(from.length(), next.key.indexOf('|', from.length()));
        if (!judged.contains(next.key) && concerned.test(rule)) {
          gone.add(next);
        }
      }
    }
    for (KeyValue<String, byte[]> each : gone) {
      store.delete(each.key);
      LastSignal last = LastSignal.decode(each.value);
      if (!last.closed()) {
        String[] parts = each.key.split("\\|", 3);
        sink.tell(
            entity, new ControlOutput.Finding(SignalMapping.toAvro(closed(parts, last, zone))));
      }
    }
  }

  private static Signal closed(String[] parts, LastSignal last, String zone) {
    return new Signal(
        new AlertKey(parts[1], parts[0], parts[2]),
        Condition.withdrawn(last.at()),
        Grounds.none(zone),
        Optional.empty(),
        List.of());
  }
}
