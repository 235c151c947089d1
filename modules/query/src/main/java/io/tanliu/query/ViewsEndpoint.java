// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.javalin.http.Context;
import io.tanliu.wire.Keys;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * {@code GET /api/v1/entities/{id}/views/{view}}: what is derived of a unit or region, as its topic
 * says it.
 */
final class ViewsEndpoint {
  private static final int DEFAULT_LIMIT = 200;
  private static final int MAX_LIMIT = 1_000;
  private static final char AFTER_ALL = '~';

  /** Topics by the name of their view. */
  static final Map<String, Topic<? extends SpecificRecord>> TOPICS = topics();

  private final Directory directory;
  private final Map<String, Reader> readers = new LinkedHashMap<>();

  /** Reads records of one topic wherever they are kept. */
  @FunctionalInterface
  interface Reader {
    /** The records of each scan, in the order of the scans. */
    List<List<SpecificRecord>> read(List<WindowScan> scans);
  }

  ViewsEndpoint(Directory directory, Function<Topic<? extends SpecificRecord>, Reader> readers) {
    this.directory = directory;
    TOPICS.forEach((view, topic) -> this.readers.put(view, readers.apply(topic)));
  }

  private static Map<String, Topic<? extends SpecificRecord>> topics() {
    Map<String, Topic<? extends SpecificRecord>> topics = new LinkedHashMap<>();
    topics.put("classes", Topics.CONTROL_CLASS);
    topics.put("code", Topics.CONTROL_CODE);
    topics.put("ranks", Topics.CONTROL_RANK);
    topics.put("screening", Topics.CONTROL_SCREENING);
    topics.put("allowances", Topics.CONTROL_ALLOWANCE);
    topics.put("synergy", Topics.CONTROL_SYNERGY);
    topics.put("utilisation", Topics.CONTROL_UTILISATION);
    topics.put("rankings", Topics.CONTROL_RANKING);
    topics.put("capacity", Topics.CONTROL_CAPACITY);
    topics.put("scores", Topics.CONTROL_SCORE);
    topics.put("hotspots", Topics.CONTROL_HOTSPOT);
    return topics;
  }

  /** Name of the store of a topic. */
  static String store(Topic<?> topic) {
    return "query-" + topic.name().substring(Topics.PREFIX.length()).replace('.', '-');
  }

  /** The records of one entity, in the order of their keys. */
  record Answer(String entity, String view, List<Map<String, Object>> items, boolean truncated) {}

  void handle(Context context) {
    Parameters parameters = new Parameters(context, Set.of("limit"));
    int limit = parameters.limit(DEFAULT_LIMIT, MAX_LIMIT);
    Entity entity = directory.require(context.pathParam("id"));
    String view = context.pathParam("view");
    Topic<?> topic =
        Optional.ofNullable(TOPICS.get(view))
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "UNKNOWN_VIEW",
                        "view",
                        Parameters.shorten(view),
                        "one of " + String.join(", ", TOPICS.keySet())));
    String first = entity.id() + Keys.SEPARATOR;
    List<List<SpecificRecord>> found =
        readers
            .get(view)
            .read(
                List.of(
                    WindowScan.exactly(store(topic), entity.id()),
                    new WindowScan(store(topic), first, first + AFTER_ALL, limit + 1, false)));
    List<Map<String, Object>> items =
        found.stream().flatMap(List::stream).map(AvroJson::of).toList();
    boolean truncated = items.size() > limit;
    Exported.records(context, SpecificData.get().getSchema(topic.valueType()));
    Answers.json(
        context,
        new Answer(entity.id(), view, truncated ? items.subList(0, limit) : items, truncated));
  }
}
