// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.javalin.http.Context;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.time.Granularity;
import io.tanliu.reference.Quantity;
import io.tanliu.reference.Seeds;
import io.tanliu.wire.Keys;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /api/v1/entities/{id}/windows}. */
final class WindowsEndpoint {
  private static final Set<String> PARAMETERS =
      Set.of("quantity", "granularity", "from", "to", "limit");

  /** Pages that an export follows: nearly three years of quarter hours with 50 000 in a page. */
  private static final int EXPORT_PAGES = 2;

  private static final Instant END_OF_TIME = Instant.parse("2201-01-01T00:00:00Z");

  private final Directory directory;
  private final Seeds seeds;
  private final WindowReader reader;
  private final int maxWindows;

  WindowsEndpoint(Directory directory, Seeds seeds, WindowReader reader, int maxWindows) {
    this.directory = directory;
    this.seeds = seeds;
    this.reader = reader;
    this.maxWindows = maxWindows;
  }

  void handle(Context context) {
    Parameters parameters = new Parameters(context, PARAMETERS);
    Quantity quantity = parameters.quantity(seeds, Quantities.TCE);
    Span span = Span.parse(parameters.text("granularity").orElse(Granularity.DAY.code()));
    int limit = parameters.limit(maxWindows, maxWindows);
    Entity entity = directory.require(context.pathParam("id"));
    Range range = range(parameters, entity, span);
    boolean whole = Exported.wanted(context) && parameters.text("limit").isEmpty();
    Found found = new Found(entity, quantity, span);
    for (int page = 0; page == 0 || (whole && page < EXPORT_PAGES && found.next != null); page++) {
      found.page(read(entity, span, found.rest(range), limit + 1), limit);
    }
    String next = found.next == null ? null : next(context, span, found.next, limit, range);
    Answers.json(context, found.answer(next));
  }

  /** From, inclusive, to, exclusive. */
  private record Range(Instant from, Instant to) {
    boolean holds(Instant time) {
      return !time.isBefore(from) && time.isBefore(to);
    }
  }

  private Range range(Parameters parameters, Entity entity, Span span) {
    Optional<Instant> from =
        parameters.text("from").map(t -> TimeParameter.parse("from", t, entity.zone()));
    Optional<Instant> to =
        parameters.text("to").map(t -> TimeParameter.parse("to", t, entity.zone()));
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw Problem.badRequest(
          "EMPTY_RANGE",
          "from",
          parameters.text("from").orElseThrow(),
          "a time before 'to' (" + parameters.text("to").orElseThrow() + ")");
    }
    if (from.isPresent() || span.calendar().isEmpty()) {
      return new Range(from.orElse(Instant.EPOCH), to.orElse(END_OF_TIME));
    }
    Instant end = to.orElseGet(() -> newestEnd(entity, span));
    return new Range(someTimeBefore(end, span.calendar().get(), entity.zone()), end);
  }

  private Instant newestEnd(Entity entity, Span span) {
    WindowScan newest = WindowScan.newest(QueryTopology.ENERGY, entity.id(), span.code());
    return reader.read(List.of(newest)).get(0).stream()
        .findFirst()
        .map(EntityWindow::getEnd)
        .orElse(END_OF_TIME);
  }

  /** Without 'from': a day of quarter hours, a week of hours, a month of days and so on. */
  private static Instant someTimeBefore(Instant end, Granularity granularity, ZoneId zone) {
    var local = end.atZone(zone);
    var start =
        switch (granularity) {
          case QUARTER_HOUR -> local.minusDays(1);
          case HOUR -> local.minusWeeks(1);
          case DAY -> local.minusMonths(1);
          case MONTH -> local.minusYears(1);
          case YEAR -> local.minusYears(10);
        };
    return start.toInstant().isBefore(Instant.EPOCH) ? Instant.EPOCH : start.toInstant();
  }

  private List<EntityWindow> read(Entity entity, Span span, Range range, int limit) {
    String store = QueryTopology.ENERGY;
    if (span.calendar().isPresent()) {
      WindowScan scan =
          WindowScan.between(store, entity.id(), span.code(), range.from(), range.to(), limit);
      return reader.read(List.of(scan)).get(0);
    }
    WindowScan scan = WindowScan.exactly(store, Keys.rolling(entity.id(), span.code()));
    return reader.read(List.of(scan)).get(0).stream()
        .filter(window -> range.holds(window.getStart()))
        .toList();
  }

  /** What was found so far, page by page: of a window no more is kept than what is shown. */
  private static final class Found {
    private final Entity entity;
    private final Quantity quantity;
    private final Span span;
    private final List<WindowsAnswer.Item> items = new ArrayList<>();
    private String zone;
    private Instant asOf;
    private EntityWindow next;

    Found(Entity entity, Quantity quantity, Span span) {
      this.entity = entity;
      this.quantity = quantity;
      this.span = span;
      this.zone = entity.zone().getId();
    }

    Range rest(Range range) {
      return next == null ? range : new Range(next.getStart(), range.to());
    }

    void page(List<EntityWindow> found, int limit) {
      next = found.size() > limit ? found.get(limit) : null;
      for (EntityWindow window : found.subList(0, Math.min(limit, found.size()))) {
        WindowAmount amount = window.getAmounts().get(quantity.name());
        if (amount != null) {
          items.add(WindowsAnswer.Item.of(window, amount, quantity.dimension()));
          asOf = asOf == null || window.getAsOf().isAfter(asOf) ? window.getAsOf() : asOf;
          zone = window.getZone();
        }
      }
    }

    WindowsAnswer answer(String nextPage) {
      return new WindowsAnswer(
          entity.id(),
          quantity.name(),
          quantity.dimension().displayUnit(),
          span.code(),
          zone,
          asOf == null ? null : Times.iso(asOf, ZoneId.of(zone)),
          items,
          nextPage);
    }
  }

  private static String next(
      Context context, Span span, EntityWindow first, int limit, Range range) {
    StringBuilder address = new StringBuilder(context.path());
    address.append("?granularity=").append(span.code());
    String quantity = context.queryParam("quantity");
    if (quantity != null) {
      address.append("&quantity=").append(URLEncoder.encode(quantity, StandardCharsets.UTF_8));
    }
    return address
        .append("&from=")
        .append(first.getStart())
        .append("&to=")
        .append(range.to())
        .append("&limit=")
        .append(limit)
        .toString();
  }
}
