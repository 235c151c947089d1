// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.alert.Condition;
import io.tanliu.domain.alert.Course;
import io.tanliu.domain.alert.Grounds;
import io.tanliu.domain.alert.Judgement;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.alert.Signal;
import io.tanliu.domain.assess.Allowance;
import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.assess.QuotaEntry.Kind;
import io.tanliu.domain.assess.QuotaEntry.Scheme;
import io.tanliu.domain.unit.Membership;
import io.tanliu.wire.SignalMapping;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Signals of the rules allowance-deficit and quota-deficit: day by day, what is expected of the
 * year over what was held on that day. The course is made anew from the data each time, so late
 * readings and corrected entries give the finding that they would have given in time.
 */
final class AllowanceSignals {
  private static final MathContext DIGITS = MathContext.DECIMAL64;

  private final RuleBook book;
  private final double minimumCoverage;
  private final KeyValueStore<String, byte[]> memory;

  /**
   * @param memory what was signalled last, by alert
   */
  AllowanceSignals(RuleBook book, double minimumCoverage, KeyValueStore<String, byte[]> memory) {
    this.book = book;
    this.minimumCoverage = minimumCoverage;
    this.memory = memory;
  }

  static String rule(Scheme scheme) {
    return scheme == Scheme.ETS ? "allowance-deficit" : "quota-deficit";
  }

  void look(
      UnitFacts facts,
      Scheme scheme,
      Year period,
      List<QuotaEntry> entries,
      Allowance balance,
      Told told) {
    Course course = course(facts, scheme, period, entries);
    Optional<Judgement> found =
        Judgement.of(
            course,
            book.setting(
                rule(scheme),
                facts.unit().id(),
                facts.ancestry(),
                Optional.of(Membership.INDUSTRY_PREFIX + facts.unit().industry())));
    if (found.isEmpty()) {
      return;
    }
    Judgement judged = found.get();
    AlertKey key = new AlertKey(rule(scheme), facts.unit().id(), period.toString());
    byte[] before = memory.get(key.id());
    if (before == null && judged.level() == Level.NONE) {
      return;
    }
    boolean restated =
        before != null
            && ViewBytes.read(
                before,
                in -> in.readLong() >= judged.at() && !in.readUTF().equals(judged.level().name()));
    memory.put(
        key.id(),
        ViewBytes.write(
            out -> {
              out.writeLong(judged.at());
              out.writeUTF(judged.level().name());
            }));
    Signal signal =
        new Signal(
            key,
            condition(facts, period, balance, judged, restated),
            grounds(facts, scheme, period, balance),
            Optional.of(facts.unit().region()),
            facts.ancestry());
    told.tell(Topics.ALERT_SIGNAL, key.entity(), key.id(), SignalMapping.toAvro(signal));
  }

  private Course course(UnitFacts facts, Scheme scheme, Year period, List<QuotaEntry> entries) {
    Course.Builder course = new Course.Builder();
    Optional<LocalDate> allocated =
        entries.stream()
            .filter(e -> e.kind() == Kind.ALLOCATION)
            .map(QuotaEntry::date)
            .min(LocalDate::compareTo);
    LocalDate first = period.atDay(1);
    LocalDate last = period.plusYears(2).atDay(1);
    if (allocated.isEmpty()) {
      return course.build();
    }
    LocalDate begin = allocated.get().isAfter(first) ? allocated.get() : first;
    TreeMap<LocalDate, List<QuotaEntry>> known = new TreeMap<>();
    for (LocalDate day = begin;
        day.isBefore(facts.end()) && day.isBefore(last);
        day = day.plusDays(1)) {
      LocalDate at = day;
      List<QuotaEntry> sofar =
          known.isEmpty() || entries.stream().anyMatch(e -> e.date().equals(at))
              ? entries.stream().filter(e -> !e.date().isAfter(at)).collect(Collectors.toList())
              : known.lastEntry().getValue();
      known.put(day, sofar);
      Allowance then =
          Allowance.of(
              period, sofar, facts.series(scheme.quantity()), day.plusDays(1), minimumCoverage);
      long time = day.plusDays(1).atStartOfDay(facts.unit().zone()).toInstant().toEpochMilli();
      BigDecimal expected =
          then.forecast().map(f -> f.amount().max(then.used())).orElse(then.used());
      if (then.held().signum() <= 0
          || (then.state() == Allowance.State.NOT_ASSESSABLE
              && expected.compareTo(then.held()) <= 0)) {
        course.unknown(time);
      } else {
        course.step(time, expected.divide(then.held(), DIGITS));
      }
    }
    return course.build();
  }

  private static Condition condition(
      UnitFacts facts, Year period, Allowance balance, Judgement judged, boolean restated) {
    boolean over = !facts.end().isBefore(period.plusYears(1).atDay(1));
    boolean closed = over && balance.used().signum() > 0 && balance.due().signum() == 0;
    return new Condition(
        judged.level(),
        judged.noData(),
        judged.since(),
        judged.activeSince(),
        judged.lastTrue(),
        judged.at(),
        restated,
        closed,
        balance.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
        OptionalInt.of(judged.flapScore()));
  }

  private static Grounds grounds(UnitFacts facts, Scheme scheme, Year period, Allowance balance) {
    return new Grounds(
        scheme.quantity(),
        period.toString(),
        OptionalLong.empty(),
        Optional.of(Texts.rounded(balance.forecast().map(f -> f.amount()).orElse(balance.used()))),
        Optional.of(Texts.text(balance.held())),
        Optional.of(Texts.text(balance.used())),
        scheme.unit(),
        balance.coverage(),
        0,
        0,
        facts.zone(),
        "tanliu.ref.quota " + String.join(", ", balance.entries().stream().limit(5).toList()),
        Map.of(
            Signal.INDUSTRY,
            facts.unit().industry(),
            "surrenderBy",
            balance.surrenderBy().map(LocalDate::toString).orElse("")));
  }
}
