// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.domain.station.Background;
import io.tanliu.domain.station.MeanRules;
import io.tanliu.domain.station.Station;
import io.tanliu.topology.state.VersionedBytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Backgrounds of one gas at one station, day by day, kept until a day that they rest on changes.
 */
final class Backgrounds {
  private static final int VERSION = 1;

  private final StationStores stores;
  private final MeanRules rules;
  private final Station station;
  private final String gas;
  private final String prefix;

  Backgrounds(StationStores stores, MeanRules rules, Station station, String gas) {
    this.stores = stores;
    this.rules = rules;
    this.station = station;
    this.gas = gas;
    this.prefix = station.id() + "|" + gas;
  }

  /** The background by which hours of a day are judged; only fixed stations have one. */
  Optional<Background> of(long day) {
    if (station.kind() != Station.Kind.ATMOSPHERE) {
      return Optional.empty();
    }
    String key = StationStores.key(station.id(), gas, day);
    byte[] row = stores.backgrounds.get(key);
    if (row == null) {
      row = encode(computed(day));
      stores.backgrounds.put(key, row);
    }
    return decode(row);
  }

  /** Finds the background of a day anew; its hours when it is another than was told. */
  List<Long> restate(long day) {
    String key = StationStores.key(station.id(), gas, day);
    byte[] before = stores.backgrounds.get(key);
    if (before == null) {
      return List.of();
    }
    byte[] now = encode(computed(day));
    if (Arrays.equals(before, now)) {
      return List.of();
    }
    stores.backgrounds.put(key, now);
    long end = Hours.dayAfter(day, 1, station.zone());
    return List.copyOf(StationStores.range(stores.hours, prefix, day, end).keySet());
  }

  private Optional<Background> computed(long day) {
    long from = Hours.dayAfter(day, -rules.backgroundDays(), station.zone());
    return Background.of(
        StationStores.range(stores.hours, prefix, from, day).values().stream()
            .map(HourRow::decode)
            .flatMap(row -> row.mean().stream())
            .toList(),
        rules);
  }

  private static byte[] encode(Optional<Background> background) {
    return VersionedBytes.write(
        VERSION,
        out -> {
          out.writeBoolean(background.isPresent());
          if (background.isPresent()) {
            out.writeLong(background.get().baseline());
            out.writeLong(background.get().deviation());
            out.writeInt(background.get().hours());
            out.writeInt(background.get().clean());
          }
        });
  }

  private static Optional<Background> decode(byte[] bytes) {
    return VersionedBytes.read(
        VERSION,
        bytes,
        in ->
            in.readBoolean()
                ? Optional.of(
                    new Background(in.readLong(), in.readLong(), in.readInt(), in.readInt()))
                : Optional.empty());
  }
}
