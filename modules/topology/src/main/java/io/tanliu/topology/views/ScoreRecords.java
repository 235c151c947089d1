// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.avro.EntityLamps;
import io.tanliu.avro.ScoreItem;
import io.tanliu.avro.TargetLamp;
import io.tanliu.domain.assess.ScoreCard;
import io.tanliu.domain.assess.ScoreCard.Item;
import io.tanliu.domain.assess.ScoreCard.Lamp;
import io.tanliu.domain.assess.ScoreRule.Part;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What lamps say to a score card, and the card as a record. */
final class ScoreRecords {
  private static final String YEAR = "\\d{4}";

  private ScoreRecords() {}

  /**
   * What is known of a year.
   *
   * @param lamps of the year and of the plans that hold it
   * @param asOf event time of the newest of them
   */
  record Shown(List<Lamp> lamps, Instant asOf) {}

  /** True for a calendar year, which has a card. */
  static boolean year(String period) {
    return period.matches(YEAR);
  }

  /** Lamps that concern a year. */
  static Shown shown(EntityLamps year, Collection<EntityLamps> all) {
    List<Lamp> facts = new ArrayList<>(facts(Part.ANNUAL, year));
    Instant asOf = year.getAsOf();
    for (EntityLamps plan : all) {
      if (holds(plan.getPeriod(), year.getPeriod())) {
        facts.addAll(facts(Part.CUMULATIVE, plan));
        asOf = plan.getAsOf().isAfter(asOf) ? plan.getAsOf() : asOf;
      }
    }
    return new Shown(facts, asOf);
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

  static io.tanliu.avro.ScoreCard record(String entity, String year, Instant asOf, ScoreCard card) {
    return io.tanliu.avro.ScoreCard.newBuilder()
        .setEntity(entity)
        .setPeriod(year)
        .setAsOf(asOf)
        .setItems(card.items().stream().map(ScoreRecords::item).toList())
        .setPoints(Texts.rounded(card.points()))
        .setAssessable(Texts.text(card.assessable()))
        .setMost(Texts.text(card.most()))
        .setShare(Texts.orNull(card.share()))
        .setVetoed(!card.vetoedBy().isEmpty())
        .setVetoedBy(card.vetoedBy())
        .setGrade(card.grade().name())
        .setProvisional(card.provisional())
        .build();
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
