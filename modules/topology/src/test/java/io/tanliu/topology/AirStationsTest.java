// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.NetworkDay;
import io.tanliu.avro.SignalLevel;
import io.tanliu.avro.StationObservation;
import io.tanliu.avro.StationWindow;
import io.tanliu.domain.station.FlagScheme;
import io.tanliu.domain.station.Station;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AirStationsTest extends StationsGiven {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void shouldAverageValidMinutesAndRestateWhatIsCorrected() {
    define(air("S", "360100", 0, gas("co2", "ppm")));
    List<StationObservation> hour = new ArrayList<>(hours("co2", START, 1, "420", "U"));
    hour.set(0, observation("co2", START, "900", "K"));
    hour.set(1, observation("co2", START.plusSeconds(60), null, "U"));
    hour.set(2, observation("co2", START.plusSeconds(120), "5000", "O"));
    observe("S", hour.subList(0, 50));
    tick();
    StationWindow open = hour("S", "co2", START);
    assertThat(open.getMean()).isEqualTo("420");
    assertThat(open.getCount()).isEqualTo(47);
    assertThat(open.getLeft())
        .containsOnly(
            Map.entry("invalid", 1), Map.entry("missing", 1), Map.entry("out_of_range", 1));
    assertThat(open.getProvisional()).isTrue();
    observe("S", hour.subList(50, 60));
    tick();
    StationWindow over = hour("S", "co2", START);
    assertThat(over.getProvisional()).isFalse();
    assertThat(over.getCount()).isEqualTo(57);
    assertThat(over.getRevision()).isEqualTo(2);
    observe("S", hour.subList(10, 60));
    tick();
    assertThat(hour("S", "co2", START).getRevision()).isEqualTo(2);
    // The laboratory says later that 13 minutes were wrong: too few are left.
    observe("S", hours("co2", START.plusSeconds(600), 1, "420", "K").subList(0, 13));
    tick();
    StationWindow corrected = hour("S", "co2", START);
    assertThat(corrected.getValid()).isFalse();
    assertThat(corrected.getCount()).isEqualTo(44);
    assertThat(corrected.getRevision()).isEqualTo(3);
    StationWindow day = read(Topics.STATION_DAILY).get(key("S", "co2", START));
    assertThat(day.getCount()).isEqualTo(44);
    assertThat(day.getValidHours()).isZero();
  }

  @Test
  void shouldGiveTheMeansOfARealTower() throws IOException {
    Path file =
        Path.of(System.getProperty("tanliu.root", "../.."))
            .resolve("../shared/data/ghg/tac.picarro.1minute.100m.201407.dat");
    assumeTrue(Files.exists(file), "../shared/data/ghg is not at hand");
    define(air("TAC", "360100", 15, gas("co2", "ppm"), gas("ch4", "ppb")));
    DateTimeFormatter stamp = DateTimeFormatter.ofPattern("yyMMddHHmmss");
    List<StationObservation> minutes = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.matches("\\d{6} .*")) {
        String[] fields = line.trim().split("\\s+");
        Instant time = LocalDateTime.parse(fields[0] + fields[1], stamp).toInstant(ZoneOffset.UTC);
        minutes.add(observation("ch4", time, fields[4].equals("nan") ? null : fields[4], ""));
        minutes.add(observation("co2", time, fields[7].equals("nan") ? null : fields[7], ""));
      }
    }
    for (int i = 0; i < minutes.size(); i += 1_000) {
      observe("TAC", minutes.subList(i, Math.min(i + 1_000, minutes.size())));
      tick();
    }
    // Figures of expected.json beside the file.
    tower("co2", "397.767743", "2014-07-13T06:00:00Z", "425.294444", "395.158551");
    tower("ch4", "1922.038282", "2014-07-18T16:00:00Z", "2108.170556", "1889.822243");
  }

  private void tower(String gas, String mean, String at, String most, String july) {
    List<StationWindow> valid =
        read(Topics.STATION_HOURLY).values().stream()
            .filter(hour -> hour.getParameter().equals(gas) && hour.getValid())
            .toList();
    assertThat(valid).hasSize(755);
    BigDecimal sum =
        valid.stream()
            .map(hour -> new BigDecimal(hour.getMean()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    close(sum.divide(BigDecimal.valueOf(755), 12, RoundingMode.HALF_EVEN), mean);
    close(new BigDecimal(hour("TAC", gas, Instant.parse(at)).getMean()), most);
    StationWindow day =
        read(Topics.STATION_DAILY).get(key("TAC", gas, Instant.parse("2014-07-01T00:00:00Z")));
    close(new BigDecimal(day.getMean()), july);
    assertThat(day.getCount()).isEqualTo(428);
  }

  private static void close(BigDecimal value, String expected) {
    assertThat(value.subtract(new BigDecimal(expected)).abs())
        .isLessThanOrEqualTo(new BigDecimal("0.000001"));
  }

  @Test
  void shouldSayTheSameInWhateverOrderMinutesCome() {
    Random random = new Random(5);
    List<StationObservation> minutes = new ArrayList<>();
    for (int minute = 0; minute < 72 * 60; minute++) {
      String flag = random.nextInt(5) == 0 ? "K" : "U";
      minutes.add(
          observation(
              "ch4",
              START.plusSeconds(60L * minute + 30),
              Integer.toString(1_900 + random.nextInt(300)),
              flag));
    }
    define(air("A", "360100", 40, gas("ch4", "ppb")));
    define(air("B", "360100", 40, gas("ch4", "ppb")));
    for (int i = 0; i < minutes.size(); i += 60) {
      observe("A", minutes.subList(i, i + 60));
    }
    Collections.shuffle(minutes, random);
    for (int i = 0; i < minutes.size(); i += 45) {
      observe("B", minutes.subList(i, i + 45));
      tick();
    }
    observe("B", minutes.subList(0, 200));
    tick();
    for (int hour = 0; hour < 72; hour++) {
      StationWindow a = hour("A", "ch4", START.plus(HOUR.multipliedBy(hour)));
      StationWindow b = hour("B", "ch4", START.plus(HOUR.multipliedBy(hour)));
      assertThat(b.getMean()).isEqualTo(a.getMean());
      assertThat(b.getCount()).isEqualTo(a.getCount());
      assertThat(b.getDeviation()).isEqualTo(a.getDeviation());
    }
  }

  @Test
  void shouldFindEventsAboveTheBackgroundAndTakeThemBack() {
    define(air("S", "360100", 0, gas("co2", "ppm")));
    days("S", 10, "420");
    Instant event = START.plus(Duration.ofDays(10));
    observe("S", hours("co2", event, 4, "500", "U"));
    tick();
    StationWindow hour = hour("S", "co2", event.plus(HOUR));
    assertThat(new BigDecimal(hour.getBackground())).isEqualByComparingTo("420");
    assertThat(new BigDecimal(hour.getEnhancement())).isEqualByComparingTo("80");
    assertThat(new BigDecimal(hour.getEventRatio())).isEqualByComparingTo("4");
    assertThat(hour.getBackgroundHours()).isEqualTo(240);
    AlertSignal signal = last("station-event");
    assertThat(signal.getLevel()).isEqualTo(SignalLevel.CRITICAL);
    assertThat(signal.getSubject()).isEqualTo("co2");
    assertThat(signal.getActiveSince()).isEqualTo(event.plus(HOUR));
    observe("S", hours("co2", event, 4, "421", "O"));
    tick();
    AlertSignal gone = last("station-event");
    assertThat(gone.getLevel()).isEqualTo(SignalLevel.NONE);
    assertThat(gone.getRestated()).isTrue();
    assertThat(gone.getReason()).isEqualTo("restated");
  }

  @Test
  void shouldRestateTheBackgroundWhenEarlierDaysAreCorrected() {
    define(air("S", "360100", 0, gas("co2", "ppm")));
    days("S", 6, "420");
    Instant today = START.plus(Duration.ofDays(6));
    observe("S", hours("co2", today, 2, "430", "U"));
    tick();
    assertThat(hour("S", "co2", today).getEnhancement()).isEqualTo("10");
    days("S", 6, "425");
    assertThat(hour("S", "co2", today).getEnhancement()).isEqualTo("5");
    assertThat(hour("S", "co2", today).getBackgroundMethod()).contains("median");
  }

  @Test
  void shouldSeeDriftByAGasOfKnownContent() {
    define(air("S", "360100", 0, gas("co2", "ppm")));
    observe("S", hours("co2", START, 2, "420", "U"));
    List<StationObservation> span = new ArrayList<>();
    for (StationObservation one : hours("co2", START.plus(HOUR), 1, "400.50", "U").subList(0, 9)) {
      span.add(StationObservation.newBuilder(one).setReference(40_000L).build());
    }
    observe("S", span);
    tick();
    AlertSignal drift = last("station-drift");
    // 0.5 ppm off, goal 0.2 ppm.
    assertThat(new BigDecimal(drift.getMeasured())).isEqualByComparingTo("2.5");
    assertThat(drift.getLevel()).isEqualTo(SignalLevel.WARNING);
    StationWindow hour = hour("S", "co2", START.plus(HOUR));
    assertThat(hour.getCount()).isEqualTo(51);
    assertThat(hour.getMean()).isEqualTo("420");
  }

  @Test
  void shouldTellTheCompletenessOfCitiesAndWhoIsSilent() {
    define(air("A", "360100", 0, gas("co2", "ppm")));
    define(air("B", "360200", 0, gas("co2", "ppm")));
    days("A", 1, "420");
    days("B", 1, "420");
    observe("A", hours("co2", START.plus(Duration.ofDays(1)), 24, "420", "U"));
    observe("A", hours("co2", START.plus(Duration.ofDays(2)), 1, "420", "U"));
    tick();
    NetworkDay province = read(Topics.STATION_NETWORK).get("360000|2025-03-02");
    assertThat(province.getStations()).isEqualTo(2);
    assertThat(province.getReporting()).isEqualTo(1);
    assertThat(province.getValidHours()).isEqualTo(24);
    assertThat(province.getExpectedHours()).isEqualTo(48);
    assertThat(province.getSilent()).containsExactly("B");
    assertThat(province.getProvisional()).isFalse();
    assertThat(read(Topics.STATION_NETWORK).get("360100|2025-03-02").getValidHours()).isEqualTo(24);
    AlertSignal missing = last("station-missing");
    assertThat(missing.getEntity()).isEqualTo("B");
    assertThat(missing.getLevel()).isEqualTo(SignalLevel.CRITICAL);
    assertThat(missing.getRegion()).isEqualTo("360200");
    days("B", 3, "420");
    assertThat(last("station-missing").getLevel()).isEqualTo(SignalLevel.NONE);
  }

  @Test
  void shouldTakeMovingObservationsWithTheirPlace() {
    Station satellite =
        new Station(
            "OCO",
            "卫星",
            Station.Kind.SATELLITE,
            "360000",
            UTC,
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(10),
            FlagScheme.PLAIN,
            1,
            List.of(gas("xco2", "ppm")),
            Optional.empty());
    define(satellite);
    List<StationObservation> orbit = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      orbit.add(
          StationObservation.newBuilder(
                  observation("xco2", START.plusSeconds(10L * i), "42" + i, "valid"))
              .setLatitude(28.0 + i)
              .setLongitude(115.0)
              .build());
    }
    observe("OCO", orbit);
    tick();
    StationWindow hour = hour("OCO", "xco2", START);
    assertThat(hour.getMean()).isEqualTo("421");
    assertThat(hour.getLatitude()).isCloseTo(29.0, within(1e-9));
    assertThat(hour.getBackground()).isNull();
  }

  @Test
  void shouldRefuseWhatCannotBeAndSayWhy() {
    define(air("S", "360100", 0, gas("co2", "ppm")));
    Instant late = START.plus(Duration.ofDays(50));
    observe("S", List.of(observation("co2", late, "420", "U")));
    observe(
        "S",
        List.of(
            observation("co2", late.minus(Duration.ofDays(46)), "420", "U"),
            observation("co2", late, "420", "Z"),
            observation("ch4", late, "1900", "U")));
    observe("X", List.of(observation("co2", late, "420", "U")));
    assertThat(all(Topics.STATION_REJECTED).stream().map(r -> r.value.getCode()))
        .containsExactly("BEYOND_HORIZON", "MALFORMED", "UNKNOWN_POINT", "UNKNOWN_UNIT");
  }

  private void days(String station, int days, String ppm) {
    for (int day = 0; day < days; day++) {
      observe(station, hours("co2", START.plus(Duration.ofDays(day)), 24, ppm, "U"));
    }
    tick();
  }

  private final List<AlertSignal> heard = new ArrayList<>();

  private AlertSignal last(String rule) {
    heard.addAll(signals());
    return heard.stream().filter(s -> s.getRule().equals(rule)).reduce((a, b) -> b).orElseThrow();
  }
}
