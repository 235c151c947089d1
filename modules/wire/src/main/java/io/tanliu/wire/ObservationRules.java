// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.RejectedReading;
import io.tanliu.avro.StationFrame;
import io.tanliu.avro.StationObservation;
import io.tanliu.domain.reading.FrameRules;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingError.Code;
import io.tanliu.domain.reading.ReadingRules;
import io.tanliu.domain.station.Station;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Judges observations of stations: the same whatever door they came through. */
public final class ObservationRules {
  /** How far behind the newest observation of a station one may lie (修正期). */
  public static final Duration HORIZON = Duration.ofDays(45);

  /** Stage of an observation that was refused while means were made. */
  public static final String STATIONS = "stations";

  private ObservationRules() {}

  /** What a frame says of itself, to be judged as frames of readings are. */
  public static FrameRules.Head head(StationFrame frame) {
    return new FrameRules.Head(
        frame.getFrameId(),
        "station",
        frame.getStation(),
        frame.getReceivedAt().toEpochMilli(),
        frame.getSource(),
        frame.getGateway(),
        frame.getSender(),
        frame.getObservations().size());
  }

  /**
   * What is wrong with an observation, or empty.
   *
   * @param receivedAt when it was received, epoch milliseconds
   * @param head newest event time of the station, epoch milliseconds; 0 when nobody knows
   */
  public static Optional<ReadingError> check(
      Station station, StationObservation observation, long receivedAt, long head) {
    if (station.channel(observation.getParameter()).isEmpty()) {
      return error(
          Code.UNKNOWN_POINT,
          "parameter",
          observation.getParameter(),
          "a channel of " + station.id());
    }
    int scale = observation.getScale();
    if (scale < 0
        || scale > Reading.MAX_SCALE
        || beyond(observation.getValue())
        || beyond(observation.getReference())) {
      return error(
          Code.OUT_OF_RANGE,
          "value",
          observation.getValue() + "e-" + scale,
          "at most 18 digits, 9 of them after the point");
    }
    if (!observation.getFlag().isEmpty()
        && station.scheme().flag(observation.getFlag()).isEmpty()) {
      return error(
          Code.MALFORMED,
          "flag",
          observation.getFlag(),
          "a flag of the scheme " + station.scheme().name());
    }
    return place(station, observation)
        .or(() -> time(observation.getTime().toEpochMilli(), receivedAt, head));
  }

  /** What moves says where it was; what stands still does not, so nothing strange enters it. */
  private static Optional<ReadingError> place(Station station, StationObservation observation) {
    Double latitude = observation.getLatitude();
    Double longitude = observation.getLongitude();
    boolean none = latitude == null && longitude == null;
    if (!station.kind().moves()) {
      return none && observation.getAltitude() == null && observation.getFootprint() == null
          ? Optional.empty()
          : error(
              Code.OUT_OF_RANGE,
              "latitude",
              latitude + ", " + longitude,
              "no place: " + station.id() + " stands still");
    }
    if (none
        && (observation.getValue() == null || observation.getReference() != null)
        && observation.getAltitude() == null) {
      return Optional.empty();
    }
    if (none
        || latitude == null
        || longitude == null
        || !Station.Position.possible(latitude, longitude)) {
      return error(
          none ? Code.MISSING_FIELD : Code.OUT_OF_RANGE,
          "latitude",
          latitude + ", " + longitude,
          "latitude -90 to 90 and longitude -180 to 180 degrees: " + station.id() + " moves");
    }
    return length("altitude", observation.getAltitude(), Station.Place.LEAST)
        .or(() -> length("footprint", observation.getFootprint(), 0));
  }

  private static Optional<ReadingError> length(String field, Double value, double least) {
    return value == null || (value >= least && value <= Station.Place.MOST)
        ? Optional.empty()
        : error(
            Code.OUT_OF_RANGE,
            field,
            value.toString(),
            least + " to " + Station.Place.MOST + " m, or nothing");
  }

  private static Optional<ReadingError> time(long time, long receivedAt, long head) {
    String text = Instant.ofEpochMilli(time).toString();
    if (time < ReadingRules.OLDEST.toEpochMilli()) {
      return error(Code.BAD_TIME, "time", text, ">= " + ReadingRules.OLDEST);
    }
    long latest = receivedAt + ReadingRules.FUTURE_TOLERANCE.toMillis();
    if (time > latest) {
      return error(Code.FUTURE, "time", text, "<= " + Instant.ofEpochMilli(latest));
    }
    long oldest = head - HORIZON.toMillis();
    return time < oldest
        ? error(Code.BEYOND_HORIZON, "time", text, ">= " + Instant.ofEpochMilli(oldest))
        : Optional.empty();
  }

  private static boolean beyond(Long value) {
    return value != null && (value > Reading.MAX_VALUE || value < -Reading.MAX_VALUE);
  }

  /**
   * The word to the sender's operators that an observation was not taken.
   *
   * @param index position in the frame; -1 for the whole frame
   * @param stage where it was refused
   */
  public static RejectedReading rejected(
      StationFrame frame, int index, ReadingError error, String stage) {
    Optional<StationObservation> one =
        index < 0 ? Optional.empty() : Optional.of(frame.getObservations().get(index));
    return rejected(head(frame), index, one, error, stage);
  }

  /**
   * The same, of a frame whose head may be another than it was sent.
   *
   * @param one the observation; empty for the whole frame
   */
  public static RejectedReading rejected(
      FrameRules.Head frame,
      int index,
      Optional<StationObservation> one,
      ReadingError error,
      String stage) {
    return RejectedReading.newBuilder()
        .setUnit(frame.owner())
        .setFrameId(frame.frameId())
        .setIndex(index)
        .setPoint(one.map(o -> cut(o.getParameter())).orElse(null))
        .setTime(one.map(o -> o.getTime().toString()).orElse(null))
        .setReading(null)
        .setCode(error.code().name())
        .setField(error.field())
        .setValue(cut(error.value()))
        .setExpected(error.expected())
        .setStage(stage)
        .setRejectedAt(Instant.ofEpochMilli(frame.receivedAt()))
        .setGateway(frame.gateway())
        .build();
  }

  private static String cut(String text) {
    return FrameRules.cut(text, RejectionMapping.MAX_VALUE);
  }

  private static Optional<ReadingError> error(
      Code code, String field, String value, String expected) {
    return Optional.of(new ReadingError(code, field, value, expected));
  }
}
