// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.tanliu.access.http.HttpGate;
import io.tanliu.avro.StationFrame;
import io.tanliu.avro.StationObservation;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.station.Station;
import io.tanliu.wire.ObservationRules;
import io.tanliu.wire.RejectionMapping;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * {@code POST /api/v1/stations/{id}/readings}: observations of a station or stack monitor as a JSON
 * array. Each is taken or refused by itself; the same one sent again changes nothing, so a request
 * without an answer may be repeated.
 */
final class ObservationsHandler {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
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
    Request request = new Request(station, HttpGate.caller(ctx).id(), clock.millis());
    bodies.read(body, ReadingsRequest.gzip(ctx), StandardCharsets.UTF_8, request::read);
    publisher.publish(request.records());
    int status = request.taken.isEmpty() && request.received > 0 ? 422 : 202;
    return Answer.json(status, request.receipt(), status == 202 ? "accepted" : "all_rejected");
  }

  /** An observation that was refused. */
  private record Refused(int index, Optional<StationObservation> one, ReadingError error) {}

  /** One request. */
  private final class Request {
    private final Station station;
    private final String sender;
    private final long receivedAt;
    private final String frameId = UUID.randomUUID().toString();
    private final List<StationObservation> taken = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private int received;

    Request(Station station, String sender, long receivedAt) {
      this.station = station;
      this.sender = sender;
      this.receivedAt = receivedAt;
    }

    void read(Reader text) throws IOException {
      JsonParser parser = JsonReadings.parser(text);
      try {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
          throw new MalformedBodyException(
              "the beginning", "a JSON array of observations is expected");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          if (received == settings.maxReadings()) {
            throw Problem.of(
                Problem.Code.TOO_MANY_READINGS,
                "body",
                "more than " + received,
                "at most " + settings.maxReadings() + " observations per request");
          }
          judge(JSON.readTree(parser));
          received++;
        }
        JsonReadings.end(parser, "array");
      } catch (JsonProcessingException e) {
        throw JsonReadings.malformed(e);
      }
    }

    private void judge(JsonNode node) {
      SentObservation sent = SentObservation.of(node);
      Optional<ReadingError> error =
          sent.error()
              .or(() -> ObservationRules.check(station, sent.observation(), receivedAt, 0))
              .or(() -> sent.wrongUnit(station));
      if (error.isPresent()) {
        refused.add(new Refused(received, Optional.ofNullable(sent.observation()), error.get()));
      } else {
        taken.add(sent.observation());
      }
    }

    List<ProducerRecord<String, byte[]>> records() {
      List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
      for (int from = 0; from < taken.size(); from += GatewaySettings.FRAME_READINGS) {
        int to = Math.min(from + GatewaySettings.FRAME_READINGS, taken.size());
        records.add(
            publisher.record(
                Topics.STATION_READING, station.id(), frame(taken.subList(from, to), from)));
      }
      for (Refused one : refused) {
        StationFrame frame = frame(one.one().map(List::of).orElse(List.of()), 0);
        var record =
            ObservationRules.rejected(
                frame, one.one().isPresent() ? 0 : -1, one.error(), RejectionMapping.GATEWAY);
        record.setIndex(one.index());
        records.add(publisher.record(Topics.STATION_REJECTED, station.id(), record));
      }
      return records;
    }

    private StationFrame frame(List<StationObservation> observations, int from) {
      return StationFrame.newBuilder()
          .setFrameId(frameId + "-" + (from / GatewaySettings.FRAME_READINGS + 1))
          .setStation(station.id())
          .setReceivedAt(Instant.ofEpochMilli(receivedAt))
          .setSource(SOURCE)
          .setGateway(settings.name())
          .setSender(sender)
          .setObservations(observations)
          .build();
    }

    Map<String, Object> receipt() {
      Map<String, Object> receipt = new LinkedHashMap<>();
      receipt.put("frame", frameId);
      receipt.put("station", station.id());
      receipt.put("receivedAt", Instant.ofEpochMilli(receivedAt).toString());
      receipt.put("received", received);
      receipt.put("accepted", taken.size());
      receipt.put("rejectedCount", refused.size());
      List<Map<String, Object>> listed = new ArrayList<>();
      for (Refused one : refused) {
        if (listed.size() < GatewaySettings.LISTED_REJECTIONS) {
          Map<String, Object> error = new LinkedHashMap<>();
          error.put("index", one.index());
          error.put("code", one.error().code().name());
          error.put("field", one.error().field());
          error.put("value", Text.shorten(one.error().value(), 200));
          error.put("expected", Text.shorten(one.error().expected(), 300));
          listed.add(error);
        }
      }
      receipt.put("rejected", listed);
      receipt.put("rejectedTruncated", listed.size() < refused.size());
      return receipt;
    }
  }
}
