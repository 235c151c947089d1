// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.tanliu.access.http.HttpGate;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.reference.Seeds;
import io.tanliu.wire.Keys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code GET /api/v1/targets}. */
final class TargetsEndpoint {
  private static final int DEFAULT_LIMIT = 1_000;
  private static final int MAX_LIMIT = 100_000;
  private static final String ALL = "all";
  private static final List<String> STATUSES =
      List.of(ALL, "judged", "not_judged", "not_set", "reference", "contradicted");

  private final Directory directory;
  private final Seeds seeds;

  TargetsEndpoint(Directory directory, Seeds seeds) {
    this.directory = directory;
    this.seeds = seeds;
  }

  /** The list; {@code truncated} when there are more than the limit. */
  record ListAnswer(
      List<TargetJson> targets,
      int total,
      boolean truncated,
      @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

  void list(Context context) {
    Parameters parameters = new Parameters(context, Page.parameters("entity", "status"));
    Optional<String> entity = parameters.text("entity");
    entity.ifPresent(directory::require);
    String status = parameters.choice("status", STATUSES, ALL);
    List<Target> found =
        directory.targets(entity).stream()
            .filter(target -> HttpGate.sees(context, target.entity()))
            .filter(target -> is(target, status))
            .toList();
    Map<String, Target> byId =
        directory.targets(Optional.empty()).stream()
            .collect(Collectors.toMap(Target::id, Function.identity(), (a, b) -> a));
    Page<Target> page =
        Page.of(
            context,
            parameters,
            found,
            target -> Keys.target(target.entity(), target.id()),
            DEFAULT_LIMIT,
            MAX_LIMIT);
    List<TargetJson> items =
        page.items().stream()
            .map(target -> TargetJson.of(target, directory.find(target.entity()), seeds, byId))
            .toList();
    Answers.json(context, new ListAnswer(items, page.total(), page.truncated(), page.next()));
  }

  private static boolean is(Target target, String status) {
    return switch (status) {
      case "judged" -> target.isJudged();
      case "not_judged" ->
          target.type() != TargetType.REFERENCE && target.isSet() && !target.isJudged();
      case "not_set" -> target.type() != TargetType.REFERENCE && !target.isSet();
      case "reference" -> target.type() == TargetType.REFERENCE;
      case "contradicted" -> !target.terms().origin().contradicts().isEmpty();
      default -> true;
    };
  }
}
