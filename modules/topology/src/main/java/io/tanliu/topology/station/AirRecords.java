// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.avro.CityMean;
import io.tanliu.avro.StationWindow;
import io.tanliu.domain.station.Background;
import io.tanliu.domain.station.Enhancement;
import io.tanliu.domain.station.GasRules;
import io.tanliu.domain.station.HourMean;
import io.tanliu.domain.station.MeanSum;
import io.tanliu.domain.station.Station;
import io.tanliu.domain.station.StationRules;
import io.tanliu.domain.station.Suspect;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Windows of a gas in the air as records. */
final class AirRecords {
  private static final int MEAN_PLACES = 9;
  private static final int DEVIATION_PLACES = 6;
  private static final int RATIO_PLACES = 4;

  private final Station station;
  private final GasRules gas;
  private final StationRules rules;

  AirRecords(Station station, GasRules gas, StationRules rules) {
    this.station = station;
    this.gas = gas;
    this.rules = rules;
  }

  /**
   * What else is known of an hour.
   *
   * @param place where it was measured
   * @param cities sums by city, of a station that moves
   * @param suspect what looks like the instrument, of one that stands still
   */
  record About(
      Optional<Station.Place> place, Map<String, MeanSum> cities, Optional<Suspect> suspect) {}

  StationWindow hour(
      long start,
      HourMean mean,
      Optional<Background> background,
      About about,
      boolean provisional,
      long asOf,
      long revision) {
    Map<String, Integer> left = new TreeMap<>();
    mean.left().forEach((flag, count) -> left.put(flag.name().toLowerCase(Locale.ROOT), count));
    StationWindow.Builder record =
        window("1h", start, start + Hours.LENGTH, mean.sum(), provisional, asOf, revision)
            .setValid(mean.isValid())
            .setNeeded(mean.needed())
            .setDeviation(
                mean.deviation()
                    .map(d -> gas.unit().value(d, DEVIATION_PLACES))
                    .map(AirRecords::text)
                    .orElse(null))
            .setLeft(left)
            .setLatitude(about.place().map(place -> place.position().latitude()).orElse(null))
            .setLongitude(about.place().map(place -> place.position().longitude()).orElse(null))
            .setAltitude(about.place().flatMap(Station.Place::altitude).orElse(null))
            .setFootprint(about.place().flatMap(Station.Place::footprint).orElse(null))
            .setCities(cities(about.cities()))
            .setSuspect(about.suspect().map(AirRecords::suspect).orElse(Map.of()));
    background.ifPresent(
        known -> {
          record.setBackground(text(gas.unit().value(known.baseline())));
          record.setBackgroundDeviation(text(gas.unit().value(known.deviation())));
          record.setBackgroundHours(known.hours());
          record.setBackgroundMethod(Background.METHOD);
          if (mean.isValid()) {
            long value = mean.sum().rounded().orElseThrow();
            record.setEnhancement(text(gas.unit().value(known.enhancement(value))));
            record.setEventRatio(
                text(
                    Enhancement.ratio(value, known, gas, rules.means())
                        .setScale(RATIO_PLACES, RoundingMode.HALF_EVEN)));
          }
        });
    return record.build();
  }

  private List<CityMean> cities(Map<String, MeanSum> sums) {
    return sums.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            city ->
                CityMean.newBuilder()
                    .setRegion(city.getKey())
                    .setCount(city.getValue().count())
                    .setMean(
                        text(gas.unit().value(city.getValue().mean().orElseThrow(), MEAN_PLACES)))
                    .build())
        .toList();
  }

  private static Map<String, Integer> suspect(Suspect suspect) {
    Map<String, Integer> found = new TreeMap<>();
    if (suspect.run() > 1) {
      found.put("run", suspect.run());
    }
    if (suspect.spikes() > 0) {
      found.put("spikes", suspect.spikes());
    }
    return found;
  }

  StationWindow day(
      long start, long end, List<HourRow> hours, boolean provisional, long asOf, long revision) {
    MeanSum sum = hours.stream().map(HourRow::sum).reduce(MeanSum.NONE, MeanSum::plus);
    int valid = (int) hours.stream().filter(HourRow::valid).count();
    int needed = rules.means().validHoursOfDay();
    return window("1d", start, end, sum, provisional, asOf, revision)
        .setValid(valid >= needed)
        .setNeeded(needed)
        .setValidHours(valid)
        .setLatitude(station.position().map(Station.Position::latitude).orElse(null))
        .setLongitude(station.position().map(Station.Position::longitude).orElse(null))
        .build();
  }

  private StationWindow.Builder window(
      String granularity,
      long start,
      long end,
      MeanSum sum,
      boolean provisional,
      long asOf,
      long revision) {
    boolean any = sum.count() > 0;
    return StationWindow.newBuilder()
        .setStation(station.id())
        .setRegion(station.region())
        .setParameter(gas.gas())
        .setGranularity(granularity)
        .setStart(Instant.ofEpochMilli(start))
        .setEnd(Instant.ofEpochMilli(end))
        .setZone(station.zone().getId())
        .setKind(station.kind().name())
        .setUnit(gas.unit().symbol())
        .setCount(sum.count())
        .setMean(
            sum.mean()
                .map(m -> gas.unit().value(m, MEAN_PLACES))
                .map(AirRecords::text)
                .orElse(null))
        .setLeast(any ? text(gas.unit().value(sum.least())) : null)
        .setMost(any ? text(gas.unit().value(sum.most())) : null)
        .setProvisional(provisional)
        .setAsOf(Instant.ofEpochMilli(asOf))
        .setRevision(revision);
  }

  private static String text(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
  }
}
