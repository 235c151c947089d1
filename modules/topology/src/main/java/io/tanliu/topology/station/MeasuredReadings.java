// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.domain.cems.Method;
import io.tanliu.domain.cems.Substitution.Filled;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.station.Station;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Hours that a stack monitor measured, as readings of the unit's metering points: kg with six
 * places, so no milligram is lost. Only what was measured is entered: what stands in would look
 * measured to the ledger, which marks its own estimates. An hour that is no longer valid is
 * withdrawn.
 */
final class MeasuredReadings {
  /** What the keys of entered hours begin with. */
  static final String PREFIX = "entered|";

  private static final String SOURCE = "cems";
  private static final int MG_TO_KG = 6;

  private final Station station;
  private final Outlet outlet;
  private final List<Reading> entered = new ArrayList<>();
  private final List<Reading> withdrawn = new ArrayList<>();
  private long revisions;

  MeasuredReadings(Station station, Outlet outlet) {
    this.station = station;
    this.outlet = outlet;
  }

  /** Notes an hour that is over. */
  void put(String gas, long hour, Filled filled) {
    Optional<String> point = station.channel(gas).flatMap(Station.Channel::point);
    if (point.isEmpty()) {
      return;
    }
    String key = PREFIX + StationStores.key(station.id(), gas, hour);
    // Of a source that stood still it is known that nothing was let off.
    boolean measured = filled.method() == Method.MEASURED || filled.method() == Method.STOPPED;
    if (!measured && !outlet.told().knows(key)) {
      return;
    }
    String content = point.get() + (measured ? "|" + filled.mass().orElseThrow() : "|");
    outlet
        .told()
        .revised(key, content)
        .ifPresent(
            revision -> {
              revisions += revision;
              (measured ? entered : withdrawn)
                  .add(
                      new Reading(
                          point.get(),
                          hour,
                          measured ? filled.mass().orElseThrow() : 0,
                          measured ? MG_TO_KG : 0));
            });
  }

  /** Sends what was noted to the unit. */
  void send() {
    send(ReadingFrame.Action.REPORT, entered);
    send(ReadingFrame.Action.WITHDRAW, withdrawn);
  }

  private void send(ReadingFrame.Action action, List<Reading> readings) {
    if (readings.isEmpty()) {
      return;
    }
    String unit = station.stack().orElseThrow().unit();
    // The same in a replay: it is made of what is said, and of how often it was said before.
    String id =
        UUID.nameUUIDFromBytes(
                (station.id() + action + readings + revisions).getBytes(StandardCharsets.UTF_8))
            .toString();
    ReadingFrame frame =
        new ReadingFrame(
            id,
            unit,
            outlet.now(),
            SOURCE,
            "",
            action,
            false,
            Optional.empty(),
            List.copyOf(readings));
    outlet.pass(unit, new Out.Published(Topics.READING_FRAME, FrameMapping.toAvro(frame)));
  }
}
