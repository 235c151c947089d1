// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.javalin.http.Context;
import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.reference.FactorUnits;
import io.tanliu.reference.Seeds;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /api/v1/factors}: the factors that take the place of the packaged ones. */
final class FactorsEndpoint {
  private static final int DEFAULT_LIMIT = 1_000;
  private static final int MAX_LIMIT = 10_000;

  private final DecodedView<DatedFactor> factors;
  private final Seeds seeds;

  FactorsEndpoint(DecodedView<DatedFactor> factors, Seeds seeds) {
    this.factors = factors;
    this.seeds = seeds;
  }

  /** A factor in the plainest unit of its energy; {@code validTo} is null without an end. */
  record Item(
      String quantity,
      String energy,
      String region,
      int validFrom,
      Integer validTo,
      BigDecimal value,
      String unit,
      String source,
      String confidence,
      boolean verified) {}

  /** The list; {@code truncated} when there are more than the limit. */
  record ListAnswer(List<Item> factors, int total, boolean truncated) {}

  void list(Context context) {
    Parameters parameters = new Parameters(context, Set.of("energy", "limit"));
    int limit = parameters.limit(DEFAULT_LIMIT, MAX_LIMIT);
    Optional<String> energy = parameters.text("energy");
    List<DatedFactor> found =
        factors.all().stream()
            .filter(factor -> energy.isEmpty() || factor.energy().equals(energy.get()))
            .toList();
    List<Item> items = found.stream().limit(limit).map(this::item).toList();
    Answers.json(context, new ListAnswer(items, found.size(), found.size() > limit));
  }

  private Item item(DatedFactor factor) {
    return new Item(
        factor.quantity(),
        factor.energy(),
        factor.region(),
        factor.from(),
        factor.to() == DatedFactor.OPEN ? null : factor.to(),
        factor.gramsPerBase(),
        seeds
            .factors()
            .energy(factor.energy())
            .map(EnergyKind::dimension)
            .map(dimension -> FactorUnits.plain(factor.quantity(), dimension))
            .orElse("g per base unit"),
        factor.source(),
        factor.confidence(),
        factor.verified());
  }
}
