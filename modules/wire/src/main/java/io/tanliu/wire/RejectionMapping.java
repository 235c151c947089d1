// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tanliu.avro.RejectedReading;
import io.tanliu.domain.reading.FrameRules;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingFrame;
import java.time.Instant;
import java.util.Optional;

/** A refused reading and its {@link ReadingError} as Avro. */
public final class RejectionMapping {
  /** Stage of a reading refused before it was published. */
  public static final String GATEWAY = "gateway";

  /** Stage of a reading refused while the ledger was built. */
  public static final String LEDGER = "ledger";

  /** Most characters of the refused value that are kept. */
  public static final int MAX_VALUE = 200;

  /** Most characters of the reading as sent that are kept. */
  public static final int MAX_READING = 1_000;

  private static final int MAX_NAME = 64;

  private RejectionMapping() {}

  /**
   * In what a refused reading came.
   *
   * @param unit unit id as sent
   * @param frameId frame or request
   * @param gateway name of the gateway that took it; empty when it was produced directly
   * @param sender id of the caller; empty when nobody was asked
   * @param backfill true when it was sent as history to be loaded
   * @param edit who entered it by hand and why
   * @param receivedAt epoch milliseconds
   */
  public record Origin(
      String unit,
      String frameId,
      String gateway,
      String sender,
      boolean backfill,
      Optional<ReadingFrame.Edit> edit,
      long receivedAt) {

    /** What came from nobody who was asked for a name. */
    public Origin(
        String unit,
        String frameId,
        String gateway,
        boolean backfill,
        Optional<ReadingFrame.Edit> edit,
        long receivedAt) {
      this(unit, frameId, gateway, "", backfill, edit, receivedAt);
    }

    static Origin of(ReadingFrame frame) {
      return new Origin(
          frame.unit(),
          frame.frameId(),
          frame.gateway(),
          frame.sender(),
          frame.backfill(),
          frame.edit(),
          frame.receivedAt());
    }
  }

  /**
   * The record for a reading refused by the gateway.
   *
   * @param index position in the request, from 0; -1 for the whole frame
   * @param point point id as sent
   * @param time time as sent
   * @param reading the reading as sent; cut to {@link #MAX_READING} characters
   */
  public static RejectedReading toAvro(
      Origin origin,
      int index,
      Optional<String> point,
      Optional<String> time,
      Optional<String> reading,
      ReadingError error) {
    return record(origin, index, point, time, reading, error, GATEWAY);
  }

  /** The record for the reading at an index of a published frame, refused by the ledger. */
  public static RejectedReading toAvro(ReadingFrame frame, int index, ReadingError error) {
    Optional<Reading> reading =
        index < 0 ? Optional.empty() : Optional.of(frame.readings().get(index));
    boolean withdrawn = frame.action() == ReadingFrame.Action.WITHDRAW;
    return record(
        Origin.of(frame),
        index,
        reading.map(Reading::point),
        reading.map(r -> Instant.ofEpochMilli(r.time()).toString()),
        reading.map(r -> text(r, withdrawn)),
        error,
        LEDGER);
  }

  /** The reading in the form in which a gateway takes it. */
  private static String text(Reading reading, boolean withdrawn) {
    return "{\"point\":\""
        + new String(JsonStringEncoder.getInstance().quoteAsString(reading.point()))
        + "\",\"time\":\""
        + Instant.ofEpochMilli(reading.time())
        + "\","
        + (withdrawn ? "\"withdrawn\":true" : "\"value\":" + number(reading))
        + "}";
  }

  /**
   * Why a reading was refused.
   *
   * @throws IllegalArgumentException when the code is not known
   */
  public static ReadingError fromAvro(RejectedReading record) {
    return new ReadingError(
        Parse.constant("code", record.getCode(), ReadingError.Code.class),
        record.getField(),
        record.getValue(),
        record.getExpected());
  }

  /** Plain, unless the scale is one that no reading has: some would be gigabytes of zeros. */
  private static String number(Reading reading) {
    boolean plain = reading.scale() >= 0 && reading.scale() <= Reading.MAX_SCALE;
    return plain ? reading.decimal().toPlainString() : reading.decimal().toString();
  }

  private static RejectedReading record(
      Origin origin,
      int index,
      Optional<String> point,
      Optional<String> time,
      Optional<String> reading,
      ReadingError error,
      String stage) {
    return RejectedReading.newBuilder()
        .setUnit(cut(origin.unit(), MAX_VALUE))
        .setFrameId(cut(origin.frameId(), MAX_VALUE))
        .setIndex(index)
        .setPoint(point.map(text -> cut(text, MAX_VALUE)).orElse(null))
        .setTime(time.map(text -> cut(text, MAX_VALUE)).orElse(null))
        .setReading(reading.map(text -> cut(text, MAX_READING)).orElse(null))
        .setGateway(cut(origin.gateway(), MAX_NAME))
        .setSender(cut(origin.sender(), ReadingFrame.MAX_SENDER))
        .setBackfill(origin.backfill())
        .setAuthor(origin.edit().map(edit -> cut(edit.author(), MAX_VALUE)).orElse(null))
        .setReason(origin.edit().map(edit -> cut(edit.reason(), MAX_READING)).orElse(null))
        .setCode(error.code().name())
        .setField(error.field())
        .setValue(cut(error.value(), MAX_VALUE))
        .setExpected(cut(error.expected(), MAX_READING))
        .setStage(stage)
        .setRejectedAt(Instant.ofEpochMilli(origin.receivedAt()))
        .build();
  }

  private static String cut(String text, int length) {
    return FrameRules.cut(text, length);
  }
}
