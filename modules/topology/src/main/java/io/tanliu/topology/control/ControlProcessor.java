// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.avro.EntityWindow;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.alert.course.Finding;
import io.tanliu.domain.alert.course.Findings;
import io.tanliu.domain.alert.course.QualityFindings;
import io.tanliu.domain.alert.course.Rules;
import io.tanliu.domain.alert.course.SurgeFindings;
import io.tanliu.domain.control.ControlFacts;
import io.tanliu.domain.control.DailyLedger;
import io.tanliu.domain.control.Forecasts;
import io.tanliu.domain.time.Granularity;
import io.tanliu.domain.unit.Membership;
import io.tanliu.wire.Keys;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Keeps what is known of each entity and judges it twice a second at most. What is judged is a
 * function of what is kept, so the order of arrival matters to nothing that remains.
 */
final class ControlProcessor implements Processor<String, ControlInput, String, ControlOutput> {
  static final String MARKS = "control-marks";
  static final String TOLD = "control-told";
  static final String SIGNALS = "control-signals";

  /** Rules that are judged from data of their own. */
  private static final Set<String> OWN_DATA = Set.of(Rules.SURGE, Rules.POOR_QUALITY);

  private static final Duration TICK = Duration.ofMillis(500);

  private final ControlParts parts;
  private final EntityStores entities;
  private final Marks marks = new Marks();
  private final Told lastTold = new Told();
  private final HourStore hours = new HourStore();
  private final QualityStore quality = new QualityStore();
  private final PlaceStore places = new PlaceStore();
  private ProcessorContext<String, ControlOutput> context;
  private Results results;
  private SignalDesk signals;
  private RuleBook judgedBy;
  private boolean told;

  ControlProcessor(ControlParts parts) {
    this.parts = parts;
    entities = new EntityStores(parts.zone(), parts.packaged());
  }

  @Override
  public void init(ProcessorContext<String, ControlOutput> processorContext) {
    context = processorContext;
    judgedBy = parts.rules().get();
    entities.init(context);
    marks.init(context.getStateStore(MARKS));
    lastTold.init(context.getStateStore(TOLD));
    hours.init(context.getStateStore(HourStore.NAME));
    quality.init(context.getStateStore(QualityStore.NAME));
    places.init(context.getStateStore(PlaceStore.NAME));
    results = new Results(lastTold, this::tell);
    signals = new SignalDesk(parts.rules(), this::tell);
    signals.init(context.getStateStore(SIGNALS));
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::judge);
  }

  private void tell(String key, ControlOutput output) {
    told = true;
    context.forward(new Record<>(key, output, context.currentSystemTimeMs()));
  }

  @Override
  public void process(Record<String, ControlInput> record) {
    String entity = Keys.entity(record.key());
    if (record.value() instanceof ControlInput.Window window) {
      window(entity, window);
    } else if (record.value() instanceof ControlInput.Report report) {
      entities.report(record.key(), report.report());
      marks.mark(entity, Marks.NOW | Marks.PAST);
    } else if (record.value() instanceof ControlInput.NewTarget target) {
      entities.target(record.key(), target.target());
      marks.mark(entity, Marks.NOW | Marks.PAST);
    } else if (record.value() instanceof ControlInput.Quota quota) {
      entities.quota(record.key(), quota.entry());
      marks.mark(entity, Marks.NOW | Marks.PAST);
    } else if (record.value() instanceof ControlInput.Unit unit) {
      if (places.put(entity, unit.definition())) {
        // Other rules may hold for it.
        mark(entity, Marks.PAST);
        marks.mark(entity, Marks.HOURS | Marks.QUALITY);
      }
    } else if (record.value() instanceof ControlInput.Quality day) {
      LocalDate of = LocalDate.parse(record.key().substring(entity.length() + 1));
      if (quality.put(entity, of, day.day())) {
        marks.mark(entity, Marks.QUALITY);
      }
    }
  }

  private void window(String entity, ControlInput.Window input) {
    EntityWindow window = input.window();
    Optional<AmountsRow> row = Optional.ofNullable(window).map(AmountsRow::of);
    boolean ended = window == null || !window.getProvisional();
    if (input.granularity() == Granularity.DAY) {
      entities.day(entity, day(input, window), row);
      boolean found = row.isPresent() && entities.stack(entity, row.get());
      mark(entity, ended || found ? Marks.NOW | Marks.PAST : Marks.NOW);
    } else if (input.granularity() == Granularity.YEAR && ended) {
      entities.year(entity, day(input, window).getYear(), row);
      mark(entity, Marks.NOW | Marks.PAST);
    } else if (input.granularity() == Granularity.HOUR
        && ended
        && hours.put(entity, input.start(), window)) {
      marks.mark(entity, Marks.HOURS);
    }
  }

  private void mark(String entity, int what) {
    if (entities.judged(entity) || !Membership.isUnit(entity)) {
      marks.mark(entity, what);
    }
  }

  private LocalDate day(ControlInput.Window input, EntityWindow window) {
    ZoneId zone = window == null ? parts.zone() : ZoneId.of(window.getZone());
    return Instant.ofEpochMilli(input.start()).atZone(zone).toLocalDate();
  }

  private void judge(long now) {
    RuleBook current = parts.rules().get();
    if (current != judgedBy) {
      // A restart begins with the packaged rules; then nothing that is told changes by this.
      entities.judged().forEach(entity -> marks.mark(entity, Marks.PAST));
      judgedBy = current;
    }
    for (Marks.Mark mark : marks.due(now)) {
      judge(mark.entity(), mark.what());
    }
    if (told) {
      // What was found is for people: it does not wait for the next transaction's usual end.
      told = false;
      context.commit();
    }
  }

  private void judge(String entity, int what) {
    if (is(what, Marks.NOW | Marks.PAST)) {
      judgeDays(entities.get(entity), what);
    }
    if (is(what, Marks.HOURS | Marks.QUALITY)) {
      DailyLedger head = entities.head(entity);
      if (!head.isEmpty()) {
        judgeOwnData(entity, head, what);
      }
    }
  }

  private void judgeDays(EntityData data, int what) {
    if (data.ledger().isEmpty()) {
      return;
    }
    ControlFacts facts =
        new ControlFacts(
            data.ledger(),
            data.book(),
            List.copyOf(data.targets().values()),
            parts.settings(),
            parts::dimension);
    Forecasts forecasts = new Forecasts(facts, data.forecasts());
    results.judge(data, facts, forecasts, what, !Membership.isUnit(data.entity()));
    if (is(what, Marks.PAST)) {
      signal(
          data.entity(),
          data.ledger(),
          Findings.of(facts, forecasts, data.quotas().values(), Membership.isUnit(data.entity())),
          rule -> !OWN_DATA.contains(rule));
    }
  }

  private void judgeOwnData(String entity, DailyLedger head, int what) {
    if (is(what, Marks.HOURS)) {
      List<Finding> surge = new SurgeFindings(head, hours.book(entity)).of().stream().toList();
      signal(entity, head, surge, Rules.SURGE::equals);
    }
    if (is(what, Marks.QUALITY)) {
      List<Finding> poor =
          QualityFindings.of(head, quality.days(entity, head.runningDay())).stream().toList();
      signal(entity, head, poor, Rules.POOR_QUALITY::equals);
    }
  }

  private static boolean is(int what, int mark) {
    return (what & mark) != 0;
  }

  private void signal(
      String entity, DailyLedger ledger, List<Finding> findings, Predicate<String> concerned) {
    Optional<PlaceStore.Place> place = places.of(entity);
    signals.judge(
        new SignalDesk.Judged(
            entity,
            ledger.zone().getId(),
            place.map(p -> p.regions(parts.membership())).orElseGet(() -> parts.regions(entity)),
            place.map(PlaceStore.Place::industryEntity)),
        findings,
        concerned);
  }
}
