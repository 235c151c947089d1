// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.tanliu.access.http.HttpGate;
import io.tanliu.domain.unit.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code GET /api/v1/entities} and {@code GET /api/v1/entities/{id}}. */
final class EntitiesEndpoint {
  private static final int DEFAULT_LIMIT = 10_000;
  private static final int MAX_LIMIT = 100_000;

  private final Directory directory;

  EntitiesEndpoint(Directory directory) {
    this.directory = directory;
  }

  /** One entity of the list. */
  record Item(
      String id,
      String kind,
      String level,
      String name,
      String nameEn,
      String parent,
      String industry,
      String zone) {

    static Item of(Entity entity) {
      return new Item(
          entity.id(),
          entity.kind().code(),
          entity.level(),
          entity.nameZh(),
          entity.nameEn(),
          entity.parent(),
          entity.industry(),
          entity.zone().getId());
    }
  }

  /** The list; {@code truncated} when there are more than the limit. */
  record ListAnswer(
      List<Item> entities,
      int total,
      boolean truncated,
      @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

  /** A metering point, in short. */
  record PointItem(
      String id,
      String name,
      String energy,
      String measure,
      String unit,
      String interval,
      int level,
      String direction) {

    static PointItem of(Point point) {
      return new PointItem(
          point.id(),
          point.name(),
          point.energy(),
          point.measure().name(),
          point.unit().symbol(),
          point.interval().toString(),
          point.level(),
          point.direction().name());
    }
  }

  /** One entity with what it belongs to. */
  record OneAnswer(
      Item entity,
      List<String> ancestry,
      @JsonInclude(JsonInclude.Include.NON_NULL) List<PointItem> points) {}

  void list(Context context) {
    Parameters parameters = new Parameters(context, Page.parameters("kind", "parent"));
    Optional<String> kind =
        parameters
            .text("kind")
            .map(k -> parameters.choice("kind", List.of("region", "industry", "unit"), k));
    Optional<String> parent = parameters.text("parent");
    List<Item> found =
        directory.all().stream()
            .filter(e -> HttpGate.sees(context, e.id()))
            .filter(
                e -> kind.isEmpty() || e.kind().code().equals(kind.get().toLowerCase(Locale.ROOT)))
            .filter(e -> parent.isEmpty() || parent.get().equals(e.parent()))
            .map(Item::of)
            .toList();
    Page<Item> page = Page.of(context, parameters, found, Item::id, DEFAULT_LIMIT, MAX_LIMIT);
    Answers.json(
        context, new ListAnswer(page.items(), page.total(), page.truncated(), page.next()));
  }

  void one(Context context) {
    new Parameters(context, Set.of());
    Entity entity = directory.require(context.pathParam("id"));
    List<String> ancestry = new ArrayList<>();
    if (entity.parent() != null) {
      ancestry.addAll(directory.ancestry(entity.parent()));
    }
    List<PointItem> points =
        directory
            .unit(entity.id())
            .map(unit -> unit.points().stream().map(PointItem::of).toList())
            .orElse(null);
    Answers.json(context, new OneAnswer(Item.of(entity), ancestry, points));
  }
}
