// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.domain.alert.Course;
import io.tanliu.domain.station.Background;
import io.tanliu.domain.station.Enhancement;
import io.tanliu.domain.station.GasRules;
import io.tanliu.domain.station.HourMean;
import io.tanliu.domain.station.MoleFraction;
import io.tanliu.domain.station.Observation;
import io.tanliu.domain.station.Station;
import io.tanliu.domain.station.StationRules;
import io.tanliu.domain.station.Suspect;
import io.tanliu.domain.unit.Membership;
import io.tanliu.topology.state.VersionedBytes;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Means, background, events and drift of gases in the air. */
final class AirDesk {
  private static final int VERSION = 1;
  private static final int EVENT_HOURS = 72;
  private static final int DRIFT_DAYS = 30;
  private static final int KEPT_DAYS = 400;

  private final StationRules rules;
  private final StationStores stores;
  private final Outlet outlet;
  private final StationSignals signals;
  private final Membership membership;

  AirDesk(
      StationRules rules,
      StationStores stores,
      Outlet outlet,
      StationSignals signals,
      Membership membership) {
    this.rules = rules;
    this.stores = stores;
    this.outlet = outlet;
    this.signals = signals;
    this.membership = membership;
  }

  private static Station.Place place(Station.Position position) {
    return new Station.Place(position, Optional.empty(), Optional.empty());
  }

  /** Looks at hours of a station. */
  void look(Station station, NavigableMap<Long, ObservationRow> rows, long head) {
    for (Station.Channel channel : station.channels()) {
      GasRules gas = rules.gases().get(channel.parameter());
      MoleFraction unit = MoleFraction.of(channel.unit()).orElseThrow();
      new Look(station, gas, unit, head).at(rows);
    }
  }

  /** One gas of one station. */
  private final class Look {
    private final Station station;
    private final GasRules gas;
    private final MoleFraction unit;
    private final long head;
    private final AirRecords records;
    private final Backgrounds backgrounds;
    private final String prefix;

    Look(Station station, GasRules gas, MoleFraction unit, long head) {
      this.station = station;
      this.gas = gas;
      this.unit = unit;
      this.head = head;
      this.records = new AirRecords(station, gas, rules);
      this.backgrounds = new Backgrounds(stores, rules.means(), station, gas.gas());
      this.prefix = station.id() + "|" + gas.gas();
    }

    void at(NavigableMap<Long, ObservationRow> rows) {
      NavigableSet<Long> tell = new TreeSet<>();
      NavigableSet<Long> days = new TreeSet<>();
      NavigableSet<Long> changedDays = new TreeSet<>();
      for (Map.Entry<Long, ObservationRow> row : rows.entrySet()) {
        String key = StationStores.key(station.id(), gas.gas(), row.getKey());
        byte[] before = stores.hours.get(key);
        if (before == null && row.getValue().of(gas.gas()).isEmpty()) {
          continue;
        }
        List<Observation> all = observations(row.getValue()).all();
        byte[] now = HourRow.of(mean(all), Suspect.of(all, gas)).encode();
        long day = Hours.day(row.getKey(), station.zone());
        tell.add(row.getKey());
        days.add(day);
        if (!Arrays.equals(before, now)) {
          stores.hours.put(key, now);
          changedDays.add(day);
        }
      }
      for (long day : daysAfter(changedDays)) {
        backgrounds.restate(day).forEach(tell::add);
      }
      tell.forEach(hour -> tell(hour, rows));
      days.forEach(this::tellDay);
      if (!days.isEmpty() && station.kind() == Station.Kind.ATMOSPHERE) {
        days.forEach(this::checkSpan);
        StationSignals.Subject subject = StationSignals.Subject.of(station);
        signals.judge(
            new StationSignals.Finding(
                StationSignals.EVENT, subject, gas.gas(), events(), "enhanced"));
        signals.judge(
            new StationSignals.Finding(
                StationSignals.DRIFT, subject, gas.gas(), drift(), "drifted"));
        signals.judge(
            new StationSignals.Finding(
                StationSignals.SUSPECT, subject, gas.gas(), suspect(), "suspect"));
      }
      if (days.contains(Hours.day(head, station.zone()))) {
        forget();
      }
    }

    private Observations observations(ObservationRow row) {
      return new Observations(
          row, gas, unit, station.scheme(), station.platform().map(rules.speeds()::get));
    }

    private HourMean mean(List<Observation> all) {
      return HourMean.of(all, station.needed(rules.means()));
    }

    /** Days whose background rests on days that changed, up to today. */
    private NavigableSet<Long> daysAfter(NavigableSet<Long> changed) {
      NavigableSet<Long> after = new TreeSet<>();
      for (long day : changed) {
        for (int i = 1; i <= rules.means().backgroundDays(); i++) {
          long next = Hours.dayAfter(day, i, station.zone());
          if (next > head) {
            break;
          }
          after.add(next);
        }
      }
      return after;
    }

    private void tell(long hour, NavigableMap<Long, ObservationRow> rows) {
      ObservationRow row =
          rows.containsKey(hour)
              ? rows.get(hour)
              : ObservationRow.decode(
                  stores.observations.get(StationStores.key(station.id(), hour)));
      if (row.of(gas.gas()).isEmpty() && !rows.containsKey(hour)) {
        // What was sent is no longer kept: the hour stays as it was told.
        return;
      }
      Observations observations = observations(row);
      List<Observation> all = observations.all();
      HourMean mean = mean(all);
      Optional<Background> background = backgrounds.of(Hours.day(hour, station.zone()));
      AirRecords.About about =
          station.kind().moves()
              ? new AirRecords.About(
                  observations.place(), observations.cities(rules.cities()), Optional.empty())
              : new AirRecords.About(
                  station.position().map(AirDesk::place),
                  Map.of(),
                  Optional.of(Suspect.of(all, gas)));
      outlet.tell(
          Topics.STATION_HOURLY,
          StationStores.key(station.id(), gas.gas(), hour),
          head,
          (asOf, revision) ->
              records.hour(
                  hour, mean, background, about, head < hour + Hours.LENGTH, asOf, revision));
    }

    private void tellDay(long day) {
      long end = Hours.dayAfter(day, 1, station.zone());
      List<HourRow> hours =
          StationStores.range(stores.hours, prefix, day, end).values().stream()
              .map(HourRow::decode)
              .toList();
      boolean told =
          outlet.tell(
              Topics.STATION_DAILY,
              StationStores.key(station.id(), gas.gas(), day),
              head,
              (asOf, revision) -> records.day(day, end, hours, head < end, asOf, revision));
      if (told && station.kind() == Station.Kind.ATMOSPHERE) {
        int valid = (int) hours.stream().filter(HourRow::valid).count();
        outlet.pass(
            NetworkWord.network(membership.parents(station.region(), "")),
            new Out.Word(NetworkWord.day(station, day, gas.gas(), valid)));
      }
    }

    private Course events() {
      long last = Hours.start(head);
      NavigableMap<Long, byte[]> rows =
          StationStores.range(stores.hours, prefix, last - EVENT_HOURS * Hours.LENGTH, last);
      Course.Builder course = new Course.Builder();
      rows.forEach(
          (hour, bytes) -> {
            Optional<Long> mean = HourRow.decode(bytes).mean();
            Optional<Background> background = backgrounds.of(Hours.day(hour, station.zone()));
            long end = hour + Hours.LENGTH;
            if (mean.isPresent() && background.isPresent()) {
              course.step(end, Enhancement.ratio(mean.get(), background.get(), gas, rules.means()));
            } else {
              course.unknown(end);
            }
          });
      return course.build();
    }

    private Course suspect() {
      long last = Hours.start(head);
      Course.Builder course = new Course.Builder();
      StationStores.range(stores.hours, prefix, last - EVENT_HOURS * Hours.LENGTH, last)
          .forEach(
              (hour, bytes) ->
                  course.step(
                      hour + Hours.LENGTH,
                      HourRow.decode(bytes).suspect().ratio(rules.means(), station.partsOfHour())));
      return course.build();
    }

    private void checkSpan(long day) {
      long end = Hours.dayAfter(day, 1, station.zone());
      List<ObservationRow> rows =
          StationStores.range(stores.observations, station.id(), day, end).values().stream()
              .map(ObservationRow::decode)
              .toList();
      String key = StationStores.key(station.id(), gas.gas() + "~span", day);
      Observations.span(rows, gas, unit)
          .ifPresentOrElse(
              check ->
                  stores.backgrounds.put(
                      key,
                      VersionedBytes.write(
                          VERSION, out -> out.writeUTF(check.ratio(gas).toString()))),
              () -> stores.backgrounds.delete(key));
    }

    private Course drift() {
      long today = Hours.day(head, station.zone());
      NavigableMap<Long, byte[]> rows =
          StationStores.range(
              stores.backgrounds,
              prefix + "~span",
              Hours.dayAfter(today, -DRIFT_DAYS, station.zone()),
              head + 1_000);
      Course.Builder course = new Course.Builder();
      rows.forEach(
          (day, bytes) ->
              course.step(
                  Math.min(head, Hours.dayAfter(day, 1, station.zone())),
                  new BigDecimal(VersionedBytes.<String>read(VERSION, bytes, in -> in.readUTF()))));
      return course.build();
    }

    private void forget() {
      long old = Hours.dayAfter(Hours.day(head, station.zone()), -KEPT_DAYS, station.zone());
      StationStores.forget(stores.hours, prefix, old);
      StationStores.forget(stores.backgrounds, prefix, old);
      StationStores.forget(stores.backgrounds, prefix + "~span", old);
      StationStores.forget(stores.told, Topics.STATION_HOURLY.name() + "|" + prefix, old);
      StationStores.forget(stores.told, Topics.STATION_DAILY.name() + "|" + prefix, old);
    }
  }
}
