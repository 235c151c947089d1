// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.oracle;

import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.reading.ReadingFrame.Action;
import io.tanliu.domain.reading.ReadingFrame.Edit;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Estimation;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small things to judge the oracle by. */
final class Given {
  static final long HOUR = 3_600_000L;
  static final long DAY = 24 * HOUR;
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Nothing is converted, so that only flows remain. */
  static final FactorBook NO_FACTORS =
      new FactorBook() {
        @Override
        public Collection<EnergyKind> energies() {
          return List.of();
        }

        @Override
        public Optional<EnergyKind> energy(String code) {
          return Optional.empty();
        }

        @Override
        public Optional<Factor> coalEquivalent(String energy, int year) {
          return Optional.empty();
        }

        @Override
        public Optional<Factor> coalEquivalentByEqualValue(String energy, int year) {
          return Optional.empty();
        }

        @Override
        public Optional<Factor> emission(String energy, String region, String industry, int year) {
          return Optional.empty();
        }

        @Override
        public FactorBook with(Collection<DatedFactor> others) {
          return this;
        }

        @Override
        public long fingerprint() {
          return 0;
        }
      };

  private Given() {}

  static Point point(Measure measure, Estimation estimation, Duration interval, Duration maxGap) {
    return new Point(
        "P",
        "",
        "electricity",
        measure,
        measure == Measure.RATE ? PhysicalUnit.W : PhysicalUnit.WH,
        interval,
        1,
        Direction.BOUGHT,
        Optional.empty(),
        BigDecimal.ONE,
        Optional.empty(),
        Optional.empty(),
        maxGap,
        false,
        estimation,
        Map.of());
  }

  static Point hourly(Measure measure, Estimation estimation) {
    return point(measure, estimation, Duration.ofHours(1), Duration.ofHours(1));
  }

  static EnergyUnit unit(Point... points) {
    return new EnergyUnit("U", "U", "360100", "3120", BERLIN, List.of(points));
  }

  static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  static Reading reading(long time, long value) {
    return new Reading("P", time, value, 0);
  }

  static ReadingFrame report(Reading... readings) {
    return frame(Action.REPORT, false, Optional.empty(), readings);
  }

  static ReadingFrame withdraw(long... times) {
    return frame(Action.WITHDRAW, false, Optional.empty(), nothing(times));
  }

  static ReadingFrame backfill(Reading... readings) {
    return frame(Action.REPORT, true, Optional.empty(), readings);
  }

  static ReadingFrame edit(Action action, Reading... readings) {
    return frame(action, false, Optional.of(new Edit("me", "why", 1)), readings);
  }

  private static Reading[] nothing(long... times) {
    return java.util.Arrays.stream(times).mapToObj(t -> reading(t, 0)).toArray(Reading[]::new);
  }

  private static ReadingFrame frame(
      Action action, boolean backfill, Optional<Edit> edit, Reading... readings) {
    return new ReadingFrame(
        "F", "U", Long.MAX_VALUE / 2, "test", "", action, backfill, edit, List.of(readings));
  }
}
