// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.time.Granularity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @Test
  void shouldReadMonthsYearsAndPlans() {
    Period plan = Period.parse("2021/2025").orElseThrow();
    assertThat(plan.several()).isTrue();
    assertThat(plan.count()).isEqualTo(5);
    assertThat(plan.after()).isEqualTo(LocalDate.of(2026, 1, 1));
    assertThat(plan.years()).hasSize(5).contains(Period.year(2021), Period.year(2025));
    assertThat(Instant.ofEpochMilli(plan.end(ZONE))).isEqualTo("2025-12-31T16:00:00Z");
    Period month = Period.parse("2024-02").orElseThrow();
    assertThat(month.granularity()).isEqualTo(Granularity.MONTH);
    assertThat(month.after()).isEqualTo(LocalDate.of(2024, 3, 1));
    assertThat(month.several()).isFalse();
    assertThat(month.years()).containsExactly(Period.year(2024));
    assertThat(Period.year(2024).text()).isEqualTo("2024");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2025/2025", "2025/2021", "2021/", "21/25", "1900/2100", "2024-13", "", "x"})
  void shouldNotReadOthers(String text) {
    assertThat(Period.parse(text)).isEmpty();
  }
}
