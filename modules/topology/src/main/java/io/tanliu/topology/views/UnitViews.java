// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.assess.AssessRules;
import io.tanliu.domain.assess.BenchmarkJudge;
import io.tanliu.domain.assess.ScreeningBook;
import io.tanliu.domain.assess.StandingJudge;
import io.tanliu.domain.unit.Membership;
import io.tanliu.wire.Keys;
import io.tanliu.wire.QuotaMapping;
import io.tanliu.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps what concerns a unit and looks at it anew when a complete day, its definition, a report or
 * an entry changed: twice a second at most, and each time a number of units that leaves room for
 * the records. Which units are still to be looked at stands in a store, so a crash forgets none.
 */
final class UnitViews implements Processor<String, In, String, UnitViews.Result> {
  static final String DIRTY = "views-dirty";
  static final String TOLD = "views-told";
  static final String SCREENING = "views-screening";
  static final String SIGNALS = "views-signals";
  static final String STANDINGS = "views-standings";

  private static final Duration TICK = Duration.ofMillis(500);
  private static final int UNITS_PER_TICK = 200;

  /** Row that says by which thresholds all units were marked to be screened. */
  private static final String VERSION = "#";

  /** What of a unit must be looked at, as it stands in the row of the unit. */
  private static final String EVERYTHING = "";

  private static final String SCREENED = "screening";
  private static final String SCORED = "score";

  /** Lamps change with every window: cards are looked at every fourth tick. */
  private static final int SCORE_TICKS = 4;

  private final AssessRules rules;
  private final Membership membership;
  private final Supplier<RuleBook> alertRules;
  private final Thresholds thresholds;
  private final Set<String> quantities;
  private ProcessorContext<String, Result> context;
  private KeyValueStore<String, String> dirty;
  private KeyValueStore<String, byte[]> standings;
  private KeyValueStore<String, byte[]> screenings;
  private UnitStores stores;
  private Told told;
  private List<UnitView> views = List.of();
  private AllowanceView allowances;
  private ScreeningView screening;
  private ScreeningBook marked;
  private StandingView standing;
  private HotspotView hotspots;
  private UnitScoreView scores;
  private int ticks;

  /** What a unit's processor gives: a record of a topic, or a word to a group. */
  sealed interface Result {
    /** To everybody. */
    record Published(Out out) implements Result {}

    /** To the group in the key: a standing, or null when the unit left it. */
    record Member(String unit, Bytes standing) implements Result {}
  }

  /**
   * @param alertRules settings of the alert rules
   * @param thresholds what units are screened by
   * @param quantities quantities that are kept of each day
   */
  UnitViews(
      AssessRules rules,
      Membership membership,
      Supplier<RuleBook> alertRules,
      Thresholds thresholds,
      Set<String> quantities) {
    this.rules = rules;
    this.membership = membership;
    this.alertRules = alertRules;
    this.thresholds = thresholds;
    this.quantities = quantities;
  }

  @Override
  public void init(ProcessorContext<String, Result> processorContext) {
    context = processorContext;
    dirty = context.getStateStore(DIRTY);
    standings = context.getStateStore(STANDINGS);
    stores = new UnitStores(membership, quantities, context::getStateStore);
    told = new Told(context.getStateStore(TOLD), this::publish);
    double coverage = rules.parameters().minimumCoverage();
    ClassView classes = new ClassView(new BenchmarkJudge(rules.benchmarks(), coverage));
    allowances = new AllowanceView(coverage);
    screenings = context.getStateStore(SCREENING);
    screening = new ScreeningView(thresholds, coverage, screenings, this::publish);
    marked = null;
    standing = new StandingView(new StandingJudge(coverage), classes);
    hotspots = new HotspotView(rules.hotspots());
    scores = new UnitScoreView(rules, classes);
    ViewSignals signals = new ViewSignals(alertRules, context.getStateStore(SIGNALS));
    views =
        List.of(
            classes,
            screening,
            allowances,
            new SynergyView(rules),
            new UtilisationView(rules, classes, signals),
            scores);
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> look());
  }

  private void publish(String key, Out out) {
    forward(key, new Result.Published(out));
  }

  private void forward(String key, Result result) {
    context.forward(new Record<>(key, result, context.currentSystemTimeMs()));
  }

  @Override
  public void process(Record<String, In> record) {
    String unit = Keys.entity(record.key());
    if (record.value() instanceof In.Lamps shown) {
      stores.lamps(record.key(), shown.lamps());
      if (shown.lamps() == null) {
        told.takeBack(Topics.CONTROL_SCORE, record.key());
      }
      mark(unit, SCORED);
    } else if (changes(unit, record)) {
      dirty.put(unit, EVERYTHING);
    }
  }

  private boolean changes(String unit, Record<String, In> record) {
    if (record.value() instanceof In.Day day) {
      return stores.day(unit, day.window());
    }
    if (record.value() instanceof In.Unit definition) {
      stores.define(unit, definition.definition());
    } else if (record.value() instanceof In.Report report) {
      stores.report(record.key(), report.report());
    } else if (record.value() instanceof In.Quota quota) {
      stores
          .quota(record.key(), quota.entry())
          .ifPresent(
              before ->
                  stores
                      .facts(unit)
                      .ifPresent(
                          facts ->
                              allowances.closed(
                                  unit, QuotaMapping.fromAvro(before), facts.quotas(), told)));
    }
    return true;
  }

  private void look() {
    markForScreening();
    boolean scoring = ++ticks % SCORE_TICKS == 0;
    List<KeyValue<String, String>> due = new ArrayList<>();
    try (KeyValueIterator<String, String> rows = dirty.all()) {
      while (rows.hasNext() && due.size() < UNITS_PER_TICK) {
        KeyValue<String, String> row = rows.next();
        if (scoring || !row.value.equals(SCORED)) {
          due.add(row);
        }
      }
    }
    for (KeyValue<String, String> unit : due) {
      stores.facts(unit.key).ifPresent(facts -> look(facts, unit.value));
      dirty.delete(unit.key);
    }
  }

  private void look(UnitFacts facts, String part) {
    if (part.equals(SCREENED)) {
      screening.look(facts, told);
    } else if (part.equals(SCORED)) {
      scores.look(facts, told);
    } else {
      views.forEach(view -> view.look(facts, told));
      compare(facts);
    }
  }

  /** Other thresholds concern every unit; by which ones they were marked is remembered. */
  private void markForScreening() {
    ScreeningBook book = thresholds.book();
    if (book == marked) {
      return;
    }
    byte[] version = book.version().getBytes(StandardCharsets.UTF_8);
    if (!Arrays.equals(version, screenings.get(VERSION))) {
      stores.units().forEach(unit -> mark(unit, SCREENED));
      screenings.put(VERSION, version);
    }
    marked = book;
  }

  private void mark(String unit, String part) {
    String before = dirty.get(unit);
    dirty.put(unit, before == null || before.equals(part) ? part : EVERYTHING);
  }

  private void compare(UnitFacts facts) {
    String unit = facts.unit().id();
    compare(unit, unit, StandingView.groups(facts), StandingBytes.encode(standing.of(facts)));
    compare(
        unit,
        unit + "|" + HotspotView.GRID,
        HotspotView.groups(facts),
        hotspots.of(facts, rules.kgPerEquivalent().keySet()).encode());
  }

  /** Groups that the unit left hear of it; those it belongs to, when what it brings changed. */
  private void compare(String unit, String kept, Set<String> groups, byte[] brought) {
    Bytes now = Bytes.wrap(brought);
    Optional<Membered> last = Optional.ofNullable(standings.get(kept)).map(Membered::decode);
    Set<String> before = last.map(Membered::groups).orElse(Set.of());
    boolean same = last.filter(m -> m.standing().equals(now)).isPresent();
    for (String group : before) {
      if (!groups.contains(group)) {
        forward(group, new Result.Member(unit, null));
      }
    }
    for (String group : groups) {
      if (!same || !before.contains(group)) {
        forward(group, new Result.Member(unit, now));
      }
    }
    if (!same || !before.equals(groups)) {
      standings.put(kept, new Membered(groups, now).encode());
    }
  }

  /** What was told to which groups. */
  private record Membered(Set<String> groups, Bytes standing) {
    byte[] encode() {
      return ViewBytes.write(
          out -> {
            out.writeInt(groups.size());
            for (String group : groups) {
              out.writeUTF(group);
            }
            out.writeInt(standing.get().length);
            out.write(standing.get());
          });
    }

    static Membered decode(byte[] bytes) {
      return ViewBytes.read(
          bytes,
          in -> {
            Set<String> groups = new LinkedHashSet<>();
            for (int i = in.readInt(); i > 0; i--) {
              groups.add(in.readUTF());
            }
            return new Membered(groups, Bytes.wrap(in.readNBytes(in.readInt())));
          });
    }
  }
}
