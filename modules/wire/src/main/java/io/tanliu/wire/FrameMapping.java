// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.MeterReading;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
        readings);
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
        readings);
  }
}
