// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.javalin.http.Context;
import io.tanliu.avro.AlertDelivery;
import io.tanliu.wire.Resend;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * {@code POST /api/v1/notices/{id}/resend}: publishes a notice once more for receivers that refused
 * it for good. The notifier sends it under the same key as before, and only to whom it still counts
 * as failed, so a repeat of the request is harmless.
 */
final class ResendHandler {
  private static final Set<String> FIELDS = Set.of("author", "note", "receiver");
  private static final String FAILED = "FAILED";
  private static final String WAITING = "WAITING";

  private final Predicate<String> registered;
  private final NoticeFinder notices;
  private final Publisher publisher;
  private final BodyReader bodies;
  private final Clock clock;
  private final Map<String, Set<String>> failed = new ConcurrentHashMap<>();

  /**
   * @param registered knows the ids of receivers
   */
  ResendHandler(
      Predicate<String> registered,
      NoticeFinder notices,
      Publisher publisher,
      BodyReader bodies,
      Clock clock) {
    this.registered = registered;
    this.notices = notices;
    this.publisher = publisher;
    this.bodies = bodies;
    this.clock = clock;
  }

  /** Takes a record of the deliveries; null deletes. */
  void delivery(String key, AlertDelivery delivery) {
    int end = key.lastIndexOf('|');
    if (end < 0 || (delivery != null && delivery.getState().equals(WAITING))) {
      return;
    }
    boolean refused = delivery != null && delivery.getState().equals(FAILED);
    failed.compute(
        key.substring(0, end),
        (notice, receivers) -> {
          Set<String> now = receivers == null ? new TreeSet<>() : new TreeSet<>(receivers);
          if (refused) {
            now.add(key.substring(end + 1));
          } else {
            now.remove(key.substring(end + 1));
          }
          return now.isEmpty() ? null : now;
        });
  }

  /** Publishes it once more. */
  Answer post(Context ctx, InputStream body) throws IOException {
    String id = ctx.pathParam("id");
    JsonFields fields = JsonFields.read(bodies, body, ReadingsRequest.gzip(ctx), FIELDS);
    String author = fields.required("author", AlertCommandsHandler.LONGEST_NAME);
    String note = fields.text("note", AlertCommandsHandler.LONGEST_NOTE).orElse("");
    Optional<String> only = fields.text("receiver", AlertCommandsHandler.LONGEST_NAME);
    byte[] notice = moment(id).flatMap(at -> notices.find(id, at)).orElseThrow(() -> unknown(id));
    Set<String> receivers = receivers(id, only);
    long at = clock.millis();
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            Topics.ALERT_NOTICE.name(),
            null,
            at,
            id,
            notice,
            new Resend(receivers, author, note).headers());
    publisher.publish(List.of(record));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("notice", id);
    answer.put("receivers", List.copyOf(receivers));
    answer.put("at", Instant.ofEpochMilli(at).toString());
    return Answer.json(202, answer, "resent");
  }

  /** Ids end with their moment. */
  private static Optional<Long> moment(String id) {
    try {
      return Optional.of(Instant.parse(id.substring(id.lastIndexOf('|') + 1)).toEpochMilli());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Set<String> receivers(String id, Optional<String> only) {
    if (only.isPresent() && !registered.test(only.get())) {
      throw Problem.of(
          Problem.Code.UNKNOWN_RECEIVER, "receiver", only.get(), "a registered receiver");
    }
    Set<String> receivers = new TreeSet<>(failed.getOrDefault(id, Set.of()));
    receivers.removeIf(receiver -> !registered.test(receiver));
    only.ifPresent(receiver -> receivers.retainAll(Set.of(receiver)));
    if (receivers.isEmpty()) {
      throw Problem.of(
          Problem.Code.NOTHING_REFUSED,
          "receiver",
          only.orElse("any"),
          "a registered receiver whose delivery is FAILED in /api/v1/deliveries?notice=…");
    }
    return receivers;
  }

  private static ProblemException unknown(String id) {
    return Problem.of(
        Problem.Code.UNKNOWN_NOTICE, "id", id, "a notice of /api/v1/notices, at most 90 days old");
  }
}
