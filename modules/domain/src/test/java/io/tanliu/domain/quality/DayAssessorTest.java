// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Estimation;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rules find in the readings of a day: hourly readings, one text per day. */
class DayAssessorTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate DAY = LocalDate.of(2024, 6, 3);
  private static final long START = DAY.atStartOfDay(ZONE).toInstant().toEpochMilli();
  private static final long HOUR = 3_600_000L;
  private static final String PLAIN = "5 6 7 5 6 7 5 6 7 5 6 7 5 6 7 5 6 7 5 6 7 5 6 7";

  private static final VeeRules RULES =
      new VeeRules(
          Arrays.stream(VeeParameter.values())
              .map(
                  p ->
                      new VeeRules.Default(
                          p, Optional.empty(), Optional.empty(), new BigDecimal(value(p))))
              .toList());

  private static String value(VeeParameter parameter) {
    return switch (parameter) {
      case SPIKE_FACTOR -> "5";
      case SPIKE_LEAST -> "12";
      case STUCK_AFTER -> "6";
      case BALANCE_TOLERANCE, MONTHLY_TOLERANCE -> "0.05";
      case DRIFT_LIMIT -> "300";
      case COMPLETENESS_LEAST -> "0.9";
      case OFFLINE_LEAST -> "900";
      case OFFLINE_FACTOR -> "3";
    };
  }

  /** A dash is a missing reading; the readings are of the hours of the day, from the first. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INTERVAL | 5 6 7 5 6 7 5 6 7 5 6 7 5 6 7 5 6 7 5 6 7 5 6 7 | NONE
          INTERVAL | 5 6 7 5 6 7 5 99 7 5 6 7 5 6 7 5 6 7 5 6 7 5 6 7 | SPIKE@7x1
          INTERVAL | 5 6 7 5 6 7 5 99 7 5 6 7 5 6 7 5 6 88 5 6 7 5 6 7 | SPIKE@7x2
          INTERVAL | 5 6 7 5 6 7 5 35 7 5 6 7 5 6 7 5 6 7 5 6 7 5 6 7 | NONE
          INTERVAL | 0 0 0 0 0 0 0 0 99 99 99 0 0 0 0 0 0 0 0 0 0 0 0 0 | NONE
          INTERVAL | 5 6 7 4 4 4 4 4 4 4 5 6 7 5 6 7 5 6 7 5 6 7 5 6 | STUCK@3x7
          INTERVAL | 5 6 7 4 4 4 4 4 4 5 6 7 5 6 7 5 6 7 5 6 7 5 6 7 | NONE
          INTERVAL | 5 6 7 0 0 0 0 0 0 0 5 6 7 5 6 7 5 6 7 5 6 7 5 6 | NONE
          INTERVAL | 5 6 - 5 6 7 5 6 7 5 6 7 5 - - 5 6 7 5 6 7 5 6 7 | GAP@2x2 ESTIMATED@2x2
          INTERVAL | - 6 7 5 6 7 5 6 7 5 6 7 5 6 7 5 6 7 5 6 7 5 6 - | GAP@0x2
          RATE | 5 6 7 5 6 7 5 6 7 5 6 7 5 6 7 5 6 7 5 6 7 5 6 7 | NONE
          RATE | 5 6 7 5 - 7 5 6 7 5 - - - 6 7 5 6 7 5 6 7 5 6 7 | GAP@9x1 ESTIMATED@9x1
          RATE | 5 6 7 5 6 7 5 6 7 500 6 7 5 6 7 5 6 7 5 6 7 5 6 7 | SPIKE@9x1
          REGISTER | 1 2 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 | NONE
          REGISTER | 91 92 94 95 96 97 98 99 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 | ROLLOVER@8x1
          REGISTER | 41 42 44 45 46 47 48 49 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 | RESET@8x1
          REGISTER | 1 2 3 4 5 5 5 5 5 5 5 5 6 7 8 9 10 11 12 13 14 15 16 17 | STUCK@4x8
          REGISTER | 1 2 4 - - - 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 | GAP@2x1 ESTIMATED@2x1
          """)
  void shouldFind(Measure measure, String values, String expected) {
    DayAssessment found = assess(unit(point("E", measure)), Map.of("E", readings(values)), 1);
    String texts =
        found.findings().stream()
            .map(f -> f.code() + "@" + (f.first() - START) / HOUR + "x" + f.count())
            .reduce((a, b) -> a + " " + b)
            .orElse("NONE");
    assertThat(texts.split(" ")).containsExactlyInAnyOrder(expected.strip().split(" "));
  }

  @Test
  void shouldFindTheSameInWhateverOrderTheReadingsCame() {
    String values = "5 6 - 4 4 4 4 4 4 4 7 99 5 6 7 5 6 7 5 - - 5 6 7";
    Map<String, TreeMap<Long, Long>> sorted = Map.of("E", readings(values));
    DayAssessment first = assess(unit(point("E", Measure.INTERVAL)), sorted, 1);
    List<Map.Entry<Long, Long>> shuffled = new ArrayList<>(readings(values).entrySet());
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(shuffled, new Random(seed));
      TreeMap<Long, Long> stored = new TreeMap<>();
      shuffled.forEach(r -> stored.put(r.getKey(), -1L));
      shuffled.forEach(r -> stored.put(r.getKey(), r.getValue()));
      assertThat(assess(unit(point("E", Measure.INTERVAL)), Map.of("E", stored), 1))
          .isEqualTo(first);
    }
    assertThat(first.findings()).extracting(Finding::code).contains(QualityCode.SPIKE);
  }

  @ParameterizedTest(name = "parent 100, children {0} and {1}, override {2}")
  @CsvSource({
    "60, 40, '', false",
    "60, 45, '', false",
    "60, 46, '', true",
    "60, 34, '', true",
    "60, 20, 0.2, false",
    "60, 19, 0.2, true"
  })
  void shouldCompareAPointWithTheSumOfThoseBelowIt(
      long one, long two, String tolerance, boolean found) {
    Map<String, String> rules =
        tolerance.isEmpty() ? Map.of() : Map.of("balance.tolerance", tolerance);
    EnergyUnit unit =
        unit(
            point("P", Measure.INTERVAL, rules, Optional.empty()),
            point("A", Measure.INTERVAL, Map.of(), Optional.of("P")),
            point("B", Measure.INTERVAL, Map.of(), Optional.of("P")));
    Map<String, TreeMap<Long, Long>> stored =
        Map.of("P", alternating(100), "A", alternating(one), "B", alternating(two));
    DayAssessment assessed = assess(unit, stored, 1);
    assertThat(assessed.findings()).hasSize(found ? 1 : 0);
    if (found) {
      assertThat(assessed.findings().get(0).code()).isEqualTo(QualityCode.BALANCE);
      assertThat(assessed.findings().get(0).point()).isEqualTo("P");
    }
    assertThat(assess(unit, stored, 0.5).findings()).isEmpty();
  }

  /** Hours around 0 and twice the mean, so that nothing is stuck. */
  private static TreeMap<Long, Long> alternating(long mean) {
    TreeMap<Long, Long> stored = new TreeMap<>();
    for (int hour = 0; hour < 24; hour++) {
      stored.put(START + hour * HOUR, mean + (hour % 2 == 0 ? 1 : -1));
    }
    return stored;
  }

  @ParameterizedTest(name = "{0} of the day has passed")
  @CsvSource({"1, 24, 22", "0.5, 12, 11", "0, 0, 0"})
  void shouldExpectOnlyWhatCouldHaveCome(double passed, long expected, long stored) {
    String half = "5 6 - 5 6 7 5 6 7 5 6 7 ";
    DayAssessment found =
        assess(
            unit(point("E", Measure.INTERVAL)),
            Map.of("E", readings(passed < 1 ? half : half + "5 - 7 5 6 7 5 6 7 5 6 7")),
            passed);
    assertThat(found.expected()).isEqualTo(expected);
    assertThat(found.stored()).isEqualTo(stored == 0 ? 0 : stored);
  }

  @Test
  void shouldNotLetOnePointsSurplusHideAnothersGaps() {
    TreeMap<Long, Long> twice = new TreeMap<>();
    for (int i = 0; i < 48; i++) {
      twice.put(START + i * HOUR / 2, (long) i);
    }
    EnergyUnit unit = unit(point("A", Measure.REGISTER), point("B", Measure.INTERVAL));
    DayAssessment found = assess(unit, Map.of("A", twice, "B", readings("5 6 7")), 1);
    assertThat(found.expected()).isEqualTo(48);
    assertThat(found.stored()).isEqualTo(24 + 3);
  }

  @ParameterizedTest(name = "{0} in New York has {1} hours")
  @CsvSource({"2024-03-10, 23", "2024-11-03, 25", "2024-06-03, 24"})
  void shouldExpectAnHourLessOrMoreWhenTheClockChanges(LocalDate day, long hours) {
    EnergyUnit unit =
        new EnergyUnit(
            "U",
            "U",
            "360102",
            "3120",
            ZoneId.of("America/New_York"),
            List.of(point("E", Measure.INTERVAL)));
    DayAssessment found =
        new DayAssessor(RULES).assess(unit, day, Long.MAX_VALUE, (from, to, visitor) -> {});
    assertThat(found.expected()).isEqualTo(hours);
    assertThat(found.points()).allMatch(p -> !p.good(0.9));
  }

  private static TreeMap<Long, Long> readings(String values) {
    TreeMap<Long, Long> stored = new TreeMap<>();
    String[] texts = values.strip().split("\\s+");
    for (int hour = 0; hour < texts.length; hour++) {
      if (!texts[hour].equals("-")) {
        stored.put(START + hour * HOUR, Long.parseLong(texts[hour]));
      }
    }
    return stored;
  }

  private static DayAssessment assess(
      EnergyUnit unit, Map<String, TreeMap<Long, Long>> stored, double passed) {
    long asOf = START + (long) (24 * HOUR * passed);
    return new DayAssessor(RULES)
        .assess(
            unit,
            DAY,
            asOf,
            (from, to, visitor) ->
                stored.forEach(
                    (point, readings) ->
                        readings
                            .subMap(from, to)
                            .forEach((time, value) -> visitor.reading(point, time, value, 0))));
  }

  private static EnergyUnit unit(Point... points) {
    return new EnergyUnit("U", "U", "360102", "3120", ZONE, List.of(points));
  }

  private static Point point(String id, Measure measure) {
    return point(id, measure, Map.of(), Optional.empty());
  }

  private static Point point(
      String id, Measure measure, Map<String, String> rules, Optional<String> parent) {
    return new Point(
        id,
        "",
        "electricity",
        measure,
        measure == Measure.RATE ? PhysicalUnit.KW : PhysicalUnit.KWH,
        Duration.ofHours(1),
        parent.isPresent() ? 2 : 1,
        parent.isPresent() ? Direction.INTERNAL : Direction.BOUGHT,
        parent,
        BigDecimal.ONE,
        measure == Measure.REGISTER ? Optional.of(new BigDecimal("100")) : Optional.empty(),
        Optional.empty(),
        Duration.ofHours(2),
        false,
        Estimation.standard(measure),
        rules);
  }

  @Test
  void shouldTakeAPointsOwnParameterBeforeTheDefault() {
    String values = PLAIN.replaceFirst("7", "30");
    Point strict = point("E", Measure.INTERVAL, Map.of("spike.factor", "4"), Optional.empty());
    assertThat(assess(unit(strict), Map.of("E", readings(values)), 1).findings())
        .extracting(Finding::code, Finding::value, Finding::expected)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                QualityCode.SPIKE, "30 kWh", "<= 28 kWh, 4 times the day's third largest"));
  }
}
