// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.avro.EntityLamps;
import io.tanliu.avro.ScoreItem;
import io.tanliu.avro.TargetLamp;
import io.tanliu.domain.assess.AssessRules;
import io.tanliu.domain.assess.ScoreCard;
import io.tanliu.domain.assess.ScoreCard.Item;
import io.tanliu.domain.assess.ScoreCard.Lamp;
import io.tanliu.domain.assess.ScoreRule.Part;
import io.tanliu.wire.Keys;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Score cards of regions, from what their lamps show of the year and of the plan that holds it. */
final class RegionViews implements Processor<String, EntityLamps, String, Out> {
  static final String LAMPS = "views-lamps";
  static final String DIRTY = "views-dirty-regions";
  static final String TOLD = "views-region-told";

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final String YEAR = "\\d{4}";

  private final AssessRules rules;
  private ProcessorContext<String, Out> context;
  private KeyValueStore<String, EntityLamps> lamps;
  private KeyValueStore<String, String> dirty;
  private Told told;

  RegionViews(AssessRules rules) {
    this.rules = rules;
  }

  @Override
  public void init(ProcessorContext<String, Out> processorContext) {
    context = processorContext;
    lamps = context.getStateStore(LAMPS);
    dirty = context.getStateStore(DIRTY);
    told = new Told(context.getStateStore(TOLD), this::publish);
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> look());
  }

  private void publish(String key, Out out) {
    context.forward(new Record<>(key, out, context.currentSystemTimeMs()));
  }

  @Override
  public void process(Record<String, EntityLamps> record) {
    lamps.put(record.key(), record.value());
    dirty.put(Keys.entity(record.key()), "");
  }

  private void look() {
    List<String> due = new ArrayList<>();
    try (KeyValueIterator<String, String> rows = dirty.all()) {
      rows.forEachRemaining(row -> due.add(row.key));
    }
    for (String region : due) {
      List<EntityLamps> all = new ArrayList<>();
      try (KeyValueIterator<String, EntityLamps> rows = lamps.range(region + "|", region + "}")) {
        rows.forEachRemaining(row -> all.add(row.value));
      }
      all.stream()
          .filter(shown -> shown.getPeriod().matches(YEAR))
          .forEach(year -> tell(region, year, all));
      dirty.delete(region);
    }
  }

  private void tell(String region, EntityLamps year, List<EntityLamps> all) {
    List<Lamp> facts = new ArrayList<>(facts(Part.ANNUAL, year));
    Instant asOf = year.getAsOf();
    for (EntityLamps plan : all) {
      if (holds(plan.getPeriod(), year.getPeriod())) {
        facts.addAll(facts(Part.CUMULATIVE, plan));
        asOf = plan.getAsOf().isAfter(asOf) ? plan.getAsOf() : asOf;
      }
    }
    ScoreCard card = ScoreCard.of(rules.scores(), rules.grades(), facts);
    told.tell(
        Topics.CONTROL_SCORE,
        region + "|" + year.getPeriod(),
        io.tanliu.avro.ScoreCard.newBuilder()
            .setEntity(region)
            .setPeriod(year.getPeriod())
            .setAsOf(asOf)
            .setItems(card.items().stream().map(RegionViews::item).toList())
            .setPoints(Texts.rounded(card.points()))
            .setAssessable(Texts.text(card.assessable()))
            .setMost(Texts.text(card.most()))
            .setShare(Texts.orNull(card.share()))
            .setVetoed(!card.vetoedBy().isEmpty())
            .setVetoedBy(card.vetoedBy())
            .setGrade(card.grade().name())
            .setProvisional(card.provisional())
            .build());
  }

  /** True when a plan such as 2021/2025 holds a year. */
  private static boolean holds(String plan, String year) {
    return plan.matches(YEAR + "/" + YEAR)
        && plan.substring(0, 4).compareTo(year) <= 0
        && plan.substring(5).compareTo(year) >= 0;
  }

  private static List<Lamp> facts(Part part, EntityLamps shown) {
    return shown.getLamps().stream().map(lamp -> fact(part, shown, lamp)).toList();
  }

  /** An intensity is judged by its decline, a total by its amount. */
  private static Lamp fact(Part part, EntityLamps shown, TargetLamp lamp) {
    boolean intensity = lamp.getKind().endsWith("_INTENSITY");
    Optional<BigDecimal> measured =
        intensity
            ? Optional.ofNullable(lamp.getDecline()).map(BigDecimal::new)
            : Optional.of(BigDecimal.valueOf(lamp.getAssessed()));
    Optional<BigDecimal> required =
        intensity
            ? Optional.ofNullable(lamp.getRequired()).map(BigDecimal::new)
            : Optional.ofNullable(lamp.getSchedule()).map(BigDecimal::valueOf);
    return new Lamp(
        part,
        lamp.getKind(),
        lamp.getLevel(),
        lamp.getNature().equals("BINDING"),
        measured,
        required,
        intensity ? "1" : lamp.getUnit(),
        Topics.CONTROL_LAMP.name()
            + " "
            + shown.getEntity()
            + "|"
            + shown.getPeriod()
            + " "
            + lamp.getTarget(),
        lamp.getProvisional());
  }

  private static ScoreItem item(Item item) {
    return ScoreItem.newBuilder()
        .setId(item.rule().id())
        .setPart(item.rule().part().name())
        .setName(item.rule().name())
        .setPoints(item.points().map(Texts::rounded).orElse(null))
        .setMost(Texts.text(item.rule().points()))
        .setState(item.state().name())
        .setVeto(item.rule().veto())
        .setMeasured(Texts.orNull(item.lamp().flatMap(Lamp::measured)))
        .setTarget(Texts.orNull(item.lamp().flatMap(Lamp::required)))
        .setUnit(item.lamp().map(Lamp::unit).orElse(""))
        .setEvidence(item.lamp().map(Lamp::evidence).orElse(""))
        .setSource(item.rule().source())
        .setConfidence(item.rule().confidence())
        .build();
  }
}
