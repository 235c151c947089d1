// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tanliu.avro.AlertAction;
import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertRuleDefinition;
import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.AlertSilence;
import io.tanliu.avro.AlertState;
import io.tanliu.avro.CityMean;
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
import java.util.function.Consumer;
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
  void shouldCallNoStationSilentWhileAnotherIsAheadOfIt() {
    define(air("A", "360100", 0, gas("co2", "ppm")));
    define(air("B", "360200", 0, gas("co2", "ppm")));
    days("B", 1, "420");
    // A backlog: the partition of A is read first, day after day, then that of B.
    for (String station : List.of("A", "B")) {
      for (int day = 1; day < 6; day++) {
        observe(station, hours("co2", START.plus(Duration.ofDays(day)), 24, "420", "U"));
        driver.advanceWallClockTime(Duration.ofMillis(500));
      }
    }
    tick();
    assertThat(heard("station-missing")).isEmpty();
    assertThat(read(Topics.STATION_NETWORK).get("360000|2025-03-04").getValidHours()).isEqualTo(48);
  }

  private static Station moving(Station.Kind kind, Station.Platform platform, int seconds) {
    return new Station(
        "M",
        "走航",
        kind,
        "360000",
        UTC,
        Optional.of(platform),
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(seconds),
        FlagScheme.PLAIN,
        1,
        List.of(gas("co2", "ppm"), gas("xco2", "ppm")),
        Optional.empty());
  }

  private static StationObservation at(
      String gas, Instant time, String value, double latitude, double longitude) {
    return StationObservation.newBuilder(observation(gas, time, value, "valid"))
        .setLatitude(latitude)
        .setLongitude(longitude)
        .build();
  }

  @Test
  void shouldTakeMovingObservationsWithTheirPlace() {
    define(moving(Station.Kind.SATELLITE, Station.Platform.SATELLITE, 10));
    List<StationObservation> orbit = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      StationObservation one = at("xco2", START.plusSeconds(10L * i), "42" + i, 28.0 + i, 115.0);
      orbit.add(
          StationObservation.newBuilder(one)
              .setAltitude(100.0 * i)
              .setFootprint(2_000.0 + i)
              .build());
    }
    observe("M", orbit);
    tick();
    StationWindow hour = hour("M", "xco2", START);
    assertThat(hour.getMean()).isEqualTo("421");
    assertThat(hour.getLatitude()).isCloseTo(29.0, within(1e-9));
    assertThat(hour.getAltitude()).isCloseTo(100.0, within(1e-9));
    assertThat(hour.getFootprint()).isEqualTo(2_002.0);
    assertThat(hour.getBackground()).isNull();
    // At 115° east 28° lies nearest to Xinyu, 29° to Nanchang, 30° to Jiujiang.
    assertThat(hour.getCities())
        .extracting(CityMean::getRegion)
        .containsExactly("360100", "360400", "360500");
    assertThat(hour.getCities()).extracting(CityMean::getMean).containsExactly("421", "422", "420");
  }

  @Test
  void shouldCountAJourneyToTheCitiesItPassesAndNoPlaceThatCannotBeReached() {
    define(air("S", "360100", 1, gas("co2", "ppm")));
    define(moving(Station.Kind.MOBILE, Station.Platform.VEHICLE, 60));
    List<StationObservation> road = new ArrayList<>();
    for (int minute = 0; minute < 60; minute++) {
      // From Nanchang towards Jiujiang, 18 m/s.
      String ppm = minute < 40 ? "430" : "460";
      road.add(at("co2", START.plusSeconds(60L * minute), ppm, 28.7 + minute * .01, 115.9));
    }
    road.set(10, at("co2", START.plusSeconds(600), "900", 25.83, 114.93));
    observe("S", hours("co2", START, 1, "420", "U"));
    observe("M", road);
    tick();
    StationWindow hour = hour("M", "co2", START);
    assertThat(hour.getCount()).isEqualTo(59);
    assertThat(hour.getLeft()).containsOnly(Map.entry("misplaced", 1));
    assertThat(hour.getCities())
        .extracting(CityMean::getRegion)
        .containsExactly("360100", "360400");
    assertThat(hour.getCities().stream().mapToInt(CityMean::getCount).sum()).isEqualTo(59);
    assertThat(hour("S", "co2", START).getMean()).isEqualTo("420");
    assertThat(hour("S", "co2", START).getCities()).isEmpty();
  }

  @Test
  void shouldRefusePlacesOfWhatStandsStillAndMovingValuesWithoutOne() {
    define(air("S", "360100", 1, gas("co2", "ppm")));
    define(moving(Station.Kind.MOBILE, Station.Platform.VEHICLE, 60));
    StationObservation still = observation("co2", START, "420", "U");
    observe(
        "S",
        List.of(
            StationObservation.newBuilder(still).setLatitude(28.7).setLongitude(115.9).build()));
    observe("M", List.of(observation("co2", START, "420", "valid")));
    observe("M", List.of(at("co2", START, "420", 91, 115.9)));
    StationObservation high = at("co2", START, "420", 28.7, 115.9);
    observe("M", List.of(StationObservation.newBuilder(high).setAltitude(200_000.0).build()));
    observe("M", List.of(StationObservation.newBuilder(high).setFootprint(-1.0).build()));
    tick();
    assertThat(all(Topics.STATION_REJECTED))
        .extracting(r -> r.value.getCode() + " " + r.value.getField())
        .containsExactly(
            "OUT_OF_RANGE latitude",
            "MISSING_FIELD latitude",
            "OUT_OF_RANGE latitude",
            "OUT_OF_RANGE altitude",
            "OUT_OF_RANGE footprint");
    assertThat(read(Topics.STATION_HOURLY)).isEmpty();
  }

  @Test
  void shouldSignalValuesThatLookLikeTheInstrumentAndKeepThemInTheMean() {
    define(air("S", "360100", 0, gas("co2", "ppm")));
    List<StationObservation> hour = new ArrayList<>();
    for (int minute = 0; minute < 60; minute++) {
      String ppm = minute == 20 || minute == 30 || minute == 40 ? "600" : "42" + minute % 10;
      hour.add(observation("co2", START.plusSeconds(60L * minute), ppm, "U"));
    }
    observe("S", hour);
    observe("S", hours("co2", START.plus(HOUR), 1, "425", "U"));
    tick();
    assertThat(hour("S", "co2", START).getSuspect()).containsOnly(Map.entry("spikes", 3));
    assertThat(hour("S", "co2", START).getCount()).isEqualTo(60);
    assertThat(hour("S", "co2", START.plus(HOUR)).getSuspect()).containsOnly(Map.entry("run", 60));
    AlertSignal suspect = last("station-suspect");
    assertThat(suspect.getLevel()).isEqualTo(SignalLevel.WARNING);
    // 60 minutes of one value, 45 are suspect.
    assertThat(new BigDecimal(suspect.getMeasured())).isGreaterThan(new BigDecimal("1.33"));
    for (int round = 0; round < 2; round++) {
      List<StationObservation> again = new ArrayList<>();
      for (StationObservation one : hour) {
        Instant time = one.getTime().plus(HOUR.multipliedBy(round));
        again.add(observation("co2", time, "42" + time.getEpochSecond() / 60 % 10, "O"));
      }
      observe("S", again);
    }
    tick();
    assertThat(last("station-suspect").getRestated()).isTrue();
    assertThat(hour("S", "co2", START).getSuspect()).isEmpty();
  }

  @Test
  void shouldJudgeByTheSettingsThatStaffChose() {
    define(air("S", "360100", 0, gas("co2", "ppm")));
    rule("360000", "station-event", r -> r.setWarningRaise("10").setCriticalRaise("20"));
    days("S", 10, "420");
    Instant event = START.plus(Duration.ofDays(10));
    observe("S", hours("co2", event, 4, "500", "U"));
    tick();
    // Four times the threshold of an event, and nobody asked to be told of it.
    assertThat(heard("station-event")).isEmpty();
    rule("S", "station-event", r -> r.setWarningRaise("2"));
    observe("S", hours("co2", event.plus(HOUR.multipliedBy(4)), 1, "500", "U"));
    tick();
    assertThat(last("station-event").getLevel()).isEqualTo(SignalLevel.WARNING);
    rule("S", "station-event", r -> r.setEnabled(false));
    observe("S", hours("co2", event.plus(HOUR.multipliedBy(5)), 1, "500", "U"));
    tick();
    assertThat(last("station-event").getLevel()).isEqualTo(SignalLevel.NONE);
  }

  private void rule(String scope, String rule, Consumer<AlertRuleDefinition.Builder> wanted) {
    AlertRuleDefinition.Builder setting = AlertsGiven.rule(rule, scope);
    wanted.accept(setting);
    send(Topics.REF_ALERT_RULE, rule + "|" + scope, setting.build());
  }

  private List<AlertSignal> heard(String rule) {
    heard.addAll(signals());
    return heard.stream().filter(s -> s.getRule().equals(rule)).toList();
  }

  @Test
  void shouldLetAStationsAlertBeSilencedAcknowledgedAndEscalatedByItsRegion() {
    define(air("A", "360100", 0, gas("co2", "ppm")));
    define(air("B", "360200", 0, gas("co2", "ppm")));
    days("A", 3, "420");
    days("B", 1, "420");
    observe("A", hours("co2", START.plus(Duration.ofDays(3)), 1, "420", "U"));
    tick();
    AlertSignal missing = last("station-missing");
    assertThat(missing.getEntity()).isEqualTo("B");
    Instant at = missing.getAt();
    try (AlertsDriver alerts = new AlertsDriver(at)) {
      alerts.send(Topics.ALERT_SIGNAL, "B", missing, at);
      assertThat(alerts.events())
          .singleElement()
          .satisfies(
              fired -> {
                assertThat(fired.getState()).isEqualTo(AlertState.FIRING);
                assertThat(fired.getRegion()).isEqualTo("360200");
                assertThat(fired.getMuted()).isNull();
              });
      AlertSilence.Builder silence = AlertsGiven.silence("S", 0, 1).setFrom(at).setSetAt(at);
      silence.setUntil(at.plus(HOUR)).setRegion("360000");
      alerts.send(Topics.ALERT_SILENCE, "S", silence.build(), at);
      assertThat(alerts.events()).extracting(AlertEvent::getMuted).containsExactly("silence S");
      alerts.advance(Duration.ofDays(2));
      assertThat(alerts.events()).extracting(AlertEvent::getEscalatedTo).contains("360000");
      alerts.send(
          Topics.ALERT_COMMAND,
          "B",
          AlertsGiven.command(
              "c",
              "station-missing|B|data",
              AlertAction.ACKNOWLEDGE,
              "张三",
              "已派人",
              at.plus(Duration.ofDays(2))),
          at.plus(Duration.ofDays(2)));
      assertThat(alerts.events()).extracting(AlertEvent::getAcknowledgedBy).containsExactly("张三");
    }
  }

  @Test
  void shouldTellTheCompletenessOfAllElevenCities() {
    List<String> cities = new ArrayList<>();
    for (int city = 1; city <= 11; city++) {
      cities.add(String.format("36%02d00", city));
    }
    for (String city : cities) {
      define(air("S" + city, city, 0, gas("co2", "ppm")));
    }
    for (String city : cities) {
      int hours = 24 - 2 * cities.indexOf(city);
      observe("S" + city, hours("co2", START, hours, "420", "U"));
    }
    observe("S360100", hours("co2", START.plus(Duration.ofDays(1)), 1, "420", "U"));
    tick();
    Map<String, NetworkDay> days = read(Topics.STATION_NETWORK);
    for (String city : cities) {
      NetworkDay day = days.get(city + "|2025-03-01");
      assertThat(day.getValidHours()).isEqualTo(24 - 2L * cities.indexOf(city));
      assertThat(day.getExpectedHours()).isEqualTo(24);
      assertThat(day.getProvisional()).isFalse();
    }
    NetworkDay province = days.get("360000|2025-03-01");
    assertThat(province.getStations()).isEqualTo(11);
    assertThat(province.getValidHours()).isEqualTo(11 * 24 - 110);
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
    return heard(rule).stream().reduce((a, b) -> b).orElseThrow();
  }
}
