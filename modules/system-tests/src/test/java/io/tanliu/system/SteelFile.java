// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Quarter hours from 2018-01-01 on in the form of the public steel data set (UCI 851): labels are
 * ends, and the last quarter hour of a day is labelled 00:00 of that same day. What they add up to
 * is computed here from the order of the rows alone, without a line of the product.
 *
 * @param wattHours amount of each quarter hour, in order, Wh
 */
record SteelFile(Path csv, List<Long> wattHours) {
  static final OffsetDateTime START = OffsetDateTime.parse("2018-01-01T00:00:00+09:00");
  static final int QUARTERS_OF_A_DAY = 96;

  private static final Path REAL = Places.ROOT.resolve("../shared/data/steel");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MM-uuuu");

  /** The real year with its known figures, where the data is at hand. */
  static Optional<SteelFile> real() {
    Path csv = REAL.resolve("Steel_industry_data.csv");
    return Files.isReadable(csv) ? Optional.of(read(csv)) : Optional.empty();
  }

  /** Figures of the real year that others computed. */
  static Path expected() {
    return REAL.resolve("expected.json");
  }

  /** A file of made-up days, always the same for the same seed. */
  static SteelFile madeUp(Path csv, int days, long seed) {
    Random random = new Random(seed);
    try (BufferedWriter out = Files.newBufferedWriter(csv)) {
      out.write("\uFEFFdate,Usage_kWh,Load_Type\n");
      for (int i = 0; i < days * QUARTERS_OF_A_DAY; i++) {
        LocalTime end = START.plusMinutes(15L * (i + 1)).toLocalTime();
        double kilowattHours = Math.max(0, 25 + 20 * random.nextGaussian());
        out.write(
            String.format(
                Locale.ROOT, "%s %s,%.2f,Light_Load%n", DAY.format(start(i)), end, kilowattHours));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read(csv);
  }

  private static SteelFile read(Path csv) {
    try {
      return new SteelFile(
          csv,
          Files.readAllLines(csv).stream()
              .skip(1)
              .map(line -> line.split(",")[1])
              // At most two decimals, so this is exact after rounding.
              .map(kilowattHours -> Math.round(Double.parseDouble(kilowattHours) * 1000))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Start of a quarter hour. */
  static OffsetDateTime start(int quarter) {
    return START.plusMinutes(15L * quarter);
  }

  /** A time as the API writes it for a unit in this zone. */
  static String text(Instant time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atOffset(START.getOffset()));
  }

  long total() {
    return wattHours.stream().mapToLong(Long::longValue).sum();
  }

  /** Sum of each month that has rows, Wh. */
  Map<YearMonth, Long> months() {
    Map<YearMonth, Long> months = new TreeMap<>();
    for (int i = 0; i < wattHours.size(); i++) {
      months.merge(YearMonth.from(start(i)), wattHours.get(i), Long::sum);
    }
    return months;
  }

  /** The first quarter hour of the highest amount. */
  int peak() {
    int peak = 0;
    for (int i = 1; i < wattHours.size(); i++) {
      if (wattHours.get(i) > wattHours.get(peak)) {
        peak = i;
      }
    }
    return peak;
  }

  /** Start of the quarter hour in which the sum passes a limit. */
  OffsetDateTime passing(long limit) {
    long sum = 0;
    for (int i = 0; i < wattHours.size(); i++) {
      sum += wattHours.get(i);
      if (sum > limit) {
        return start(i);
      }
    }
    throw new IllegalArgumentException(limit + " Wh is not passed");
  }
}
