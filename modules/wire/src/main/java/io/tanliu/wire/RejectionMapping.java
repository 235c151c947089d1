// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.RejectedReading;
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

  private RejectionMapping() {}

  /**
   * The record for a reading refused by the gateway.
   *
   * @param index position in the request, from 0; -1 for the whole frame
   * @param point point id as sent
   * @param time time as sent
   * @param reading the reading as sent; cut to {@link #MAX_READING} characters
   * @param receivedAt epoch milliseconds
   * @param gateway name of the gateway
   */
  public static RejectedReading toAvro(
      String unit,
      String frameId,
      int index,
      Optional<String> point,
      Optional<String> time,
      Optional<String> reading,
      ReadingError error,
      long receivedAt,
      String gateway) {
    return record(unit, frameId, index, point, time, reading, error, GATEWAY, receivedAt, gateway);
  }

  /** The same from a gateway without a name. */
  public static RejectedReading toAvro(
      String unit,
      String frameId,
      int index,
      Optional<String> point,
      Optional<String> time,
      Optional<String> reading,
      ReadingError error,
      long receivedAt) {
    return toAvro(unit, frameId, index, point, time, reading, error, receivedAt, "");
  }

  /** The record for the reading at an index of a published frame, refused by the ledger. */
  public static RejectedReading toAvro(ReadingFrame frame, int index, ReadingError error) {
    Optional<Reading> reading =
        index < 0 ? Optional.empty() : Optional.of(frame.readings().get(index));
    return record(
        frame.unit(),
        frame.frameId(),
        index,
        reading.map(Reading::point),
        reading.map(r -> Instant.ofEpochMilli(r.time()).toString()),
        reading.map(r -> r.decimal().toPlainString()),
        error,
        LEDGER,
        frame.receivedAt(),
        frame.gateway());
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

  private static RejectedReading record(
      String unit,
      String frameId,
      int index,
      Optional<String> point,
      Optional<String> time,
      Optional<String> reading,
      ReadingError error,
      String stage,
      long receivedAt,
      String gateway) {
    return RejectedReading.newBuilder()
        .setUnit(unit)
        .setFrameId(frameId)
        .setIndex(index)
        .setPoint(point.map(text -> cut(text, MAX_VALUE)).orElse(null))
        .setTime(time.map(text -> cut(text, MAX_VALUE)).orElse(null))
        .setReading(reading.map(text -> cut(text, MAX_READING)).orElse(null))
        .setCode(error.code().name())
        .setField(error.field())
        .setValue(cut(error.value(), MAX_VALUE))
        .setExpected(error.expected())
        .setStage(stage)
        .setRejectedAt(Instant.ofEpochMilli(receivedAt))
        .setGateway(gateway)
        .build();
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    // Half a surrogate pair cannot be written as UTF-8.
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }
}
