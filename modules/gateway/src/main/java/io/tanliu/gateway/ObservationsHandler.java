// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.javalin.http.Context;
import io.tanliu.access.http.HttpGate;
import io.tanliu.domain.station.Station;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;

/**
 * {@code POST /api/v1/stations/{id}/readings}: observations of a station or stack monitor as a JSON
 * array. Each is taken or refused by itself; the same one sent again changes nothing, so a request
 * without an answer may be repeated.
 */
final class ObservationsHandler {
  private static final String SOURCE = "http";

  private final GatewaySettings settings;
  private final StationBook book;
  private final Publisher publisher;
  private final BodyReader bodies;
  private final Clock clock;

  ObservationsHandler(
      GatewaySettings settings,
      StationBook book,
      Publisher publisher,
      BodyReader bodies,
      Clock clock) {
    this.settings = settings;
    this.book = book;
    this.publisher = publisher;
    this.bodies = bodies;
    this.clock = clock;
  }

  /** Takes observations. */
  Answer post(Context ctx, InputStream body) throws IOException {
    String id = ctx.pathParam("id");
    Station station = book.find(id).orElseThrow(() -> StationsHandler.unknown(id));
    String type = BodyFormat.mediaType(ctx.header("Content-Type"));
    if (!type.equals("application/json")) {
      throw Problem.of(
          Problem.Code.UNSUPPORTED_MEDIA_TYPE, "Content-Type", type, "application/json");
    }
    SentObservations sent =
        new SentObservations(
            station,
            new SentObservations.Sender(
                UUID.randomUUID().toString(),
                SOURCE,
                settings.name(),
                HttpGate.caller(ctx).id(),
                clock.millis()),
            settings.maxReadings());
    bodies.read(body, ReadingsRequest.gzip(ctx), StandardCharsets.UTF_8, sent::read);
    publisher.publish(sent.records(publisher));
    int status = sent.status();
    return Answer.json(status, sent.receipt(), status == 202 ? "accepted" : "all_rejected");
  }
}
