// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.domain.assess.DailySeries;
import io.tanliu.domain.assess.DailySeries.Day;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The days of one month of one unit: amount and coverage per quantity and day. */
final class MonthRow {
  /**
   * Coverage is kept in ten-thousandths, rounded down, so that it never reaches a bound by
   * rounding.
   */
  private static final double STEPS = 10_000;

  /** What the arithmetic of doubles may take from a whole number of steps. */
  private static final double NOISE = 1e-7;

  private final TreeMap<String, TreeMap<Integer, Day>> quantities = new TreeMap<>();

  static MonthRow decode(byte[] bytes) {
    MonthRow row = new MonthRow();
    if (bytes == null) {
      return row;
    }
    return ViewBytes.read(
        bytes,
        in -> {
          int size = in.readUnsignedByte();
          for (int i = 0; i < size; i++) {
            TreeMap<Integer, Day> days = new TreeMap<>();
            row.quantities.put(in.readUTF(), days);
            int known = in.readInt();
            for (int day = 1; day <= 31; day++) {
              if ((known & 1 << (day - 1)) != 0) {
                days.put(day, new Day(in.readLong(), in.readUnsignedShort() / STEPS));
              }
            }
          }
          return row;
        });
  }

  byte[] encode() {
    return ViewBytes.write(
        out -> {
          out.writeByte(quantities.size());
          for (Map.Entry<String, TreeMap<Integer, Day>> quantity : quantities.entrySet()) {
            out.writeUTF(quantity.getKey());
            int known = 0;
            for (int day : quantity.getValue().keySet()) {
              known |= 1 << (day - 1);
            }
            out.writeInt(known);
            for (Day day : quantity.getValue().values()) {
              out.writeLong(day.amount());
              out.writeShort(steps(day.coverage()));
            }
          }
        });
  }

  /** Puts what one day has; quantities that it has no longer are taken away. True for a change. */
  boolean put(int dayOfMonth, Map<String, Day> amounts) {
    Map<String, Day> before = new HashMap<>();
    quantities.forEach(
        (quantity, days) -> {
          Day day = days.remove(dayOfMonth);
          if (day != null) {
            before.put(quantity, day);
          }
        });
    Map<String, Day> now = new HashMap<>();
    amounts.forEach((quantity, day) -> now.put(quantity, kept(day)));
    now.forEach(
        (quantity, day) ->
            quantities.computeIfAbsent(quantity, q -> new TreeMap<>()).put(dayOfMonth, day));
    quantities.values().removeIf(Map::isEmpty);
    return !before.equals(now);
  }

  private static Day kept(Day day) {
    return new Day(day.amount(), steps(day.coverage()) / STEPS);
  }

  private static int steps(double coverage) {
    return (int) (coverage * STEPS + NOISE);
  }

  /** What a row that holds one day has of it. */
  Map<String, Day> day(int dayOfMonth) {
    Map<String, Day> amounts = new HashMap<>();
    quantities.forEach(
        (quantity, days) -> {
          if (days.containsKey(dayOfMonth)) {
            amounts.put(quantity, days.get(dayOfMonth));
          }
        });
    return amounts;
  }

  /** Adds the days of a row before {@code end} to series by quantity; rows come in their order. */
  static void collect(
      byte[] bytes, YearMonth month, LocalDate end, Map<String, DailySeries.Builder> series) {
    ViewBytes.read(
        bytes,
        in -> {
          for (int i = in.readUnsignedByte(); i > 0; i--) {
            String quantity = in.readUTF();
            int known = in.readInt();
            for (int day = 1; day <= 31; day++) {
              if ((known & 1 << (day - 1)) != 0) {
                long amount = in.readLong();
                double coverage = in.readUnsignedShort() / STEPS;
                LocalDate date = month.atDay(day);
                if (date.isBefore(end)) {
                  series
                      .computeIfAbsent(quantity, q -> new DailySeries.Builder())
                      .add(date, amount, coverage);
                }
              }
            }
          }
          return series;
        });
  }
}
