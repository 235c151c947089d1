// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.StationObservation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hourly and daily means as one would make them by hand: the last word on each minute, those that
 * are valid added up and divided. It shares nothing with the product but the form of the keys.
 */
final class PlainMeans {
  private static final long HOUR = 3_600;
  private static final Set<String> VALID = Set.of("U", "O");
  private static final int NEEDED = 40;

  private PlainMeans() {}

  /** A mean of some minutes. */
  record Mean(BigDecimal sum, int count, int validHours) {
    static final Mean NONE = new Mean(BigDecimal.ZERO, 0, 0);

    Mean plus(BigDecimal value) {
      return new Mean(sum.add(value), count + 1, validHours);
    }

    Mean plus(Mean hour) {
      return new Mean(
          sum.add(hour.sum), count + hour.count, validHours + (hour.count >= NEEDED ? 1 : 0));
    }

    /** Nine places, half even, without zeros at the end; null without minutes. */
    String text() {
      if (count == 0) {
        return null;
      }
      BigDecimal mean =
          sum.divide(BigDecimal.valueOf(count), 9, RoundingMode.HALF_EVEN).stripTrailingZeros();
      return (mean.scale() < 0 ? mean.setScale(0) : mean).toPlainString();
    }
  }

  /** Adds the hours and days (UTC) of a station to what is known. */
  static void of(
      String station,
      List<StationObservation> sent,
      Map<String, Mean> hours,
      Map<String, Mean> days) {
    Map<String, StationObservation> last = new HashMap<>();
    for (StationObservation one : sent) {
      last.put(one.getParameter() + " " + one.getTime().getEpochSecond() / 60, one);
    }
    Map<String, Mean> own = new HashMap<>();
    for (StationObservation one : last.values()) {
      String key = key(station, one, HOUR);
      Mean before = own.getOrDefault(key, Mean.NONE);
      own.put(key, enters(one) ? before.plus(value(one)) : before);
    }
    hours.putAll(own);
    own.forEach(
        (key, hour) -> {
          String day = key.substring(0, key.lastIndexOf('T')) + "T00:00:00Z";
          days.merge(day, Mean.NONE.plus(hour), (a, b) -> sum(a, b));
        });
  }

  private static Mean sum(Mean a, Mean b) {
    return new Mean(a.sum.add(b.sum), a.count + b.count, a.validHours + b.validHours);
  }

  private static String key(String station, StationObservation one, long length) {
    long start = one.getTime().getEpochSecond() / length * length;
    return station + "|" + one.getParameter() + "|" + java.time.Instant.ofEpochSecond(start);
  }

  private static boolean enters(StationObservation one) {
    return one.getValue() != null && VALID.contains(one.getFlag()) && air(value(one));
  }

  /** 90 000 is neither ppm of CO2 nor ppb of CH4 in any air. */
  private static boolean air(BigDecimal value) {
    return value.compareTo(BigDecimal.valueOf(90_000)) != 0;
  }

  private static BigDecimal value(StationObservation one) {
    return BigDecimal.valueOf(one.getValue(), one.getScale());
  }
}
