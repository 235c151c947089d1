// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.javalin.http.Context;
import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.alert.life.Command;
import io.tanliu.domain.alert.life.Command.Action;
import io.tanliu.wire.CommandMapping;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * {@code POST /api/v1/alerts/{id}/acknowledgements}, {@code …/notes} and {@code …/escalations}:
 * what people ask of an alert. What was asked is on its topic when it is answered; what came of it
 * shows in the alert, with the same command id.
 */
final class AlertCommandsHandler {
  static final int LONGEST_NAME = 100;
  static final int LONGEST_NOTE = 2_000;
  private static final Set<String> FIELDS = Set.of("author", "note", "episode");

  private final AlertBook alerts;
  private final Publisher publisher;
  private final BodyReader bodies;
  private final Clock clock;

  AlertCommandsHandler(AlertBook alerts, Publisher publisher, BodyReader bodies, Clock clock) {
    this.alerts = alerts;
    this.publisher = publisher;
    this.bodies = bodies;
    this.clock = clock;
  }

  Answer acknowledge(Context ctx, InputStream body) throws IOException {
    return answer(ctx, body, Action.ACKNOWLEDGE);
  }

  Answer unacknowledge(Context ctx, InputStream body) throws IOException {
    return answer(ctx, body, Action.UNACKNOWLEDGE);
  }

  Answer note(Context ctx, InputStream body) throws IOException {
    return answer(ctx, body, Action.NOTE);
  }

  Answer escalate(Context ctx, InputStream body) throws IOException {
    return answer(ctx, body, Action.ESCALATE);
  }

  private Answer answer(Context ctx, InputStream body, Action action) throws IOException {
    String id = ctx.pathParam("id");
    AlertKey alert = AlertKey.parse(id).orElseThrow(() -> unknown(id));
    AlertBook.Standing standing = alerts.alert(id).orElseThrow(() -> unknown(id));
    JsonFields fields = JsonFields.read(bodies, body, ReadingsRequest.gzip(ctx), FIELDS);
    Optional<Integer> episode = fields.whole("episode", 1, Integer.MAX_VALUE);
    boolean note = action == Action.NOTE;
    if (!note && !standing.open()) {
      throw Problem.of(
          Problem.Code.ALERT_NOT_OPEN, "id", id + " is " + standing.state(), "a firing alert");
    }
    if (episode.isPresent() && episode.get() != standing.episode()) {
      throw Problem.of(
          Problem.Code.ALERT_NOT_OPEN,
          "episode",
          episode.get().toString(),
          "the one that runs: " + standing.episode());
    }
    Command command =
        new Command(
            ReadingsRequest.key(ctx).orElseGet(() -> UUID.randomUUID().toString()),
            action,
            episode.isPresent() ? OptionalInt.of(episode.get()) : OptionalInt.empty(),
            fields.required("author", LONGEST_NAME),
            note
                ? fields.required("note", LONGEST_NOTE)
                : fields.text("note", LONGEST_NOTE).orElse(""));
    long at = clock.millis();
    publisher.publish(
        List.of(
            publisher.record(
                Topics.ALERT_COMMAND, alert.entity(), CommandMapping.toAvro(alert, command, at))));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("commandId", command.id());
    answer.put("alertId", id);
    answer.put("action", action.name());
    answer.put("episode", episode.orElse(standing.episode()));
    answer.put("at", Instant.ofEpochMilli(at).toString());
    return Answer.json(202, answer, "asked");
  }

  private static ProblemException unknown(String id) {
    return Problem.of(
        Problem.Code.UNKNOWN_ALERT, "id", id, "an alert of /api/v1/alerts: 'rule|entity|subject'");
  }
}
