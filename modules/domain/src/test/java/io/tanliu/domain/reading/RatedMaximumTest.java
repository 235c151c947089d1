// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RatedMaximumTest {
  private static final long AT = 1_700_000_400_000L;

  /** 10 min of 100 kW are 16 666.6… Wh: the limit is rounded up, to 16 667 Wh. */
  @Test
  void shouldAllowTheRatedShareOfAnIntervalThatIsNoFiniteDecimal() {
    Point point =
        new Point(
            "P",
            "",
            "electricity",
            Measure.INTERVAL,
            PhysicalUnit.WH,
            Duration.ofMinutes(10),
            1,
            Direction.BOUGHT,
            Optional.empty(),
            BigDecimal.ONE,
            Optional.empty(),
            Optional.of(BigDecimal.valueOf(100_000)),
            Duration.ofHours(1),
            false);
    ReadingRules rules = new ReadingRules(point, ZoneId.of("Asia/Shanghai"));
    assertThat(rules.check(AT, 16_667, 0, AT)).isEmpty();
    assertThat(rules.check(AT, 16_668, 0, AT))
        .hasValueSatisfying(e -> assertThat(e.code()).isEqualTo(ReadingError.Code.ABOVE_RATED));
  }
}
