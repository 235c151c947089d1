// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.domain.cems.DayMass;
import io.tanliu.domain.cems.HourMass;
import io.tanliu.domain.cems.Substitution;
import io.tanliu.domain.cems.Substitution.Filled;
import io.tanliu.domain.station.Station;
import io.tanliu.domain.station.StationRules;
import io.tanliu.wire.Topics;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Hourly and daily mass through stacks, and the readings that they are for the ledger. */
final class StackDesk {
  private static final long BEFORE = 120 * Hours.DAY;
  private static final long THOUSAND = 1_000;
  private static final int KEPT_DAYS = 400;

  private final StationRules rules;
  private final StationStores stores;
  private final Outlet outlet;

  StackDesk(StationRules rules, StationStores stores, Outlet outlet) {
    this.rules = rules;
    this.stores = stores;
    this.outlet = outlet;
  }

  /** Looks at hours of a stack. */
  void look(Station station, NavigableMap<Long, ObservationRow> rows, long head) {
    StackSamples samples = new StackSamples(station, rules);
    MeasuredReadings readings = new MeasuredReadings(station, outlet);
    for (String gas : samples.gases()) {
      new Look(station, gas, samples, head).at(rows, readings);
    }
    readings.send();
  }

  /** One gas of one stack. */
  private final class Look {
    private final Station station;
    private final String gas;
    private final StackSamples samples;
    private final StackRecords records;
    private final String prefix;
    private final long head;

    /** Hours before are over. */
    private final long over;

    Look(Station station, String gas, StackSamples samples, long head) {
      this.station = station;
      this.gas = gas;
      this.samples = samples;
      this.records = new StackRecords(station, gas);
      this.prefix = station.id() + "|" + gas;
      this.head = head;
      this.over = Hours.start(head);
    }

    void at(NavigableMap<Long, ObservationRow> rows, MeasuredReadings readings) {
      for (Map.Entry<Long, ObservationRow> row : rows.entrySet()) {
        measure(row.getKey(), row.getValue());
      }
      long first = rows.firstKey();
      NavigableMap<Long, StackHour> filled = fill(first);
      rows.keySet().stream()
          .filter(hour -> hour >= over)
          .forEach(hour -> filled.put(hour, hour(hour)));
      NavigableSet<Long> days = new TreeSet<>();
      filled.forEach(
          (hour, row) -> {
            tell(hour, row);
            days.add(Hours.day(hour, station.zone()));
            if (hour < over) {
              readings.put(gas, hour, row.filled());
            }
          });
      days.forEach(this::tellDay);
      if (rows.lastKey() == Hours.day(rows.lastKey(), station.zone())) {
        forget();
      }
    }

    private void measure(long hour, ObservationRow row) {
      HourMass mass = samples.hour(row, gas);
      String key = key(hour);
      byte[] before = stores.hours.get(key);
      StackHour old = before == null ? StackHour.EMPTY : StackHour.decode(before);
      byte[] now =
          new StackHour(mass.mass(), mass.valid(), mass.isStopped(), old.filled()).encode();
      if (!Arrays.equals(before, now)) {
        stores.hours.put(key, now);
      }
    }

    private String key(long hour) {
      return StationStores.key(station.id(), gas, hour);
    }

    private StackHour hour(long hour) {
      byte[] row = stores.hours.get(key(hour));
      return row == null ? StackHour.EMPTY : StackHour.decode(row);
    }

    /**
     * What hours that are over count, from the first that may have changed. Where all of them were
     * measured nothing before or after matters.
     */
    private NavigableMap<Long, StackHour> fill(long first) {
      NavigableMap<Long, StackHour> hours = range(first, over);
      if (hours.values().stream().allMatch(hour -> hour.measured().isPresent())
          && hours.size() == Math.max(0, (over - first) / Hours.LENGTH)) {
        hours.replaceAll((hour, row) -> row.with(row.known()));
      } else {
        hours = substituted(first);
      }
      hours.forEach((hour, row) -> put(hour, row));
      return hours;
    }

    private void put(long hour, StackHour row) {
      byte[] now = row.encode();
      if (!Arrays.equals(stores.hours.get(key(hour)), now)) {
        stores.hours.put(key(hour), now);
      }
    }

    private NavigableMap<Long, StackHour> range(long from, long until) {
      NavigableMap<Long, StackHour> hours = new TreeMap<>();
      StationStores.range(stores.hours, prefix, from, until)
          .forEach((hour, bytes) -> hours.put(hour, StackHour.decode(bytes)));
      return hours;
    }

    private NavigableMap<Long, StackHour> substituted(long first) {
      NavigableMap<Long, StackHour> known = range(first - BEFORE, over);
      long from = first;
      while (from > known.firstKey() && !measured(known, from - Hours.LENGTH)) {
        from -= Hours.LENGTH;
      }
      List<Long> before =
          known.headMap(from).values().stream()
              .filter(StackHour::atWork)
              .flatMap(hour -> hour.measured().stream().boxed())
              .toList();
      NavigableMap<Long, StackHour> filled = new TreeMap<>();
      List<Substitution.Hour> hours = new ArrayList<>();
      Capture capture = new Capture(known);
      for (long hour = from; hour < over; hour += Hours.LENGTH) {
        StackHour row = known.getOrDefault(hour, StackHour.EMPTY);
        filled.put(hour, row);
        hours.add(new Substitution.Hour(row.measured(), capture.upTo(hour), row.stopped()));
      }
      List<Filled> stand = new Substitution(rules.cems()).fill(before, hours);
      int at = 0;
      for (Map.Entry<Long, StackHour> hour : filled.entrySet()) {
        hour.setValue(hour.getValue().with(stand.get(at++)));
      }
      return filled;
    }

    private static boolean measured(NavigableMap<Long, StackHour> known, long hour) {
      return known.getOrDefault(hour, StackHour.EMPTY).measured().isPresent();
    }

    /**
     * Share of valid hours of the quarter so far, or of what is known of it; hours in which the
     * source stood still do not count.
     */
    private final class Capture {
      private final NavigableMap<Long, StackHour> known;
      private long quarter = Long.MIN_VALUE;
      private long next;
      private int valid;
      private int stopped;

      Capture(NavigableMap<Long, StackHour> known) {
        this.known = known;
      }

      int upTo(long hour) {
        LocalDate day = Instant.ofEpochMilli(hour).atZone(station.zone()).toLocalDate();
        LocalDate begin = day.withDayOfMonth(1).withMonth(3 * ((day.getMonthValue() - 1) / 3) + 1);
        long start =
            Math.max(
                known.firstKey(), begin.atStartOfDay(station.zone()).toInstant().toEpochMilli());
        if (start != quarter) {
          quarter = start;
          next = start;
          valid = 0;
          stopped = 0;
        }
        for (; next <= hour; next += Hours.LENGTH) {
          StackHour row = known.getOrDefault(next, StackHour.EMPTY);
          valid += row.atWork() ? 1 : 0;
          stopped += row.stopped() ? 1 : 0;
        }
        long hours = (hour - quarter) / Hours.LENGTH + 1 - stopped;
        return (int) (THOUSAND * valid / Math.max(1, hours));
      }
    }

    private void tell(long hour, StackHour row) {
      outlet.tell(
          Topics.CEMS_HOURLY,
          key(hour),
          head,
          (asOf, revision) ->
              records.hour(
                  hour,
                  row,
                  samples.parts(),
                  rules.cems().needed(samples.parts()),
                  hour >= over,
                  asOf,
                  revision));
    }

    private void tellDay(long day) {
      long end = Hours.dayAfter(day, 1, station.zone());
      List<Filled> filled =
          range(day, Math.min(end, over)).values().stream().map(StackHour::filled).toList();
      DayMass mass = DayMass.of(filled, (int) ((end - day) / Hours.LENGTH), rules.cems());
      outlet.tell(
          Topics.CEMS_DAILY,
          key(day),
          head,
          (asOf, revision) -> records.day(day, end, mass, over < end, asOf, revision));
    }

    private void forget() {
      long old = Hours.dayAfter(Hours.day(head, station.zone()), -KEPT_DAYS, station.zone());
      StationStores.forget(stores.hours, prefix, old);
      StationStores.forget(stores.told, Topics.CEMS_HOURLY.name() + "|" + prefix, old);
      StationStores.forget(stores.told, Topics.CEMS_DAILY.name() + "|" + prefix, old);
      StationStores.forget(stores.told, MeasuredReadings.PREFIX + prefix, old);
    }
  }
}
