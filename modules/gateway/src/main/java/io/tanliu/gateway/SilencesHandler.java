// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.javalin.http.Context;
import io.tanliu.access.Permission;
import io.tanliu.access.Place;
import io.tanliu.access.Places;
import io.tanliu.access.http.HttpGate;
import io.tanliu.avro.AlertSilence;
import io.tanliu.domain.alert.AlertKey;
import io.tanliu.reference.Regions;
import io.tanliu.wire.SilenceMapping;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code PUT}, {@code DELETE} and {@code GET /api/v1/silences}: times in which matching alerts are
 * not told. A silence must name somebody, a reason and an end.
 */
final class SilencesHandler {
  private static final Set<String> FIELDS =
      Set.of(
          "rules",
          "entity",
          "region",
          "severity",
          "alertId",
          "from",
          "until",
          "duration",
          "days",
          "dailyFrom",
          "dailyUntil",
          "zone",
          "author",
          "reason");
  private static final Set<String> SEVERITIES = Set.of("WARNING", "CRITICAL");
  private static final int LONGEST = 200;
  private static final Duration LONGEST_SILENCE = Duration.ofDays(366);
  private static final int MOST = 1_000;

  private final Regions regions;
  private final AlertBook book;
  private final OwnWrites writes;
  private final BodyReader bodies;
  private final Clock clock;

  SilencesHandler(
      Regions regions, AlertBook book, OwnWrites writes, BodyReader bodies, Clock clock) {
    this.regions = regions;
    this.book = book;
    this.writes = writes;
    this.bodies = bodies;
    this.clock = clock;
  }

  /** Sets or changes a silence; the same again changes nothing. */
  Answer put(Context ctx, InputStream body) throws IOException {
    String id = id(ctx);
    Optional<AlertSilence> before = book.silence(id);
    before.ifPresent(silence -> HttpGate.require(ctx, Permission.DECIDE, at(silence)));
    boolean known = before.isPresent();
    if (!known && book.silences().size() >= MOST) {
      throw JsonFields.refused("id", id, "at most " + MOST + " silences; delete some first");
    }
    AlertSilence silence =
        silence(id, JsonFields.read(bodies, body, ReadingsRequest.gzip(ctx), FIELDS));
    HttpGate.require(ctx, Permission.DECIDE, at(silence));
    HttpGate.replaced(ctx, before.orElse(null), silence);
    write(id, silence);
    return Answer.json(known ? 200 : 201, json(silence), "silenced");
  }

  /** Ends a silence. */
  Answer delete(Context ctx, InputStream body) throws IOException {
    String id = id(ctx);
    AlertSilence silence =
        book.silence(id)
            .orElseThrow(
                () -> Problem.of(Problem.Code.UNKNOWN_SILENCE, "id", id, "of /api/v1/silences"));
    HttpGate.require(ctx, Permission.DECIDE, at(silence));
    HttpGate.replaced(ctx, silence, null);
    write(id, null);
    return Answer.json(200, json(silence), "unsilenced");
  }

  /** All of them. */
  Answer list(Context ctx) {
    List<Map<String, Object>> all =
        book.silences().stream()
            .filter(silence -> HttpGate.may(ctx, Permission.READ, at(silence)))
            .map(this::json)
            .toList();
    return Answer.json(200, Map.of("silences", all), "silences");
  }

  /** What a silence covers; one that names nothing covers the province. */
  private static Function<Places, Place> at(AlertSilence silence) {
    return places -> {
      if (silence.getEntity() != null) {
        return places.entity(silence.getEntity());
      }
      if (silence.getAlertId() != null) {
        return AlertKey.parse(silence.getAlertId())
            .map(key -> places.entity(key.entity()))
            .orElse(Place.EVERYTHING);
      }
      return silence.getRegion() == null ? places.home() : places.region(silence.getRegion());
    };
  }

  private static String id(Context ctx) {
    String id = ctx.pathParam("id");
    if (!id.matches("[A-Za-z0-9._-]{1,64}")) {
      throw JsonFields.refused("id", id, "1 to 64 characters of A-Z a-z 0-9 . _ -");
    }
    return id;
  }

  private AlertSilence silence(String id, JsonFields fields) {
    Instant now = clock.instant();
    Instant from = fields.moment("from").orElse(now);
    if (fields.has("until") == fields.has("duration")) {
      throw JsonFields.refused("until", "both or none", "either until or duration");
    }
    Instant until =
        fields.moment("until").or(() -> fields.duration("duration").map(from::plus)).orElseThrow();
    if (!until.isAfter(from) || !until.isAfter(now)) {
      throw JsonFields.refused("until", until.toString(), "after from and after now");
    }
    if (Duration.between(from, until).compareTo(LONGEST_SILENCE) > 0) {
      throw JsonFields.refused("until", until.toString(), "at most 366 days after from");
    }
    Optional<String> region = fields.text("region", LONGEST);
    if (region.filter(code -> !regions.contains(code)).isPresent()) {
      // It would cover nothing, and nobody would notice.
      throw JsonFields.refused("region", region.get(), "the code of a region");
    }
    if (fields.has("dailyFrom") != fields.has("dailyUntil")) {
      throw JsonFields.refused("dailyUntil", "one without the other", "both or none");
    }
    AlertSilence silence =
        AlertSilence.newBuilder()
            .setId(id)
            .setRules(fields.texts("rules").orElse(List.of()))
            .setEntity(fields.text("entity", LONGEST).orElse(null))
            .setRegion(region.orElse(null))
            .setSeverity(fields.choice("severity", SEVERITIES).orElse(null))
            .setAlertId(fields.text("alertId", LONGEST).orElse(null))
            .setFrom(from)
            .setUntil(until)
            .setDays(fields.texts("days").orElse(List.of()))
            .setDailyFrom(fields.text("dailyFrom", LONGEST).orElse(null))
            .setDailyUntil(fields.text("dailyUntil", LONGEST).orElse(null))
            .setZone(zone(fields.text("zone", LONGEST).orElse("Asia/Shanghai")))
            .setAuthor(fields.required("author", AlertCommandsHandler.LONGEST_NAME))
            .setReason(fields.required("reason", AlertCommandsHandler.LONGEST_NOTE))
            .setSetAt(now)
            .build();
    try {
      SilenceMapping.fromAvro(silence);
    } catch (IllegalArgumentException e) {
      throw JsonFields.refused("silence", String.valueOf(e.getMessage()), "what it says");
    }
    return silence;
  }

  private static String zone(String text) {
    try {
      return ZoneId.of(text).getId();
    } catch (DateTimeException e) {
      throw JsonFields.refused("zone", text, "a time zone such as Asia/Shanghai or +08:00");
    }
  }

  private void write(String id, AlertSilence silence) {
    writes.write(Topics.ALERT_SILENCE, id, silence, "silence");
  }

  private Map<String, Object> json(AlertSilence silence) {
    Map<String, Object> json = new LinkedHashMap<>();
    Instant now = clock.instant();
    json.put("id", silence.getId());
    json.put(
        "state",
        now.isBefore(silence.getFrom())
            ? "planned"
            : now.isBefore(silence.getUntil()) ? "active" : "ended");
    json.put("rules", silence.getRules());
    json.put("entity", silence.getEntity());
    json.put("region", silence.getRegion());
    json.put("severity", silence.getSeverity());
    json.put("alertId", silence.getAlertId());
    json.put("from", silence.getFrom().toString());
    json.put("until", silence.getUntil().toString());
    json.put("days", silence.getDays());
    json.put("dailyFrom", silence.getDailyFrom());
    json.put("dailyUntil", silence.getDailyUntil());
    json.put("zone", silence.getZone());
    json.put("author", silence.getAuthor());
    json.put("reason", silence.getReason());
    json.put("setAt", silence.getSetAt().toString());
    return json;
  }
}
