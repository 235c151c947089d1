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
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;

/** Programmes by threshold: the state of each, and an event for every change of an episode. */
final class ScreeningView implements UnitView {
  private static final int MOST_EPISODES = 20;

  private final List<ScreeningRule> rules;
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
      List<ScreeningRule> rules,
      double minimumCoverage,
      KeyValueStore<String, byte[]> store,
      BiConsumer<String, Out> forward) {
    this.rules = rules;
    this.minimumCoverage = minimumCoverage;
    this.store = store;
    this.forward = forward;
  }

  @Override
  public void look(UnitFacts facts, Told told) {
    for (ScreeningRule rule : rules) {
      String key = facts.unit().id() + "|" + rule.id();
      Memory before = Memory.decode(store.get(key));
      if (!rule.covers(facts.unit().industry(), facts.ancestry())) {
        withdraw(facts, rule, key, before, told);
        continue;
      }
      Screening screening =
          Screening.of(rule, facts.series(rule.quantity()), facts.end(), minimumCoverage);
      tell(facts, rule, key, before, screening, told);
    }
  }

  /**
   * A unit that moved to another industry or region leaves a programme that is not meant for it.
   */
  private void withdraw(UnitFacts facts, ScreeningRule rule, String key, Memory before, Told told) {
    told.takeBack(Topics.CONTROL_SCREENING, key);
    if (before.episodes().isEmpty()) {
      return;
    }
    Screening nothing = new Screening(Screening.State.OUTSIDE, 0, 1, Optional.empty(), List.of());
    long events = events(facts, rule, before, nothing);
    store.put(key, new Memory(events, List.of()).encode());
  }

  private void tell(
      UnitFacts facts,
      ScreeningRule rule,
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
    long events = events(facts, rule, before, kept);
    told.tell(Topics.CONTROL_SCREENING, key, record(facts, rule, kept));
    if (events != before.events()) {
      store.put(key, new Memory(events, newest).encode());
    }
  }

  private long events(UnitFacts facts, ScreeningRule rule, Memory before, Screening now) {
    long sequence = before.events();
    for (ScreeningChange change : ScreeningChange.between(before.episodes(), now.episodes())) {
      sequence++;
      ScreeningEvent event =
          ScreeningEvent.newBuilder()
              .setEntity(facts.unit().id())
              .setProgramme(rule.id())
              .setAction(rule.action())
              .setEvent(change.kind().name())
              .setDay(change.day().toString())
              .setBefore(change.before().map(Episode::toString).orElse(""))
              .setAfter(
                  change.kind() == ScreeningChange.Kind.RESTATED
                      ? change.after().map(Episode::toString).orElse("")
                      : "")
              .setTotal(shown(rule, now.total()))
              .setThreshold(shown(rule, rule.threshold()))
              .setUnit(dimension(rule).displayUnit())
              .setAsOf(facts.asOf())
              .setSource(rule.source())
              .setConfidence(rule.confidence())
              .setSequence(sequence)
              .build();
      forward.accept(facts.unit().id(), new Out(Topics.CONTROL_SCREENING_EVENT, event));
    }
    return sequence;
  }

  private static ScreeningState record(UnitFacts facts, ScreeningRule rule, Screening now) {
    return ScreeningState.newBuilder()
        .setEntity(facts.unit().id())
        .setProgramme(rule.id())
        .setAction(rule.action())
        .setZone(facts.zone())
        .setAsOf(facts.asOf())
        .setState(now.state().name())
        .setSince(now.since().map(LocalDate::toString).orElse(null))
        .setTotal(shown(rule, now.total()))
        .setThreshold(shown(rule, rule.threshold()))
        .setUnit(dimension(rule).displayUnit())
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
        .setSource(rule.source())
        .setConfidence(rule.confidence())
        .build();
  }

  private static Dimension dimension(ScreeningRule rule) {
    return Quantities.derivedDimension(rule.quantity());
  }

  private static String shown(ScreeningRule rule, long amount) {
    BigDecimal shown = Quantities.display(amount, dimension(rule));
    return Texts.text(shown);
  }
}
