// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.avro.ScreeningEpisode;
import io.tanliu.avro.ScreeningEvent;
import io.tanliu.avro.ScreeningState;
import io.tanliu.domain.assess.Screening;
import io.tanliu.domain.assess.Screening.Episode;
import io.tanliu.domain.assess.ScreeningChange;
import io.tanliu.domain.assess.ScreeningRule;
import io.tanliu.domain.assess.YearTotals;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.wire.Topics;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;

/** Programmes by threshold: the state of each, and an event for every change of an episode. */
final class ScreeningView implements UnitView {
  private static final int MOST_EPISODES = 20;

  private final Thresholds thresholds;
  private final double minimumCoverage;
  private final KeyValueStore<String, byte[]> store;
  private final BiConsumer<String, Out> forward;

  /** What was told of one programme. */
  private record Memory(long events, List<Episode> episodes) {
    private static final Memory NOTHING = new Memory(0, List.of());

    static Memory decode(byte[] bytes) {
      return bytes == null
          ? NOTHING
          : ViewBytes.read(
              bytes,
              in -> {
                long events = in.readLong();
                Episode[] episodes = new Episode[in.readInt()];
                for (int i = 0; i < episodes.length; i++) {
                  LocalDate since = LocalDate.ofEpochDay(in.readLong());
                  long until = in.readLong();
                  episodes[i] =
                      new Episode(
                          since,
                          until < 0 ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(until)));
                }
                return new Memory(events, List.of(episodes));
              });
    }

    byte[] encode() {
      return ViewBytes.write(
          out -> {
            out.writeLong(events);
            out.writeInt(episodes.size());
            for (Episode episode : episodes) {
              out.writeLong(episode.since().toEpochDay());
              out.writeLong(episode.until().map(LocalDate::toEpochDay).orElse(-1L));
            }
          });
    }
  }

  ScreeningView(
      Thresholds thresholds,
      double minimumCoverage,
      KeyValueStore<String, byte[]> store,
      BiConsumer<String, Out> forward) {
    this.thresholds = thresholds;
    this.minimumCoverage = minimumCoverage;
    this.store = store;
    this.forward = forward;
  }

  @Override
  public void look(UnitFacts facts, Told told) {
    String row = facts.unit().id() + "|#";
    List<Programme> gone = new ArrayList<>(Programme.decode(store.get(row)));
    List<Programme> before = List.copyOf(gone);
    List<Programme> now = new ArrayList<>();
    Map<String, YearTotals> totals = new HashMap<>();
    EnergyUnit unit = facts.unit();
    for (ScreeningRule rule : thresholds.book().of(unit.id(), unit.industry(), facts.ancestry())) {
      String key = unit.id() + "|" + rule.id();
      Programme programme = Programme.of(rule);
      Screening screening =
          Screening.of(
              rule,
              totals.computeIfAbsent(
                  rule.quantity(), q -> YearTotals.of(facts.series(q), facts.end())),
              minimumCoverage);
      tell(facts, rule, programme, key, Memory.decode(store.get(key)), screening, told);
      gone.removeIf(one -> one.id().equals(rule.id()));
      now.add(programme);
    }
    gone.forEach(programme -> withdraw(facts, programme, told));
    if (!now.equals(before)) {
      store.put(row, Programme.encode(now));
    }
  }

  /**
   * A unit leaves a programme that is not meant for it any more: it moved to another industry or
   * region, or the threshold was withdrawn.
   */
  private void withdraw(UnitFacts facts, Programme programme, Told told) {
    String key = facts.unit().id() + "|" + programme.id();
    told.takeBack(Topics.CONTROL_SCREENING, key);
    Memory before = Memory.decode(store.get(key));
    if (!before.episodes().isEmpty()) {
      long events = events(facts, programme, "0", before, List.of());
      store.put(key, new Memory(events, List.of()).encode());
    }
  }

  private void tell(
      UnitFacts facts,
      ScreeningRule rule,
      Programme programme,
      String key,
      Memory before,
      Screening screening,
      Told told) {
    List<Episode> episodes = screening.episodes();
    List<Episode> newest =
        episodes.subList(Math.max(0, episodes.size() - MOST_EPISODES), episodes.size());
    Screening kept =
        new Screening(
            screening.state(),
            screening.total(),
            screening.coverage(),
            screening.leavesOn(),
            newest);
    String total = Programme.shown(rule, screening.total());
    long events = events(facts, programme, total, before, newest);
    told.tell(Topics.CONTROL_SCREENING, key, record(facts, rule, programme, total, kept));
    if (events != before.events()) {
      store.put(key, new Memory(events, newest).encode());
    }
  }

  private long events(
      UnitFacts facts, Programme programme, String total, Memory before, List<Episode> now) {
    long sequence = before.events();
    for (ScreeningChange change : ScreeningChange.between(before.episodes(), now)) {
      sequence++;
      ScreeningEvent event =
          ScreeningEvent.newBuilder()
              .setEntity(facts.unit().id())
              .setProgramme(programme.id())
              .setAction(programme.action())
              .setEvent(change.kind().name())
              .setDay(change.day().toString())
              .setBefore(change.before().map(Episode::toString).orElse(""))
              .setAfter(
                  change.kind() == ScreeningChange.Kind.RESTATED
                      ? change.after().map(Episode::toString).orElse("")
                      : "")
              .setTotal(total)
              .setThreshold(programme.threshold())
              .setUnit(programme.unit())
              .setAsOf(facts.asOf())
              .setSource(programme.source())
              .setConfidence(programme.confidence())
              .setSequence(sequence)
              .build();
      forward.accept(facts.unit().id(), new Out(Topics.CONTROL_SCREENING_EVENT, event));
    }
    return sequence;
  }

  private static ScreeningState record(
      UnitFacts facts, ScreeningRule rule, Programme programme, String total, Screening now) {
    return ScreeningState.newBuilder()
        .setEntity(facts.unit().id())
        .setProgramme(programme.id())
        .setAction(programme.action())
        .setZone(facts.zone())
        .setAsOf(facts.asOf())
        .setState(now.state().name())
        .setSince(now.since().map(LocalDate::toString).orElse(null))
        .setTotal(total)
        .setThreshold(programme.threshold())
        .setUnit(programme.unit())
        .setQuantity(rule.quantity())
        .setCoverage(now.coverage())
        .setLeavesOn(now.leavesOn().map(LocalDate::toString).orElse(null))
        .setEpisodes(
            now.episodes().stream()
                .map(
                    e ->
                        new ScreeningEpisode(
                            e.since().toString(), e.until().map(LocalDate::toString).orElse(null)))
                .toList())
        .setSource(programme.source())
        .setConfidence(programme.confidence())
        .build();
  }
}
