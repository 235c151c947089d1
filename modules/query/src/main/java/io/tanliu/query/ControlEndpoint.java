// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.javalin.http.Context;
import io.tanliu.wire.Keys;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * {@code GET /api/v1/lamps}, {@code /intensity}, {@code /shares} and {@code /forecasts}: what the
 * control application has found of one entity, or of what lies directly below a region.
 *
 * @param <R> records of the topic
 */
final class ControlEndpoint<R> {
  private static final int DEFAULT_LIMIT = 1_000;
  private static final int MAX_LIMIT = 10_000;
  private static final String CHILDREN = "children";
  private static final String AFTER = "after";
  private static final int DEFAULT_CHILDREN = 50;
  private static final int MAX_CHILDREN = 500;

  private final Directory directory;
  private final String store;
  private final String name;
  private final Reader<R> reader;
  private final Function<R, Map<String, Object>> shown;
  private final Map<String, Function<R, String>> filters;

  /** Reads records wherever they are kept. */
  @FunctionalInterface
  interface Reader<R> {
    /** The records of each scan, in the order of the scans. */
    List<List<R>> read(List<WindowScan> scans);
  }

  /**
   * @param store where the records are
   * @param name of the list in the answer
   * @param filters parameters by which the records can be chosen, and what of a record they mean
   */
  ControlEndpoint(
      Directory directory,
      String store,
      String name,
      Reader<R> reader,
      Function<R, Map<String, Object>> shown,
      Map<String, Function<R, String>> filters) {
    this.directory = directory;
    this.store = store;
    this.name = name;
    this.reader = reader;
    this.shown = shown;
    this.filters = filters;
  }

  void list(Context context) {
    Set<String> accepted = new TreeSet<>(filters.keySet());
    accepted.add("entity");
    accepted.add("limit");
    accepted.add(CHILDREN);
    accepted.add(AFTER);
    Parameters parameters = new Parameters(context, accepted);
    boolean below = parameters.choice(CHILDREN, List.of("true", "false"), "false").equals("true");
    String entity =
        parameters
            .text("entity")
            .orElseThrow(
                () ->
                    Problem.badRequest(
                        "NO_ENTITY", "entity", "", "a unit id, region code or industry-<code>"));
    directory.require(entity);
    if (below) {
      children(context, parameters, entity);
      return;
    }
    int limit = parameters.limit(DEFAULT_LIMIT, MAX_LIMIT);
    List<R> found =
        reader.read(List.of(scan(entity))).get(0).stream()
            .filter(r -> chosen(parameters, r))
            .toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(name, found.stream().limit(limit).map(shown).toList());
    answer.put("total", found.size());
    answer.put("truncated", found.size() > limit);
    Answers.json(context, answer);
  }

  private WindowScan scan(String entity) {
    String prefix = entity + Keys.SEPARATOR;
    return new WindowScan(store, prefix, prefix + '~', MAX_LIMIT, false);
  }

  /** Regions and units directly below, by id; a page is a number of them. */
  private void children(Context context, Parameters parameters, String region) {
    int limit = parameters.limit(DEFAULT_CHILDREN, MAX_CHILDREN);
    List<String> all =
        Stream.concat(directory.regionsBelow(region).stream(), directory.unitsIn(region).stream())
            .map(Entity::id)
            .sorted()
            .toList();
    List<String> rest =
        parameters
            .text(AFTER)
            .map(after -> all.stream().filter(id -> id.compareTo(after) > 0).toList())
            .orElse(all);
    List<String> page = rest.subList(0, Math.min(limit, rest.size()));
    List<R> found =
        page.isEmpty()
            ? List.of()
            : reader.read(page.stream().map(this::scan).toList()).stream()
                .flatMap(List::stream)
                .filter(r -> chosen(parameters, r))
                .toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(name, found.stream().map(shown).toList());
    answer.put("total", found.size());
    answer.put("truncated", false);
    answer.put(CHILDREN, all.size());
    if (page.size() < rest.size()) {
      answer.put("next", next(context, parameters, region, limit, page.get(page.size() - 1)));
    }
    Answers.json(context, answer);
  }

  private String next(
      Context context, Parameters parameters, String region, int limit, String last) {
    StringBuilder address =
        new StringBuilder(context.path())
            .append("?entity=")
            .append(region)
            .append("&children=true");
    for (String filter : new TreeSet<>(filters.keySet())) {
      parameters
          .text(filter)
          .ifPresent(
              value ->
                  address
                      .append('&')
                      .append(filter)
                      .append('=')
                      .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    }
    return address
        .append("&limit=")
        .append(limit)
        .append("&after=")
        .append(URLEncoder.encode(last, StandardCharsets.UTF_8))
        .toString();
  }

  private boolean chosen(Parameters parameters, R record) {
    for (Map.Entry<String, Function<R, String>> filter : filters.entrySet()) {
      Optional<String> wanted = parameters.text(filter.getKey());
      if (wanted.isPresent() && !wanted.get().equals(filter.getValue().apply(record))) {
        return false;
      }
    }
    return true;
  }
}
