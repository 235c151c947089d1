// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.avro.StackWindow;
import io.tanliu.domain.cems.DayMass;
import io.tanliu.domain.cems.Method;
import io.tanliu.domain.station.Station;
import java.time.Instant;

/** Windows of a gas in a stack as records. */
final class StackRecords {
  /** Method of an hour that is not over. */
  static final String OPEN = "OPEN";

  private final Station station;
  private final String gas;

  StackRecords(Station station, String gas) {
    this.station = station;
    this.gas = gas;
  }

  StackWindow hour(
      long start,
      StackHour hour,
      int parts,
      int needed,
      boolean provisional,
      long asOf,
      long revision) {
    var mass = provisional ? hour.measured() : hour.filled().mass();
    boolean stands = !provisional && hour.filled().method() == Method.SUBSTITUTED;
    return window("1h", start, start + Hours.LENGTH, provisional, asOf, revision)
        .setMass(mass.isPresent() ? mass.getAsLong() : null)
        .setMethod(provisional ? OPEN : hour.filled().method().name())
        .setSource(provisional ? 0 : hour.filled().source())
        .setSubstituted(stands ? mass.orElse(0) : 0)
        .setValid(hour.count() >= needed)
        .setCount(hour.count())
        .setParts(parts)
        .build();
  }

  StackWindow day(
      long start, long end, DayMass day, boolean provisional, long asOf, long revision) {
    boolean any = day.measuredHours() + day.substitutedHours() + day.stoppedHours() > 0;
    Method method =
        day.substitutedHours() > 0
            ? Method.SUBSTITUTED
            : day.measuredHours() > 0 ? Method.MEASURED : Method.STOPPED;
    return window("1d", start, end, provisional, asOf, revision)
        .setMass(any ? day.mass() : null)
        .setMethod(any ? method.name() : Method.MISSING.name())
        .setSubstituted(day.substituted())
        .setValid(day.valid())
        .setCount(day.measuredHours())
        .setParts(day.hours())
        .setSubstitutedHours(day.substitutedHours())
        .setStoppedHours(day.stoppedHours())
        .build();
  }

  private StackWindow.Builder window(
      String granularity, long start, long end, boolean provisional, long asOf, long revision) {
    return StackWindow.newBuilder()
        .setStation(station.id())
        .setRegion(station.region())
        .setParameter(gas)
        .setGranularity(granularity)
        .setStart(Instant.ofEpochMilli(start))
        .setEnd(Instant.ofEpochMilli(end))
        .setZone(station.zone().getId())
        .setUnit(station.stack().orElseThrow().unit())
        .setProvisional(provisional)
        .setAsOf(Instant.ofEpochMilli(asOf))
        .setRevision(revision);
  }
}
