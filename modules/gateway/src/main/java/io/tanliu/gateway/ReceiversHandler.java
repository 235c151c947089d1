// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.javalin.http.Context;
import io.tanliu.access.http.HttpGate;
import io.tanliu.avro.NotificationReceiver;
import io.tanliu.domain.notice.Receiver;
import io.tanliu.domain.notice.ReceiverRules;
import io.tanliu.reference.Seeds;
import io.tanliu.wire.ReceiverMapping;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** {@code /api/v1/receivers}: who is told of which alerts. */
final class ReceiversHandler {
  private final Seeds seeds;
  private final OwnWrites writes;
  private final BodyReader bodies;
  private final Clock clock;
  private final Map<String, Receiver> receivers = new ConcurrentSkipListMap<>();

  ReceiversHandler(Seeds seeds, OwnWrites writes, BodyReader bodies, Clock clock) {
    this.seeds = seeds;
    this.writes = writes;
    this.bodies = bodies;
    this.clock = clock;
  }

  /** Takes a record of the topic; null deletes. */
  void receiver(String id, NotificationReceiver record) {
    if (record == null) {
      receivers.remove(id);
    } else {
      receivers.put(id, ReceiverMapping.fromAvro(record));
    }
  }

  /** True when there is a receiver of that id. */
  boolean knows(String id) {
    return receivers.containsKey(id);
  }

  /** Registers receivers of a register document, or changes them. */
  synchronized void register(List<Receiver> wanted) {
    long more = wanted.stream().filter(receiver -> !knows(receiver.id())).count();
    if (receivers.size() + more > ReceiverRules.MAX_RECEIVERS) {
      throw Problem.of(
          Problem.Code.INVALID_REGISTER,
          "receivers",
          receivers.size() + " and " + more + " more",
          "at most " + ReceiverRules.MAX_RECEIVERS + " receivers");
    }
    for (Receiver receiver : wanted) {
      Receiver before = receivers.get(receiver.id());
      Receiver dated = receiver.since(before == null ? clock.millis() : before.since());
      if (!dated.equals(before)) {
        writes.write(Topics.REF_RECEIVER, dated.id(), ReceiverMapping.toAvro(dated), "receiver");
      }
    }
  }

  /** Registers a receiver, or changes it. */
  synchronized Answer put(Context ctx, InputStream body) throws IOException {
    String id = ctx.pathParam("id");
    Receiver before = receivers.get(id);
    if (before == null && receivers.size() >= ReceiverRules.MAX_RECEIVERS) {
      throw Problem.of(
          Problem.Code.INVALID_RECEIVER,
          "id",
          id,
          "at most " + ReceiverRules.MAX_RECEIVERS + " receivers");
    }
    long since = before == null ? clock.millis() : before.since();
    Receiver receiver =
        ReceiverDocument.read(id, text(ctx, body), seeds.regions()::contains, since);
    HttpGate.replaced(ctx, before, receiver);
    write(id, ReceiverMapping.toAvro(receiver));
    return Answer.json(before == null ? 201 : 200, json(receiver), "applied");
  }

  /** Forgets a receiver. */
  synchronized Answer delete(Context ctx, InputStream body) {
    Receiver before = find(ctx);
    HttpGate.replaced(ctx, before, null);
    write(before.id(), null);
    return Answer.json(200, json(before), "deleted");
  }

  /** One receiver. */
  Answer one(Context ctx, InputStream body) {
    return Answer.json(200, json(find(ctx)), "receivers");
  }

  /** All of them, by id. */
  Answer list(Context ctx, InputStream body) {
    List<Map<String, Object>> found =
        receivers.values().stream().map(ReceiversHandler::json).toList();
    return Answer.json(200, Map.of("receivers", found), "receivers");
  }

  private Receiver find(Context ctx) {
    String id = ctx.pathParam("id");
    Receiver found = receivers.get(id);
    if (found == null) {
      throw Problem.of(Problem.Code.UNKNOWN_RECEIVER, "id", id, "a registered receiver");
    }
    return found;
  }

  private void write(String id, NotificationReceiver receiver) {
    writes.write(Topics.REF_RECEIVER, id, receiver, "receiver");
  }

  private String text(Context ctx, InputStream body) throws IOException {
    String header = ctx.header("Content-Type");
    String type = BodyFormat.mediaType(header);
    if (!type.equals("application/json")) {
      throw Problem.of(
          Problem.Code.UNSUPPORTED_MEDIA_TYPE, "Content-Type", type, "application/json");
    }
    StringWriter text = new StringWriter();
    bodies.read(
        body,
        ReadingsRequest.gzip(ctx),
        BodyFormat.charset(header).orElse(StandardCharsets.UTF_8),
        ReceiverDocument.MAX_CHARACTERS,
        in -> in.transferTo(text));
    return text.toString();
  }

  private static Map<String, Object> json(Receiver receiver) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", receiver.id());
    json.put("name", receiver.name());
    json.put("kind", receiver.kind().name());
    json.put("address", receiver.address());
    json.put("secret", receiver.secret().orElse(null));
    json.put("regions", receiver.regions().stream().sorted().toList());
    json.put("subtree", receiver.subtree());
    json.put("rules", receiver.rules().stream().sorted().toList());
    json.put("leastSeverity", receiver.leastSeverity().name());
    json.put("language", receiver.language().name());
    json.put("enabled", receiver.enabled());
    json.put("since", Instant.ofEpochMilli(receiver.since()).toString());
    return json;
  }
}
