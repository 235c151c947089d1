// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.FrameAction;
import io.tanliu.avro.FrameEdit;
import io.tanliu.avro.MeterReading;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link ReadingFrame} as Avro. */
public final class FrameMapping {
  private FrameMapping() {}

  /** The record for a frame. */
  public static io.tanliu.avro.ReadingFrame toAvro(ReadingFrame frame) {
    List<MeterReading> readings = new ArrayList<>(frame.readings().size());
    for (Reading reading : frame.readings()) {
      readings.add(
          new MeterReading(
              reading.point(),
              Instant.ofEpochMilli(reading.time()),
              reading.value(),
              reading.scale()));
    }
    return new io.tanliu.avro.ReadingFrame(
        frame.frameId(),
        frame.unit(),
        Instant.ofEpochMilli(frame.receivedAt()),
        frame.source(),
        frame.gateway(),
        frame.sender(),
        FrameAction.valueOf(frame.action().name()),
        frame.backfill(),
        frame.edit().map(FrameMapping::editToAvro).orElse(null),
        readings);
  }

  private static FrameEdit editToAvro(ReadingFrame.Edit edit) {
    return new FrameEdit(edit.author(), edit.reason(), Instant.ofEpochMilli(edit.at()));
  }

  private static ReadingFrame.Edit editFromAvro(FrameEdit record) {
    return new ReadingFrame.Edit(
        record.getAuthor(), record.getReason(), record.getAt().toEpochMilli());
  }

  /** The frame in a record. */
  public static ReadingFrame fromAvro(io.tanliu.avro.ReadingFrame record) {
    List<Reading> readings = new ArrayList<>(record.getReadings().size());
    for (MeterReading reading : record.getReadings()) {
      readings.add(
          new Reading(
              reading.getPoint(),
              reading.getTime().toEpochMilli(),
              reading.getValue(),
              reading.getScale()));
    }
    return new ReadingFrame(
        record.getFrameId(),
        record.getUnit(),
        record.getReceivedAt().toEpochMilli(),
        record.getSource(),
        record.getGateway(),
        record.getSender(),
        ReadingFrame.Action.valueOf(record.getAction().name()),
        record.getBackfill(),
        Optional.ofNullable(record.getEdit()).map(FrameMapping::editFromAvro),
        readings);
  }
}
