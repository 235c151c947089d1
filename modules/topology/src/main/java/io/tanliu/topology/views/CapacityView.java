// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.avro.CapacityShare;
import io.tanliu.avro.ProductCapacity;
import io.tanliu.domain.assess.AssessRules.Parameters;
import io.tanliu.domain.assess.Capacities;
import io.tanliu.domain.assess.Capacities.ProductUnits;
import io.tanliu.domain.assess.Standing;
import io.tanliu.topology.views.GroupViews.Group;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Share of an industry's capacity at benchmark level (能效标杆水平产能比例) in a region. */
final class CapacityView {
  private static final int MOST_PRODUCTS = 50;

  private final Parameters parameters;

  CapacityView(Parameters parameters) {
    this.parameters = parameters;
  }

  void look(Group group, List<Standing> standings, Told told) {
    Map<ProductUnits, Capacities> sums =
        Capacities.byProduct(standings.stream().flatMap(s -> s.capacities().stream()).toList());
    if (sums.isEmpty()) {
      told.takeBack(Topics.CONTROL_CAPACITY, group.key());
      return;
    }
    boolean oneUnit = sums.keySet().stream().map(ProductUnits::unit).distinct().count() == 1;
    Capacities all = sums.values().stream().reduce(Capacities.NOTHING, Capacities::plus);
    List<ProductCapacity> products = new ArrayList<>();
    sums.forEach((key, share) -> products.add(product(key, share)));
    LocalDate to =
        standings.stream().map(s -> s.days().to()).max(LocalDate::compareTo).orElseThrow();
    told.tell(
        Topics.CONTROL_CAPACITY,
        group.key(),
        CapacityShare.newBuilder()
            .setRegion(group.region())
            .setIndustry(group.industry())
            .setTo(to.toString())
            .setTarget(Texts.text(parameters.capacityShare()))
            .setSource(parameters.capacitySource())
            .setProducts(products.subList(0, Math.min(MOST_PRODUCTS, products.size())))
            .setState(oneUnit ? state(all) : "MIXED_UNITS")
            .setShare(oneUnit ? Texts.orNull(all.share()) : null)
            .setLowest(oneUnit ? Texts.orNull(all.share()) : null)
            .setHighest(oneUnit ? Texts.orNull(all.highest()) : null)
            .build());
  }

  /** What cannot be assessed must not decide: it is either way, or nothing is said. */
  private String state(Capacities all) {
    if (exceeds(all.share())) {
      return "MET";
    }
    return exceeds(all.highest()) ? "NOT_ASSESSABLE" : "NOT_MET";
  }

  private boolean exceeds(Optional<BigDecimal> share) {
    return share.filter(s -> s.compareTo(parameters.capacityShare()) > 0).isPresent();
  }

  private static ProductCapacity product(ProductUnits key, Capacities share) {
    return ProductCapacity.newBuilder()
        .setProduct(key.product())
        .setUnit(key.unit())
        .setTotal(Texts.text(share.total()))
        .setBenchmark(Texts.text(share.benchmark()))
        .setBaseline(Texts.text(share.baseline()))
        .setBelow(Texts.text(share.below()))
        .setNotAssessable(Texts.text(share.unknown()))
        .setUnits(share.units())
        .setShare(Texts.text(share.share().orElse(BigDecimal.ZERO)))
        .build();
  }
}
