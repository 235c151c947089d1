// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.avro.CarbonCode;
import io.tanliu.domain.assess.AssessRules;
import io.tanliu.domain.assess.CodeRule;
import io.tanliu.domain.assess.CodeRule.Coded;
import io.tanliu.domain.assess.Ranks;
import io.tanliu.domain.assess.Ranks.Entry;
import io.tanliu.domain.assess.Ranks.Place;
import io.tanliu.domain.assess.Standing;
import io.tanliu.domain.assess.Standing.Book;
import io.tanliu.domain.assess.Standing.Measure;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.topology.views.GroupViews.Group;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Energy-carbon codes (碳效码): carbon intensity against the median of the industry's units in the
 * province that have the same denominator. Where these are too few, the consumption of the unit's
 * only product against the reference book stands in. Never from poor coverage.
 */
final class CodeView {
  private static final String MEDIAN = "MEDIAN";
  private static final String FEW_PEERS = "few-peers";
  private static final String NOT_POSITIVE = "reference-not-positive";

  private final AssessRules rules;

  CodeView(AssessRules rules) {
    this.rules = rules;
  }

  void look(Group group, List<Standing> standings, Told told) {
    if (!group.province()) {
      return;
    }
    Map<String, List<Entry>> peers = new HashMap<>();
    for (Standing standing : standings) {
      Measure measure = measure(standing);
      measure
          .intensity()
          .ifPresent(
              value ->
                  peers
                      .computeIfAbsent(measure.denominator(), d -> new java.util.ArrayList<>())
                      .add(new Entry(standing.unit(), value, measure.provisional())));
    }
    Map<String, List<Place>> ranked = new HashMap<>();
    peers.forEach((denominator, entries) -> ranked.put(denominator, Ranks.of(entries, false)));
    for (Standing standing : standings) {
      List<Place> places = ranked.getOrDefault(measure(standing).denominator(), List.of());
      told.tell(Topics.CONTROL_CODE, standing.unit(), record(group, standing, places));
    }
  }

  /** A unit left the group; the one that it belongs to now writes the same key. */
  void left(Group group, String unit, Told told) {
    if (group.province()) {
      told.forget(Topics.CONTROL_CODE, unit);
    }
  }

  private static Measure measure(Standing standing) {
    return standing.measures().stream()
        .filter(measure -> measure.quantity().equals(Quantities.CO2E))
        .findFirst()
        .orElseThrow();
  }

  /** What a unit is compared with. */
  private record Reference(
      String kind, BigDecimal value, BigDecimal reference, String unit, String basis) {}

  private CarbonCode record(Group group, Standing standing, List<Place> peers) {
    Measure measure = measure(standing);
    Optional<BigDecimal> median = Ranks.median(peers);
    String reason = measure.intensityReason();
    if (reason.isEmpty() && peers.size() < rules.parameters().peers()) {
      reason = FEW_PEERS;
    } else if (reason.isEmpty() && median.filter(m -> m.signum() > 0).isEmpty()) {
      reason = NOT_POSITIVE;
    }
    Optional<Reference> found =
        reason.isEmpty()
            ? Optional.of(median(group, measure, median.orElseThrow(), peers.size()))
            : reason.equals(FEW_PEERS) ? book(group, standing, peers.size()) : Optional.empty();
    Optional<Coded> coded =
        found.map(r -> CodeRule.of(rules.codes(), r.value().max(BigDecimal.ZERO), r.reference()));
    String confidence =
        coded
            .map(c -> c.rule().confidence())
            .map(c -> found.get().kind().equals(MEDIAN) ? c : worse(c, standing.book().get()))
            .orElse("");
    return CarbonCode.newBuilder()
        .setEntity(standing.unit())
        .setIndustry(group.industry())
        .setRegion(group.region())
        .setFrom(standing.days().from().toString())
        .setTo(standing.days().to().toString())
        .setCode(coded.map(c -> c.rule().code()).orElse(null))
        .setIntensity(Texts.orNull(measure.intensity()))
        .setDenominator(measure.denominator())
        .setReference(found.map(r -> Texts.text(r.reference())).orElse(null))
        .setReferenceKind(found.map(Reference::kind).orElse(""))
        .setPeers(peers.size())
        .setRatio(coded.map(c -> Texts.text(c.ratio())).orElse(null))
        .setRule(coded.map(c -> rule(c.rule())).orElse(reason))
        .setConfidence(confidence)
        .setCoverage(standing.coverage())
        .setProvisional(measure.provisional())
        .setValue(found.map(r -> Texts.text(r.value())).orElse(null))
        .setValueUnit(found.map(Reference::unit).orElse(""))
        .setBasis(found.map(Reference::basis).orElse(""))
        .build();
  }

  private static Reference median(Group group, Measure measure, BigDecimal median, int peers) {
    return new Reference(
        MEDIAN,
        measure.intensity().orElseThrow(),
        median,
        "tCO2e per " + measure.denominator(),
        "中位数 / median of " + peers + " units of " + group.key());
  }

  private Optional<Reference> book(Group group, Standing standing, int peers) {
    return standing
        .book()
        .map(
            b ->
                new Reference(
                    b.kind(),
                    b.value(),
                    b.reference(),
                    b.unit(),
                    "参考值 / "
                        + b.name()
                        + ", as "
                        + group.key()
                        + " has "
                        + peers
                        + " comparable units (expected: "
                        + rules.parameters().peers()
                        + ")"));
  }

  private static String worse(String confidence, Book book) {
    return confidence.compareTo(book.confidence()) >= 0 ? confidence : book.confidence();
  }

  private static String rule(CodeRule rule) {
    return rule.most()
        .map(most -> "ratio <= " + Texts.text(most))
        .orElse("above the other classes");
  }
}
