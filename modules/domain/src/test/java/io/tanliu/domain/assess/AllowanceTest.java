// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.assess.Allowance.State;
import io.tanliu.domain.assess.Allowance.Use;
import io.tanliu.domain.assess.QuotaEntry.Kind;
import io.tanliu.domain.assess.QuotaEntry.Scheme;
import io.tanliu.domain.control.Forecast;
import io.tanliu.domain.control.Forecasts;
import io.tanliu.domain.control.Known;
import io.tanliu.domain.control.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  private static final Year PERIOD = Year.of(2024);

  /** 100 t a day, in both years. */
  private static final DailySeries STEADY =
      new Series().tonnes("2023-01-01", "2025-01-01", "100").make();

  private final List<QuotaEntry> entries = new ArrayList<>();

  @Test
  void shouldBalanceWhatIsHeldAgainstWhatWasUsedAndWhatIsExpected() {
    entry(Kind.ALLOCATION, "30000", "2024-03-01");
    entry(Kind.PURCHASE, "2500.5", "2024-05-01");
    entry(Kind.OFFSET, "1000", "2024-05-01");
    entry(Kind.SALE, "500", "2024-06-01");
    Allowance balance = balance("2024-07-01");
    assertThat(balance.held()).isEqualByComparingTo("33000.5");
    assertThat(balance.used()).isEqualByComparingTo("18200"); // 182 days
    assertThat(balance.balance()).isEqualByComparingTo("14800.5");
    // 184 days are to come, each as 52 weeks before.
    assertThat(balance.forecast().orElseThrow().method()).isEqualTo("level-1/last-year");
    assertThat(balance.forecast().orElseThrow().amount()).isEqualByComparingTo("36600");
    assertThat(balance.state()).isEqualTo(State.DEFICIT_FORECAST);
  }

  @Test
  void shouldSayADeficitAtOnceAndAnOverdueSurrenderAfterItsDay() {
    entry(Kind.ALLOCATION, "30000", "2024-03-01");
    assertThat(balance("2024-10-28").state()).isEqualTo(State.DEFICIT);
    entry(Kind.PURCHASE, "10000", "2024-11-01");
    entry(Kind.SURRENDER, "36599.999999", "2025-06-01");
    Allowance before = balance("2025-12-31", "2025-12-31");
    assertThat(before.due()).isEqualByComparingTo("0.000001");
    assertThat(before.state()).isEqualTo(State.COVERED);
    assertThat(before.daysLeft()).contains(0L);
    assertThat(balance("2026-01-01", "2025-12-31").state()).isEqualTo(State.OVERDUE);
    entry(Kind.SURRENDER, "0.000001", "2026-01-02");
    assertThat(balance("2026-01-03", "2025-12-31").state()).isEqualTo(State.COVERED);
  }

  @Test
  void shouldTakeTheLatestVerifiedAmountInPlaceOfTheCalculatedOne() {
    entry(Kind.ALLOCATION, "37000", "2024-03-01");
    entry(Kind.VERIFIED, "36000", "2025-03-01");
    entry(Kind.VERIFIED, "37000.1", "2025-04-01");
    Allowance balance = balance("2025-05-01");
    assertThat(balance.verified()).isTrue();
    assertThat(balance.used()).isEqualByComparingTo("37000.1");
    assertThat(balance.forecast().orElseThrow().method()).isEqualTo("verified");
    assertThat(balance.state()).isEqualTo(State.DEFICIT);
  }

  @Test
  void shouldNotSayCoveredFromPoorDataNorBeforeAnAllocation() {
    DailySeries holes = new Series().days("2024-01-01", "2025-01-01", 1, 0.5).make();
    entry(Kind.ALLOCATION, "30000", "2024-03-01");
    assertThat(balance(holes, "2024-07-01").state()).isEqualTo(State.NOT_ASSESSABLE);
    entries.clear();
    entry(Kind.PURCHASE, "10", "2024-03-01");
    assertThat(balance("2024-07-01").state()).isEqualTo(State.NOT_ASSESSABLE);
  }

  @Test
  void shouldExpectWhatControlForetells() {
    Random random = new Random(5);
    for (int trial = 0; trial < 20; trial++) {
      Known known = new Known();
      Series series = new Series();
      boolean lastYear = trial % 2 == 0;
      LocalDate end = LocalDate.parse("2024-02-01").plusDays(random.nextInt(330));
      for (LocalDate day = LocalDate.parse(lastYear ? "2023-01-01" : "2024-01-01");
          day.isBefore(end);
          day = day.plusDays(1)) {
        double coverage = random.nextInt(10) == 0 ? 0.5 : 0.9 + random.nextInt(1000) / 1e4;
        int tonnes = 50 + random.nextInt(100);
        series.days(day.toString(), day.plusDays(1).toString(), tonnes * 1_000_000L, coverage);
        known.daily("co2e", day.toString(), day.plusDays(1).toString(), tonnes, coverage);
      }
      Forecast expected =
          new Forecasts(known.until(end.toString()), new Forecasts.Made())
              .at("co2e", Period.year(2024), end)
              .orElseThrow();
      assertThat(YearForecast.of(series.make(), PERIOD, end, 0.9))
          .contains(YearForecast.of(expected, end.equals(LocalDate.parse("2025-01-01"))));
    }
    assertThat(
            YearForecast.of(STEADY, PERIOD, LocalDate.parse("2025-01-01"), 0.9)
                .orElseThrow()
                .method())
        .isEqualTo("measured");
  }

  private void entry(Kind kind, String amount, String date) {
    entries.add(
        new QuotaEntry(
            "e" + entries.size(),
            "U",
            Scheme.ETS,
            PERIOD,
            kind,
            new BigDecimal(amount),
            LocalDate.parse(date),
            Optional.empty(),
            "test"));
  }

  private Allowance balance(String end) {
    return balance(STEADY, end);
  }

  private Allowance balance(DailySeries series, String end) {
    LocalDate day = LocalDate.parse(end);
    return Allowance.of(entries, Use.of(series, PERIOD, day, 0.9), day, 0.9);
  }

  private Allowance balance(String end, String surrenderBy) {
    QuotaEntry first = entries.get(0);
    entries.set(
        0,
        new QuotaEntry(
            first.id(),
            first.entity(),
            first.scheme(),
            first.period(),
            first.kind(),
            first.amount(),
            first.date(),
            Optional.of(LocalDate.parse(surrenderBy)),
            first.document()));
    return balance(end);
  }
}
