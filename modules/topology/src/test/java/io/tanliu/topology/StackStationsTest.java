// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.FrameAction;
import io.tanliu.avro.ReadingFrame;
import io.tanliu.avro.StackWindow;
import io.tanliu.avro.StationObservation;
import io.tanliu.domain.station.Station;
import io.tanliu.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackStationsTest extends StationsGiven {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final long EXAMPLE = 161_212_999_680L;

  @Test
  void shouldMakeTheMassOfThePublishedExampleAReadingOfTheUnit() {
    define(stack("C"));
    flow(START, 1, "182.4", "245.512", "N");
    tick();
    StackWindow hour = stackHour("C", "co2", START);
    assertThat(hour.getMass()).isEqualTo(EXAMPLE);
    assertThat(hour.getMethod()).isEqualTo("MEASURED");
    assertThat(stackHour("C", "so2", START).getMass()).isEqualTo(35L * 1_824 * 360);
    List<ReadingFrame> frames = frames();
    assertThat(frames).hasSize(1);
    assertThat(frames.get(0).getUnit()).isEqualTo("U");
    assertThat(frames.get(0).getSource()).isEqualTo("cems");
    assertThat(frames.get(0).getReadings())
        .singleElement()
        .satisfies(
            reading -> {
              assertThat(reading.getPoint()).isEqualTo("CO2");
              assertThat(reading.getTime()).isEqualTo(START);
              // 161 212.999680 kg
              assertThat(reading.getValue()).isEqualTo(EXAMPLE);
              assertThat(reading.getScale()).isEqualTo(6);
            });
  }

  @Test
  void shouldEnterAnHourOnceItIsOverAndWhatIsCorrectedAgain() {
    define(stack("C"));
    List<StationObservation> minutes = minutes(START, 1, "100", "200", "N");
    observe("C", minutes.subList(0, 150));
    tick();
    assertThat(stackHour("C", "co2", START).getMethod()).isEqualTo("OPEN");
    assertThat(frames()).isEmpty();
    observe("C", minutes.subList(150, minutes.size()));
    tick();
    assertThat(frames()).hasSize(1);
    observe("C", minutes);
    tick();
    assertThat(frames()).isEmpty();
    flow(START, 1, "100", "100", "N");
    tick();
    assertThat(frames())
        .singleElement()
        .satisfies(f -> assertThat(f.getReadings().get(0).getValue()).isEqualTo(36_000_000_000L));
    // The monitor was in calibration for sixteen minutes, as is said later.
    observe("C", minutes(START, 1, "100", "100", "C").subList(0, 48));
    tick();
    assertThat(frames())
        .singleElement()
        .satisfies(f -> assertThat(f.getAction()).isEqualTo(FrameAction.WITHDRAW));
    assertThat(stackHour("C", "co2", START).getValid()).isFalse();
  }

  @Test
  void shouldLetFlaggedMinutesNeverChangeTheMass() {
    define(stack("C"));
    flow(START, 1, "100", "200", "N");
    observe("C", minutes(START, 1, "100", "9999", "D").subList(0, 45));
    tick();
    StackWindow hour = stackHour("C", "co2", START);
    assertThat(hour.getCount()).isEqualTo(45);
    assertThat(hour.getMass()).isEqualTo(72_000_000_000L);
  }

  @Test
  void shouldLetTheLargestHourBeforeStandInForAGapAndTakeItBack() {
    define(stack("C"));
    for (int hour = 0; hour < 40; hour++) {
      flow(START.plus(HOUR.multipliedBy(hour)), 1, "100", hour == 7 ? "300" : "200", "N");
    }
    Instant gap = START.plus(HOUR.multipliedBy(40));
    flow(gap.plus(HOUR.multipliedBy(2)), 1, "100", "200", "N");
    tick();
    for (int hour = 0; hour < 2; hour++) {
      StackWindow stands = stackHour("C", "co2", gap.plus(HOUR.multipliedBy(hour)));
      assertThat(stands.getMethod()).isEqualTo("SUBSTITUTED");
      assertThat(stands.getMass()).isEqualTo(108_000_000_000L);
      assertThat(stands.getSubstituted()).isEqualTo(108_000_000_000L);
      assertThat(stands.getSource()).isEqualTo(180);
    }
    StackWindow day = day(START.plus(Duration.ofDays(1)));
    assertThat(day.getSubstitutedHours()).isEqualTo(2);
    assertThat(day.getMass()).isEqualTo(17 * 72_000_000_000L + 2 * 108_000_000_000L);
    int entered = frames().stream().mapToInt(f -> f.getReadings().size()).sum();
    assertThat(entered).isEqualTo(41);
    // The seventh hour was a wrong number: the gap is restated with it.
    flow(START.plus(HOUR.multipliedBy(7)), 1, "100", "200", "N");
    tick();
    assertThat(stackHour("C", "co2", gap).getMass()).isEqualTo(72_000_000_000L);
    // The missing hours come late.
    flow(gap, 2, "100", "100", "N");
    tick();
    assertThat(stackHour("C", "co2", gap).getMethod()).isEqualTo("MEASURED");
    assertThat(day(START.plus(Duration.ofDays(1))).getMass())
        .isEqualTo(17 * 72_000_000_000L + 2 * 36_000_000_000L);
  }

  @Test
  void shouldCallAnHourAtWhichTheSourceStoodStillNeitherMissingNorMeasured() {
    Station running = withChannel(stack("C"), gas("operation", "1"), 60);
    define(running);
    flow(START, 20, "100", "200", "N");
    Instant still = START.plus(HOUR.multipliedBy(20));
    List<StationObservation> stands = new ArrayList<>();
    for (int minute = 0; minute < 120; minute++) {
      Instant time = still.plusSeconds(60L * minute);
      stands.add(observation("operation", time, "0", "N"));
      stands.add(observation("co2", time, null, "F"));
    }
    observe("C", stands);
    flow(still.plus(HOUR.multipliedBy(2)), 3, "100", "200", "N");
    tick();
    StackWindow hour = stackHour("C", "co2", still);
    assertThat(hour.getMethod()).isEqualTo("STOPPED");
    assertThat(hour.getMass()).isZero();
    assertThat(hour.getSubstituted()).isZero();
    StackWindow day = day(START);
    assertThat(day.getMass()).isEqualTo(22 * 72_000_000_000L);
    assertThat(day.getCount()).isEqualTo(22);
    assertThat(day.getStoppedHours()).isEqualTo(2);
    assertThat(day.getSubstitutedHours()).isZero();
    // The ledger learns that nothing was let off.
    assertThat(frames().stream().flatMap(f -> f.getReadings().stream()))
        .filteredOn(r -> r.getTime().equals(still))
        .singleElement()
        .satisfies(r -> assertThat(r.getValue()).isZero());
    // Somebody corrects the state: then the hours are missing, and something stands in.
    stands.replaceAll(
        one ->
            one.getParameter().equals("operation")
                ? observation("operation", one.getTime(), "1", "N")
                : one);
    observe("C", stands);
    tick();
    assertThat(stackHour("C", "co2", still).getMethod()).isEqualTo("SUBSTITUTED");
    assertThat(frames())
        .singleElement()
        .satisfies(f -> assertThat(f.getAction()).isEqualTo(FrameAction.WITHDRAW));
  }

  @Test
  void shouldMakeMinutesOfTwelveFiveSecondValues() {
    define(withChannel(stack("C"), gas("operation", "1"), 5));
    List<StationObservation> values = new ArrayList<>();
    for (int at = 0; at < 720; at++) {
      Instant time = START.plusSeconds(5L * at);
      // Of the last fifteen minutes one value each is lost.
      boolean lost = at >= 540 && at % 12 == 4;
      values.add(observation("flow", time, "100", "N"));
      values.add(observation("co2", time, lost ? null : at < 360 ? "100" : "300", "N"));
    }
    observe("C", values);
    tick();
    StackWindow hour = stackHour("C", "co2", START);
    assertThat(hour.getCount()).isEqualTo(45);
    assertThat(hour.getParts()).isEqualTo(60);
    // 30 minutes of 600 kg and 15 of 1 800 kg stand for the hour.
    assertThat(hour.getMass()).isEqualTo((30 * 600_000_000L + 15 * 1_800_000_000L) / 45 * 60);
    observe("C", List.of(observation("co2", START, null, "C")));
    tick();
    assertThat(stackHour("C", "co2", START).getCount()).isEqualTo(44);
    assertThat(stackHour("C", "co2", START).getValid()).isFalse();
  }

  private static Station withChannel(Station station, Station.Channel more, int seconds) {
    List<Station.Channel> channels = new ArrayList<>(station.channels());
    channels.add(more);
    return new Station(
        station.id(),
        station.name(),
        station.kind(),
        station.region(),
        station.zone(),
        station.platform(),
        station.position(),
        station.height(),
        Duration.ofSeconds(seconds),
        station.scheme(),
        station.needed(),
        channels,
        station.stack());
  }

  private StackWindow day(Instant day) {
    return read(Topics.CEMS_DAILY).get(key("C", "co2", day));
  }

  private List<ReadingFrame> frames() {
    return all(Topics.READING_FRAME).stream().map(record -> record.value).toList();
  }

  private void flow(Instant from, int hours, String flow, String co2, String flag) {
    observe("C", minutes(from, hours, flow, co2, flag));
  }

  private static List<StationObservation> minutes(
      Instant from, int hours, String flow, String co2, String flag) {
    List<StationObservation> all = new ArrayList<>();
    for (int minute = 0; minute < 60 * hours; minute++) {
      Instant time = from.plusSeconds(60L * minute);
      all.add(observation("flow", time, flow, "N"));
      all.add(observation("co2", time, co2, flag));
      all.add(observation("so2", time, "35", "N"));
    }
    return all;
  }
}
