// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.avro.PollutantChange;
import io.tanliu.avro.SynergyIndex;
import io.tanliu.domain.assess.AssessRules;
import io.tanliu.domain.assess.DailySeries;
import io.tanliu.domain.assess.Days;
import io.tanliu.domain.assess.Synergy;
import io.tanliu.domain.assess.Synergy.Pair;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Joint reduction of pollutants and carbon; told only of units that measure a pollutant. */
final class SynergyView implements UnitView {
  static final String MEASURED = "co2e.measured";

  private final AssessRules rules;

  SynergyView(AssessRules rules) {
    this.rules = rules;
  }

  @Override
  public void look(UnitFacts facts, Told told) {
    Map<String, DailySeries> pollutants = new TreeMap<>();
    rules.kgPerEquivalent().keySet().forEach(p -> pollutants.put(p, facts.series(p)));
    if (pollutants.values().stream().allMatch(DailySeries::isEmpty)) {
      told.takeBack(Topics.CONTROL_SYNERGY, facts.unit().id());
      return;
    }
    String quantity = facts.series(MEASURED).isEmpty() ? Quantities.CO2E : MEASURED;
    Days days = facts.yearToDate();
    Synergy synergy =
        Synergy.of(
            days,
            facts.series(quantity),
            pollutants,
            rules.kgPerEquivalent(),
            rules.parameters().minimumCoverage());
    told.tell(
        Topics.CONTROL_SYNERGY,
        facts.unit().id(),
        SynergyIndex.newBuilder()
            .setEntity(facts.unit().id())
            .setFrom(days.from().toString())
            .setTo(days.to().toString())
            .setZone(facts.zone())
            .setAsOf(facts.asOf())
            .setCarbonQuantity(quantity)
            .setCarbon(synergy.carbon().map(c -> Texts.text(c.now())).orElse(null))
            .setCarbonBefore(synergy.carbon().map(c -> Texts.text(c.before())).orElse(null))
            .setCarbonReduction(Texts.orNull(synergy.carbonReduction()))
            .setPollutants(changes(synergy))
            .setPollutantReduction(Texts.orNull(synergy.pollutantReduction()))
            .setQuadrant(synergy.quadrant().map(Enum::name).orElse(""))
            .setElasticity(Texts.orNull(synergy.elasticity()))
            .setIndex(Texts.orNull(synergy.index()))
            .setReason(synergy.reason())
            .setCoverage(synergy.coverage())
            .build());
  }

  private List<PollutantChange> changes(Synergy synergy) {
    List<PollutantChange> changes = new ArrayList<>();
    for (Map.Entry<String, Pair> pair : new TreeMap<>(synergy.pollutants()).entrySet()) {
      BigDecimal weight =
          BigDecimal.ONE.divide(rules.kgPerEquivalent().get(pair.getKey()), MathContext.DECIMAL64);
      changes.add(
          new PollutantChange(
              pair.getKey(),
              Texts.text(pair.getValue().now()),
              Texts.text(pair.getValue().before()),
              Texts.text(weight)));
    }
    return changes;
  }
}
