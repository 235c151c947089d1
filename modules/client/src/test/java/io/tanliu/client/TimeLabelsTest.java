// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tanliu.client.TimeForm.Label;
import io.tanliu.client.TimeForm.Midnight;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeLabelsTest {
  private static final String STEEL = "dd-MM-yyyy HH:mm";

  @Test
  void shouldReadEndLabelsWhoseMidnightKeepsTheDateOfTheDayThatEnded() {
    TimeLabels labels = labels(STEEL, "15m", Label.END, Midnight.ENDS_DAY, "+09:00");

    assertThat(starts(labels, "01-01-2018 00:15", "01-01-2018 23:45", "01-01-2018 00:00"))
        .containsExactly("2017-12-31T15:00:00Z", "2018-01-01T14:30:00Z", "2018-01-01T14:45:00Z");
  }

  @Test
  void shouldReadStartLabelsAsTheyStand() {
    TimeLabels labels = labels(STEEL, "15m", Label.START, Midnight.BEGINS_DAY, "+08:00");

    assertThat(starts(labels, "01-01-2018 00:00")).containsExactly("2017-12-31T16:00:00Z");
  }

  @Test
  void shouldRefuseLabelsThatAreNoTimesInsteadOfMovingThem() {
    TimeLabels labels = labels(STEEL, "15m", Label.START, Midnight.BEGINS_DAY, "+08:00");

    assertThat(
            starts(
                labels,
                "31-02-2018 00:00",
                "01-01-2018 24:00",
                "2018-01-01",
                "",
                "01-13-2018 00:00"))
        .containsOnly("none");
  }

  @Test
  void shouldTellTheRepeatedHourApartByOrderAndRefuseTheMissingOne() {
    TimeLabels labels =
        labels("yyyy-MM-dd HH:mm", "30m", Label.START, Midnight.BEGINS_DAY, "Europe/Berlin");

    assertThat(
            starts(
                labels,
                "2025-03-30 02:30",
                "2025-10-26 02:00",
                "2025-10-26 02:30",
                "2025-10-26 02:00",
                "2025-10-26 02:30",
                "2025-10-26 03:00"))
        .containsExactly(
            "none",
            "2025-10-26T00:00:00Z",
            "2025-10-26T00:30:00Z",
            "2025-10-26T01:00:00Z",
            "2025-10-26T01:30:00Z",
            "2025-10-26T02:00:00Z");
  }

  @Test
  void shouldTakeDaysByTheCalendarAndOffsetsFromTheLabel() {
    assertThat(
            starts(
                labels("yyyyMMdd", "24h", Label.END, Midnight.BEGINS_DAY, "Europe/Berlin"),
                "20251027"))
        .containsExactly("2025-10-25T22:00:00Z");
    assertThat(
            starts(
                labels("iso", "15m", Label.END, Midnight.BEGINS_DAY, "Asia/Shanghai"),
                "2018-01-01T00:15:00+09:00",
                "2018-01-01T00:15:00"))
        .containsExactly("2017-12-31T15:00:00Z", "2017-12-31T16:00:00Z");
  }

  @Test
  void shouldRefusePatternThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> labels("bbb", "15m", Label.END, Midnight.BEGINS_DAY, "Z"));
    assertThat(Label.of("end")).isEqualTo(Label.END);
    assertThat(Midnight.of("24h")).isEqualTo(Midnight.ENDS_DAY);
    assertThatIllegalArgumentException().isThrownBy(() -> Midnight.of("12h"));
  }

  @Test
  void shouldFindOutWhatBeginsWithTheYearAndRefuseWhatCanBeMisread() {
    TimeLabels labels = labels("auto", "15m", Label.START, Midnight.BEGINS_DAY, "+08:00");

    assertThat(
            starts(
                labels,
                "2018-01-04T00:15:00+09:00",
                "2018-1-4 0:15",
                "2018/1/4 0:15:30",
                "2018年1月4日 0时15分",
                "20180104 001500",
                "2018/1/4",
                "1/4/2018 0:15",
                "2018/2/30 0:15",
                "合计"))
        .containsExactly(
            "2018-01-03T15:15:00Z",
            "2018-01-03T16:15:00Z",
            "2018-01-03T16:15:30Z",
            "2018-01-03T16:15:00Z",
            "2018-01-03T16:15:00Z",
            "2018-01-03T16:00:00Z",
            "none",
            "none",
            "none");
  }

  private static Stream<String> starts(TimeLabels labels, String... texts) {
    return Stream.of(texts).map(t -> labels.start(t).map(Instant::toString).orElse("none"));
  }

  private static TimeLabels labels(
      String format, String interval, Label label, Midnight midnight, String zone) {
    return new TimeLabels(
        new TimeForm(format, Duration.parse("PT" + interval), label, midnight, ZoneId.of(zone)));
  }
}
