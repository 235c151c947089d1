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
import io.tanliu.avro.StationFrame;
import io.tanliu.avro.StationObservation;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.station.Station;
import io.tanliu.wire.ObservationRules;
import io.tanliu.wire.RejectionMapping;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Observations of one request, each taken or refused by itself. */
final class SentObservations {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Station station;
  private final Sender sender;
  private final int most;
  private final List<StationObservation> taken = new ArrayList<>();
  private final List<Refused> refused = new ArrayList<>();
  private int received;

  /**
   * @param most observations in the request
   */
  SentObservations(Station station, Sender sender, int most) {
    this.station = station;
    this.sender = sender;
    this.most = most;
  }

  /**
   * How they came.
   *
   * @param frameId identity of the request
   * @param source the door
   * @param gateway name of this gateway
   * @param caller id of who sent them; empty when nobody was asked
   * @param receivedAt epoch milliseconds
   */
  record Sender(String frameId, String source, String gateway, String caller, long receivedAt) {}

  /** An observation that was refused. */
  private record Refused(int index, Optional<StationObservation> one, ReadingError error) {}

  /** Reads a JSON array of observations and judges each. */
  void read(Reader text) throws IOException {
    JsonParser parser = JsonReadings.parser(text);
    try {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new MalformedBodyException(
            "the beginning", "a JSON array of observations is expected");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (received == most) {
          throw Problem.of(
              Problem.Code.TOO_MANY_READINGS,
              "body",
              "more than " + received,
              "at most " + most + " observations per request");
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
            .or(() -> ObservationRules.check(station, sent.observation(), sender.receivedAt(), 0))
            .or(() -> sent.wrongUnit(station));
    if (error.isPresent()) {
      refused.add(new Refused(received, Optional.ofNullable(sent.observation()), error.get()));
    } else {
      taken.add(sent.observation());
    }
  }

  /** Frames of what was taken, and what was refused with its reason. */
  List<ProducerRecord<String, byte[]>> records(Publisher publisher) {
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
        .setFrameId(sender.frameId() + "-" + (from / GatewaySettings.FRAME_READINGS + 1))
        .setStation(station.id())
        .setReceivedAt(Instant.ofEpochMilli(sender.receivedAt()))
        .setSource(sender.source())
        .setGateway(sender.gateway())
        .setSender(sender.caller())
        .setObservations(observations)
        .build();
  }

  /** Status of the answer: 422 when there were observations and none was taken. */
  int status() {
    return taken.isEmpty() && received > 0 ? 422 : 202;
  }

  /** The receipt, which lists what was refused. */
  Map<String, Object> receipt() {
    Map<String, Object> receipt = new LinkedHashMap<>();
    receipt.put("frame", sender.frameId());
    receipt.put("station", station.id());
    receipt.put("receivedAt", Instant.ofEpochMilli(sender.receivedAt()).toString());
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
