// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A month of a real tower (Tacolneston, 100 m, July 2014) against figures that were computed
 * independently; skipped where the file is not at hand.
 */
class GhgFileTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("tanliu.root", "../..")).resolve("../shared/data/ghg");
  private static final Path FILE = FOLDER.resolve("tac.picarro.1minute.100m.201407.dat");
  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;
  private static final BigDecimal TOLERANCE = new BigDecimal("0.000001");

  /** The analyser is shared by several inlets: this one has 18 to 29 minutes of an hour. */
  private static final int NEEDED = 15;

  @ParameterizedTest
  @CsvSource({
    "co2, PPM, 7, 13815, 782, 755, 397.697868, 397.767743, 425.294444, 2014-07-13T06:00:00",
    "ch4, PPB, 4, 13814, 782, 755, 1921.971735, 1922.038282, 2108.170556, 2014-07-18T16:00:00",
  })
  void shouldEqualTheIndependentFigures(
      String gas,
      MoleFraction unit,
      int column,
      int minutes,
      int hoursWithAny,
      int validHours,
      BigDecimal mean,
      BigDecimal meanOfHours,
      BigDecimal largest,
      String largestAt)
      throws IOException {
    List<Observation> all = observations(unit, column);
    assertThat(all).as(gas).hasSize(15_409);
    MeanSum month = MeanSum.of(all);
    assertThat(month.count()).isEqualTo(minutes);
    close(unit, month.mean(), mean);
    TreeMap<Long, HourMean> hours = new TreeMap<>();
    by(all, HOUR).forEach((start, of) -> hours.put(start, HourMean.of(of, NEEDED)));
    assertThat(hours.values()).filteredOn(h -> h.sum().count() > 0).hasSize(hoursWithAny);
    List<BigDecimal> valid = new ArrayList<>();
    long most = hours.firstKey();
    for (var hour : hours.entrySet()) {
      if (hour.getValue().isValid()) {
        BigDecimal value = hour.getValue().sum().mean().orElseThrow();
        valid.add(value);
        if (value.compareTo(hours.get(most).sum().mean().orElse(BigDecimal.ZERO)) > 0) {
          most = hour.getKey();
        }
      }
    }
    assertThat(valid).hasSize(validHours);
    BigDecimal sum = valid.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    close(
        unit,
        Optional.of(sum.divide(BigDecimal.valueOf(valid.size()), 20, RoundingMode.HALF_EVEN)),
        meanOfHours);
    close(unit, hours.get(most).sum().mean(), largest);
    assertThat(most).isEqualTo(epoch(largestAt));
  }

  @Test
  void shouldEqualTheIndependentDays() throws IOException {
    days(
        MoleFraction.PPM,
        7,
        "396.257454:432 395.158551:428 " + "394.976316:418 398.554107:431 400.939206:428");
    days(
        MoleFraction.PPB,
        4,
        "1897.303819:432 1889.822243:428 " + "1908.237919:418 1924.30232:431 1930.165888:428");
  }

  /** A month of real air has plumes and repeats, and none of them looks like the instrument. */
  @ParameterizedTest
  @CsvSource({"co2, PPM, 7, 50, 7", "ch4, PPB, 4, 500, 3"})
  void shouldSuspectNothingOfAnAnalyserThatWorks(
      String gas, MoleFraction unit, int column, BigDecimal spike, int longest) throws IOException {
    GasRules rules =
        new GasRules(gas, unit, 0, MoleFraction.MOST, 1, 1, unit.count(spike).orElseThrow());
    MeanRules means = new MeanRules(45, 18, 30, 120, BigDecimal.TEN, BigDecimal.TEN, 45, 3);
    int run = 0;
    for (List<Observation> hour : by(observations(unit, column), HOUR).values()) {
      Suspect suspect = Suspect.of(hour, rules);
      assertThat(suspect.ratio(means, 60)).isLessThan(BigDecimal.ONE);
      assertThat(suspect.spikes()).isZero();
      run = Math.max(run, suspect.run());
    }
    assertThat(run).isEqualTo(longest);
  }

  private static void days(MoleFraction unit, int column, String expected) throws IOException {
    TreeMap<Long, List<Observation>> days = by(observations(unit, column), DAY);
    assertThat(days).hasSize(33);
    var day = days.values().iterator();
    for (String text : expected.split(" ")) {
      MeanSum sum = MeanSum.of(day.next());
      close(unit, sum.mean(), new BigDecimal(text.substring(0, text.indexOf(':'))));
      assertThat(sum.count()).isEqualTo(Integer.parseInt(text.substring(text.indexOf(':') + 1)));
    }
  }

  private static void close(MoleFraction unit, Optional<BigDecimal> mean, BigDecimal expected) {
    assertThat(unit.value(mean.orElseThrow(), 9).subtract(expected).abs())
        .isLessThanOrEqualTo(TOLERANCE);
  }

  private static TreeMap<Long, List<Observation>> by(List<Observation> all, long length) {
    TreeMap<Long, List<Observation>> grouped = new TreeMap<>();
    for (Observation one : all) {
      long start = Math.floorDiv(one.time(), length) * length;
      grouped.computeIfAbsent(start, s -> new ArrayList<>()).add(one);
    }
    return grouped;
  }

  private static List<Observation> observations(MoleFraction unit, int column) throws IOException {
    assumeTrue(Files.exists(FILE), "../shared/data/ghg is not at hand");
    List<Observation> all = new ArrayList<>();
    for (String line : Files.readAllLines(FILE)) {
      if (line.matches("\\d{6} .*")) {
        String[] fields = line.trim().split("\\s+");
        long time =
            LocalDateTime.parse(fields[0] + fields[1], DateTimeFormatter.ofPattern("yyMMddHHmmss"))
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
        String text = fields[column];
        all.add(
            text.equals("nan")
                ? new Observation(time, Optional.empty(), QcFlag.VALID_SO_FAR)
                : new Observation(time, unit.count(new BigDecimal(text)), QcFlag.VALID_SO_FAR));
      }
    }
    return all;
  }

  private static long epoch(String text) {
    return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
