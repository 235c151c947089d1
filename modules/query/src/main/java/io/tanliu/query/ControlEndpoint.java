// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.javalin.http.Context;
import io.tanliu.wire.Keys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * {@code GET /api/v1/lamps}, {@code /intensity}, {@code /shares} and {@code /forecasts}: what the
 * control application has found of one entity.
 *
 * @param <R> records of the topic
 */
final class ControlEndpoint<R> {
  private static final int DEFAULT_LIMIT = 1_000;
  private static final int MAX_LIMIT = 10_000;

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
    Parameters parameters = new Parameters(context, accepted);
    int limit = parameters.limit(DEFAULT_LIMIT, MAX_LIMIT);
    String entity =
        parameters
            .text("entity")
            .orElseThrow(
                () ->
                    Problem.badRequest(
                        "NO_ENTITY", "entity", "", "a unit id, region code or industry-<code>"));
    directory.require(entity);
    String prefix = entity + Keys.SEPARATOR;
    WindowScan scan = new WindowScan(store, prefix, prefix + '~', MAX_LIMIT, false);
    List<R> found =
        reader.read(List.of(scan)).get(0).stream().filter(r -> chosen(parameters, r)).toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(name, found.stream().limit(limit).map(shown).toList());
    answer.put("total", found.size());
    answer.put("truncated", found.size() > limit);
    Answers.json(context, answer);
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
