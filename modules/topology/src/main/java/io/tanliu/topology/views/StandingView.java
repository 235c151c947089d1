// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.domain.assess.BenchmarkClass;
import io.tanliu.domain.assess.BenchmarkClass.Policy;
import io.tanliu.domain.assess.Days;
import io.tanliu.domain.assess.OutputSeries;
import io.tanliu.domain.assess.Standing;
import io.tanliu.domain.assess.Standing.Book;
import io.tanliu.domain.assess.Standing.Capacity;
import io.tanliu.domain.assess.Standing.Measure;
import io.tanliu.domain.assess.StandingJudge;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.UnitProfile.Product;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a unit brings to the comparison with others; told to the groups that it belongs to. */
final class StandingView {
  static final List<String> QUANTITIES = List.of(Quantities.TCE, Quantities.CO2E);

  private final StandingJudge judge;
  private final ClassView classes;

  StandingView(StandingJudge judge, ClassView classes) {
    this.judge = judge;
    this.classes = classes;
  }

  /** Groups are {@code region|industry}: the unit's industry in its region and in those above. */
  static Set<String> groups(UnitFacts facts) {
    Set<String> groups = new LinkedHashSet<>();
    facts.ancestry().forEach(region -> groups.add(region + "|" + facts.unit().industry()));
    return groups;
  }

  Standing of(UnitFacts facts) {
    Days days = facts.yearToDate();
    List<String> products = facts.reportedProducts();
    Optional<OutputSeries> output =
        products.size() == 1 ? classes.production(facts, products.get(0)) : facts.outputValue();
    String denominator =
        output
            .map(
                o ->
                    products.size() == 1
                        ? "product:" + products.get(0) + " (" + o.unit() + ")"
                        : "output-value (" + o.unit() + ")")
            .orElse("");
    List<Measure> measures =
        QUANTITIES.stream()
            .map(q -> judge.judge(q, days, denominator, facts.series(q), output))
            .toList();
    return new Standing(
        facts.unit().id(),
        days,
        measures,
        capacities(facts),
        book(facts),
        facts.series(Quantities.CO2E).sum(days).coverage());
  }

  /** A unit of several products has no consumption that stands for all of it. */
  private Optional<Book> book(UnitFacts facts) {
    return facts.unit().profile().products().size() == 1
        ? Book.of(classes.classes(facts, ClassView.rolling(facts)).get(0))
        : Optional.empty();
  }

  private List<Capacity> capacities(UnitFacts facts) {
    List<Product> products = facts.unit().profile().products();
    if (products.stream().allMatch(product -> product.capacity().isEmpty())) {
      return List.of();
    }
    List<BenchmarkClass> judged = classes.classes(facts, ClassView.rolling(facts));
    List<Capacity> capacities = new ArrayList<>();
    for (int i = 0; i < products.size(); i++) {
      Product product = products.get(i);
      if (product.capacity().isPresent()) {
        Policy policy = judged.get(i).policy();
        capacities.add(
            new Capacity(product.name(), product.capacityUnit(), product.capacity().get(), policy));
      }
    }
    return capacities;
  }
}
