// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.javalin.http.Context;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.reference.Quantity;
import io.tanliu.reference.Seeds;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /api/v1/targets}. */
final class TargetsEndpoint {
  private static final int DEFAULT_LIMIT = 1_000;
  private static final int MAX_LIMIT = 100_000;

  private final Directory directory;
  private final Seeds seeds;

  TargetsEndpoint(Directory directory, Seeds seeds) {
    this.directory = directory;
    this.seeds = seeds;
  }

  /** A target, its limit in the quantity's display unit. */
  record Item(
      String id,
      String entity,
      String entityName,
      String entityNameEn,
      String quantity,
      String type,
      String period,
      BigDecimal limit,
      String unit,
      BigDecimal paceMargin,
      String source) {}

  /** The list; {@code truncated} when there are more than the limit. */
  record ListAnswer(List<Item> targets, int total, boolean truncated) {}

  void list(Context context) {
    Parameters parameters = new Parameters(context, Set.of("entity", "limit"));
    int limit = parameters.limit(DEFAULT_LIMIT, MAX_LIMIT);
    Optional<String> entity = parameters.text("entity");
    entity.ifPresent(directory::require);
    List<Target> found = directory.targets(entity);
    boolean truncated = found.size() > limit;
    List<Item> items = found.stream().limit(limit).map(this::item).toList();
    Answers.json(context, new ListAnswer(items, found.size(), truncated));
  }

  private Item item(Target target) {
    Optional<Entity> entity = directory.find(target.entity());
    Optional<Quantity> quantity = seeds.quantity(target.quantity());
    return new Item(
        target.id(),
        target.entity(),
        entity.map(Entity::nameZh).orElse(target.entity()),
        entity.map(Entity::nameEn).orElse(target.entity()),
        target.quantity(),
        "BUDGET",
        target.period().text(),
        quantity
            .map(q -> Quantities.display(target.limit(), q.dimension()))
            .orElseGet(() -> BigDecimal.valueOf(target.limit())),
        quantity.map(q -> q.dimension().displayUnit()).orElse(null),
        target.paceMargin(),
        target.source());
  }
}
