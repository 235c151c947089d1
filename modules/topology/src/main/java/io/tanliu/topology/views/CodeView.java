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
 * province that have the same denominator. Never from poor coverage, and never from a few peers.
 */
final class CodeView {
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

  private CarbonCode record(Group group, Standing standing, List<Place> peers) {
    Measure measure = measure(standing);
    Optional<BigDecimal> median = Ranks.median(peers);
    String reason = measure.intensityReason();
    if (reason.isEmpty() && peers.size() < rules.parameters().peers()) {
      reason = FEW_PEERS;
    } else if (reason.isEmpty() && median.filter(m -> m.signum() > 0).isEmpty()) {
      reason = NOT_POSITIVE;
    }
    Optional<Coded> coded =
        reason.isEmpty()
            ? Optional.of(
                CodeRule.of(rules.codes(), measure.intensity().orElseThrow(), median.orElseThrow()))
            : Optional.empty();
    return CarbonCode.newBuilder()
        .setEntity(standing.unit())
        .setIndustry(group.industry())
        .setRegion(group.region())
        .setFrom(standing.days().from().toString())
        .setTo(standing.days().to().toString())
        .setCode(coded.map(c -> c.rule().code()).orElse(null))
        .setIntensity(Texts.orNull(measure.intensity()))
        .setDenominator(measure.denominator())
        .setReference(coded.isPresent() ? Texts.orNull(median) : null)
        .setReferenceKind(coded.isPresent() ? "MEDIAN" : "")
        .setPeers(peers.size())
        .setRatio(coded.map(c -> Texts.text(c.ratio())).orElse(null))
        .setRule(coded.map(c -> rule(c.rule())).orElse(reason))
        .setConfidence(coded.map(c -> c.rule().confidence()).orElse(""))
        .setCoverage(standing.coverage())
        .setProvisional(measure.provisional())
        .build();
  }

  private static String rule(CodeRule rule) {
    return rule.most()
        .map(most -> "ratio <= " + Texts.text(most))
        .orElse("above the other classes");
  }
}
