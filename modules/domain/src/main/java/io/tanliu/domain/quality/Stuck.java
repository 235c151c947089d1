// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongFunction;

/** The same value for too long. Nothing at all (0) is no fault, except that a counter stands. */
final class Stuck {
  private static final BigDecimal HOUR = BigDecimal.valueOf(3_600_000L);

  private final Point point;
  private final long limit;
  private boolean any;
  private long value;
  private long start;
  private long last;
  private long run;
  private long found;
  private long foundFirst;
  private long foundValue;
  private long foundLongest;

  Stuck(Point point, BigDecimal afterHours) {
    this.point = point;
    this.limit = afterHours.multiply(HOUR).longValue();
  }

  void take(long time, long amount) {
    if (!any || amount != value) {
      end();
      any = true;
      value = amount;
      start = time;
      run = 0;
    }
    run++;
    last = time;
  }

  private void end() {
    boolean idle = value == 0 && point.measure() != Measure.REGISTER;
    if (!any || idle || run < 2 || last - start < limit) {
      return;
    }
    if (found == 0) {
      foundFirst = start;
    }
    found += run;
    if (last - start > foundLongest) {
      foundLongest = last - start;
      foundValue = value;
    }
  }

  Optional<Finding> finding(LongFunction<String> shown) {
    end();
    any = false;
    return found == 0
        ? Optional.empty()
        : Optional.of(
            new Finding(
                point.id(),
                QualityCode.STUCK,
                foundFirst,
                found,
                shown.apply(foundValue)
                    + (point.measure() == Measure.RATE ? "/h" : "")
                    + " for "
                    + Duration.ofMillis(foundLongest),
                "a change within " + Duration.ofMillis(limit)));
  }
}
