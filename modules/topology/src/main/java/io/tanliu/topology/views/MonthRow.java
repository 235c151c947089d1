// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.domain.assess.DailySeries.Day;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;

/** The days of one month of one unit: amount and coverage per quantity and day. */
final class MonthRow {
  /**
   * Coverage is kept in ten-thousandths, rounded down, so that it never reaches a bound by
   * rounding.
   */
  private static final double STEPS = 10_000;

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
              out.writeShort((int) (day.coverage() * STEPS));
            }
          }
        });
  }

  /** Puts what one day has; quantities that it has no longer are taken away. True for a change. */
  boolean put(int dayOfMonth, Map<String, Day> amounts) {
    byte[] before = encode();
    quantities.values().forEach(days -> days.remove(dayOfMonth));
    amounts.forEach(
        (quantity, day) ->
            quantities.computeIfAbsent(quantity, q -> new TreeMap<>()).put(dayOfMonth, day));
    quantities.values().removeIf(Map::isEmpty);
    return !java.util.Arrays.equals(before, encode());
  }

  /** Adds the days before {@code end} to series by quantity. */
  void collect(YearMonth month, LocalDate end, Map<String, Map<LocalDate, Day>> series) {
    quantities.forEach(
        (quantity, days) ->
            days.forEach(
                (dayOfMonth, day) -> {
                  LocalDate date = month.atDay(dayOfMonth);
                  if (date.isBefore(end)) {
                    series.computeIfAbsent(quantity, q -> new TreeMap<>()).put(date, day);
                  }
                }));
  }
}
