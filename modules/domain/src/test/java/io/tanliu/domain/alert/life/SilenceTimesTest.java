// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.alert.Condition;
import io.tanliu.domain.alert.Grounds;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.Signal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When silences hold, to the millisecond and on the days on which clocks are changed. */
class SilenceTimesTest {
  /** Changes its clock at 2 o'clock on 30 March and at 3 o'clock on 26 October 2025. */
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Its days begin at 1 o'clock on 30 March 2025. */
  private static final ZoneId BEIRUT = ZoneId.of("Asia/Beirut");

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private static long at(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant().toEpochMilli();
  }

  private static long utc(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  private static MuteTimes daily(String from, String until, DayOfWeek... days) {
    return new MuteTimes(Set.of(days), LocalTime.parse(from), LocalTime.parse(until), BERLIN);
  }

  private static Silence silence(long from, long until, Optional<String> region) {
    return new Silence(
        "S",
        Set.of(),
        Optional.empty(),
        region,
        Optional.empty(),
        Optional.empty(),
        from,
        until,
        Optional.empty(),
        "值班员",
        "检修");
  }

  @Test
  void shouldBeginAndEndExactlyAtItsMillisecond() {
    Silence silence = silence(1_000, 2_000, Optional.empty());
    assertThat(silence.holds(999)).isFalse();
    assertThat(silence.holds(1_000)).isTrue();
    assertThat(silence.holds(1_999)).isTrue();
    assertThat(silence.holds(2_000)).isFalse();
    assertThat(silence.next(999)).isEqualTo(1_000);
    assertThat(silence.next(1_000)).isEqualTo(2_000);
    assertThat(silence.next(1_999)).isEqualTo(2_000);
    assertThat(silence.next(2_000)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldCoverARegionWithAllBelowItAndNeitherItsNeighboursNorWhatLiesAbove() {
    Silence city = silence(0, 1, Optional.of("360100"));
    assertThat(city.covers(signal("U", "360102", "360100", "360000", "100000"), Level.WARNING))
        .as("a unit in a county of the city")
        .isTrue();
    assertThat(city.covers(signal("360102", "360102", "360100", "360000"), Level.WARNING))
        .as("the county itself")
        .isTrue();
    assertThat(city.covers(signal("360100", "360100", "360000", "100000"), Level.WARNING)).isTrue();
    assertThat(city.covers(signal("U", "360202", "360200", "360000"), Level.WARNING)).isFalse();
    assertThat(city.covers(signal("360000", "360000", "100000"), Level.WARNING)).isFalse();
    assertThat(city.covers(signal("U"), Level.WARNING)).as("lies nowhere").isFalse();
    assertThat(silence(0, 1, Optional.of("36")).covers(signal("U", "360102"), Level.WARNING))
        .as("the beginning of a code is no region")
        .isFalse();
  }

  private static Signal signal(String entity, String... regions) {
    return new Signal(
        new AlertKey("surge", entity, "T"),
        new Condition(
            Level.WARNING,
            false,
            0,
            OptionalLong.of(0),
            OptionalLong.of(0),
            0,
            false,
            false,
            "r",
            OptionalInt.empty()),
        new Grounds(
            "tce",
            "2025",
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "gce",
            1,
            0,
            0,
            "Europe/Berlin",
            "",
            Map.of()),
        List.of(regions).stream().findFirst(),
        List.of(regions));
  }

  @Test
  void shouldMuteANightByTheClockOnTheWallAlsoWhenItIsAnHourShorterOrLonger() {
    MuteTimes night = daily("22:00", "06:00");
    assertThat(length(night, "2025-03-28T12:00")).as("an ordinary night").isEqualTo(8 * HOUR);
    assertThat(length(night, "2025-03-29T12:00")).as("02:00 becomes 03:00").isEqualTo(7 * HOUR);
    assertThat(length(night, "2025-10-25T12:00")).as("03:00 becomes 02:00").isEqualTo(9 * HOUR);
    assertThat(night.holds(at("2025-03-30T05:59:59.999"))).isTrue();
    assertThat(night.holds(at("2025-03-30T06:00"))).isFalse();
  }

  /** How long it holds from its next beginning on. */
  private static long length(MuteTimes times, String after) {
    long begin = times.next(at(after)).orElseThrow();
    return times.next(begin).orElseThrow() - begin;
  }

  @Test
  void shouldMuteAnHourThatComesTwiceTwiceAndOneThatDoesNotComeNotAtAll() {
    MuteTimes hour = daily("02:00", "03:00");
    for (long at = at("2025-03-29T12:00"); at < at("2025-03-30T12:00"); at += MINUTE) {
      assertThat(hour.holds(at)).as(Instant.ofEpochMilli(at).toString()).isFalse();
    }
    assertThat(hour.holds(utc("2025-10-25T23:59:59.999Z"))).isFalse();
    assertThat(hour.holds(utc("2025-10-26T00:00:00Z"))).as("02:00 of summer").isTrue();
    assertThat(hour.holds(utc("2025-10-26T01:00:00Z"))).as("02:00 of winter").isTrue();
    assertThat(hour.holds(utc("2025-10-26T01:59:59.999Z"))).isTrue();
    assertThat(hour.holds(utc("2025-10-26T02:00:00Z"))).isFalse();
  }

  @Test
  void shouldBelongToTheDayOnWhichItBeginsAlsoWhenThatDayIsChanged() {
    MuteTimes saturday = daily("23:00", "04:00", DayOfWeek.SATURDAY);
    assertThat(saturday.holds(at("2025-03-30T03:30"))).as("Sunday, from Saturday").isTrue();
    assertThat(saturday.holds(at("2025-03-30T23:30"))).as("Sunday night").isFalse();
    assertThat(length(saturday, "2025-03-29T12:00")).isEqualTo(4 * HOUR);
  }

  @Test
  void shouldMuteAWholeDayThatBeginsAnHourLate() {
    MuteTimes day = new MuteTimes(Set.of(), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, BEIRUT);
    for (long at = utc("2025-03-28T00:00:00Z"); at < utc("2025-04-01T00:00:00Z"); at += MINUTE) {
      assertThat(day.holds(at)).as(Instant.ofEpochMilli(at).toString()).isTrue();
    }
  }

  /** What is looked at again only when it is due must not change in between. */
  @Test
  void shouldChangeAtNoOtherTimeThanTheNextOneThatItNames() {
    Random random = new Random(5);
    for (int i = 0; i < 60; i++) {
      ZoneId zone = List.of(BERLIN, BEIRUT, ZoneId.of("Asia/Shanghai")).get(i % 3);
      Set<DayOfWeek> days =
          random.nextBoolean() ? Set.of() : Set.of(DayOfWeek.of(1 + random.nextInt(7)));
      MuteTimes times = new MuteTimes(days, any(random), any(random), zone);
      long begin = utc(i % 2 == 0 ? "2025-03-28T00:00:00Z" : "2025-10-24T00:00:00Z");
      long due = begin;
      boolean holds = times.holds(begin);
      for (long at = begin; at < begin + 5 * 24 * HOUR; at += 5 * MINUTE) {
        if (at >= due) {
          holds = times.holds(at);
          due = times.next(at).orElse(Long.MAX_VALUE);
        }
        assertThat(times.holds(at))
            .as("%s at %s", times, Instant.ofEpochMilli(at))
            .isEqualTo(holds);
      }
    }
  }

  private static LocalTime any(Random random) {
    return LocalTime.of(random.nextInt(24), 5 * random.nextInt(12));
  }
}
