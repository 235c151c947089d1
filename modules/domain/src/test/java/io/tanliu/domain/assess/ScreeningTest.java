// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.assess.Screening.Episode;
import io.tanliu.domain.assess.Screening.State;
import io.tanliu.domain.assess.ScreeningBook.Release;
import io.tanliu.domain.assess.ScreeningChange.Kind;
import io.tanliu.domain.control.Operator;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Scope;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.control.Terms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScreeningTest {
  /** 综合能耗1万吨以上: 赣环气候〔2021〕23号 第三章第五节 (T036). */
  private static final ScreeningRule VERIFICATION = rule(10_000, false, null);

  private static final ScreeningRule PILOT = rule(5_000, false, 10_000L);

  @Test
  void shouldEnterOnTheDayOnWhichTwelveMonthsReachTheThreshold() {
    // 10 000 tce / 40 a day: reached on the 250th day, 2023-09-07.
    DailySeries series = new Series().tonnes("2023-01-01", "2024-01-01", "40").make();
    assertThat(screen(VERIFICATION, series, "2023-09-07").state()).isNotEqualTo(State.INSIDE);
    Screening now = screen(VERIFICATION, series, "2023-09-08");
    assertThat(now.state()).isEqualTo(State.INSIDE);
    assertThat(now.since()).contains(LocalDate.parse("2023-09-07"));
    assertThat(now.total()).isEqualTo(10_000_000_000L);
  }

  @Test
  void shouldHoldAThresholdThatMustBeExceededOnlyBeyondIt() {
    // 超过1万吨标准煤的数据中心 (T063)
    ScreeningRule exceed = rule(10_000, true, null);
    DailySeries series = new Series().tonnes("2023-01-01", "2024-01-01", "40").make();
    assertThat(screen(exceed, series, "2023-09-08").state()).isNotEqualTo(State.INSIDE);
    assertThat(screen(exceed, series, "2023-09-09").since())
        .contains(LocalDate.parse("2023-09-08"));
  }

  @Test
  void shouldLeaveOnlyAfterTwelveMonthsBelow() {
    DailySeries series =
        new Series()
            .tonnes("2022-01-01", "2023-01-01", "40")
            .tonnes("2023-01-01", "2025-06-01", "10")
            .make();
    // 14 600 in 2022; below 10 000 when the 154th day of 2023 has replaced one of 2022.
    Screening below = screen(VERIFICATION, series, "2023-12-01");
    assertThat(below.state()).isEqualTo(State.INSIDE);
    LocalDate leaves = below.leavesOn().orElseThrow();
    assertThat(leaves).isEqualTo(LocalDate.parse("2024-06-02"));
    assertThat(screen(VERIFICATION, series, leaves.toString()).state()).isEqualTo(State.INSIDE);
    Screening after = screen(VERIFICATION, series, leaves.plusDays(1).toString());
    assertThat(after.state()).isEqualTo(State.OUTSIDE);
    assertThat(after.episodes().get(0).until()).contains(leaves);
  }

  @Test
  void shouldReleaseNobodyThroughAGapInTheData() {
    DailySeries series =
        new Series()
            .tonnes("2022-01-01", "2023-01-01", "40")
            .days("2023-01-01", "2025-06-01", 0, 0.2)
            .make();
    assertThat(screen(VERIFICATION, series, "2025-06-01").state()).isEqualTo(State.INSIDE);
    DailySeries unknown = new Series().days("2023-01-01", "2024-06-01", 1, 0.2).make();
    assertThat(screen(VERIFICATION, unknown, "2024-06-01").state()).isEqualTo(State.NOT_ASSESSABLE);
  }

  @Test
  void shouldEndABandWhereTheNextOneBegins() {
    DailySeries series = new Series().tonnes("2023-01-01", "2024-01-01", "40").make();
    Screening rest = screen(PILOT, series, "2024-01-01");
    assertThat(rest.state()).isEqualTo(State.OUTSIDE);
    assertThat(rest.episodes())
        .containsExactly(
            new Episode(LocalDate.parse("2023-05-05"), Optional.of(LocalDate.parse("2023-09-07"))));
  }

  @Test
  void shouldTellEntryAndLeavingOnceAndACorrectionAsRestated() {
    Episode open = episode("2023-03-01", null);
    Episode closed = episode("2023-03-01", "2024-05-01");
    Episode later = episode("2023-04-01", null);
    assertThat(kinds(List.of(), List.of(open))).containsExactly(Kind.ENTERED);
    assertThat(kinds(List.of(open), List.of(open))).isEmpty();
    assertThat(kinds(List.of(open), List.of(closed))).containsExactly(Kind.LEFT);
    assertThat(kinds(List.of(), List.of(closed))).containsExactly(Kind.ENTERED, Kind.LEFT);
    assertThat(kinds(List.of(open), List.of(later))).containsExactly(Kind.RESTATED);
    assertThat(kinds(List.of(closed), List.of(open))).containsExactly(Kind.RESTATED);
    assertThat(kinds(List.of(open), List.of())).containsExactly(Kind.RESTATED);
    assertThat(kinds(List.of(closed), List.of(closed, episode("2025-01-01", null))))
        .containsExactly(Kind.ENTERED);
  }

  @Test
  void shouldMeanOnlyUnitsOfItsRegionAndIndustries() {
    Target threshold =
        new Target(
            "T",
            "360000",
            "tce",
            Period.year(2024),
            10_000_000_000L,
            BigDecimal.ZERO,
            "test",
            Terms.of(TargetType.THRESHOLD)
                .operator(Operator.ABOVE)
                .scope(new Scope(List.of("64"), List.of(), true))
                .build());
    Release release = new Release("", 12, "test", "C");
    ScreeningBook book = new ScreeningBook(List.of(threshold), Map.of(ScreeningBook.ANY, release));
    assertThat(book.of("U", "6450", List.of("360100", "360000", "100000"))).hasSize(1);
    assertThat(book.of("U", "3110", List.of("360100", "360000", "100000"))).isEmpty();
    assertThat(book.of("U", "6450", List.of("320100", "320000", "100000"))).isEmpty();
  }

  private static List<Kind> kinds(List<Episode> told, List<Episode> now) {
    return ScreeningChange.between(told, now).stream().map(ScreeningChange::kind).toList();
  }

  private static Episode episode(String since, String until) {
    return new Episode(LocalDate.parse(since), Optional.ofNullable(until).map(LocalDate::parse));
  }

  private static Screening screen(ScreeningRule rule, DailySeries series, String end) {
    return Screening.of(rule, series, LocalDate.parse(end), 0.9);
  }

  private static ScreeningRule rule(long tonnes, boolean strict, Long upper) {
    return new ScreeningRule(
        "T",
        "tce",
        tonnes * 1_000_000,
        strict,
        12,
        Optional.ofNullable(upper).map(end -> end * 1_000_000),
        new Scope(List.of("64"), List.of(), true),
        "360000",
        "",
        "",
        "A");
  }
}
