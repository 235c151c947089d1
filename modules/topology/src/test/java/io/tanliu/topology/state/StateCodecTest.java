// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.domain.alert.AlertRule;
import io.tanliu.domain.alert.BudgetState;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Plan;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.control.Terms;
import io.tanliu.domain.ledger.Accounts;
import io.tanliu.domain.ledger.Cause;
import io.tanliu.domain.ledger.Derivation;
import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.ledger.Line;
import io.tanliu.domain.ledger.Lines;
import io.tanliu.domain.ledger.PointBook;
import io.tanliu.domain.ledger.PointCounts;
import io.tanliu.domain.ledger.ReadingRow;
import io.tanliu.domain.ledger.Sample;
import io.tanliu.domain.ledger.Stretch;
import io.tanliu.domain.ledger.UnitBook;
import io.tanliu.domain.ledger.WindowRow;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.time.Granularity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * State outlives the program that wrote it. {@code state-v1.properties} holds values as the first
 * version wrote them; whatever comes later must still read them.
 */
class StateCodecTest {
  private static final long BUCKET = 1_717_200_000_000L;
  private static final HexFormat HEX = HexFormat.of();

  private static byte[] yesterday(String name) {
    Properties stored = new Properties();
    try (var in = StateCodecTest.class.getResourceAsStream("/state-v1.properties")) {
      stored.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HEX.parseHex(stored.getProperty(name));
  }

  private static Lines lines() {
    Lines lines = new Lines();
    lines.add("electricity:bought", new Line(123_456_789_012L, 900_000, 0));
    lines.add("tce", new Line(-5, 0, 900_000));
    return lines;
  }

  @Test
  void shouldReadTheWindowOfYesterday() {
    WindowRow row = new WindowRow(42, lines());
    assertThat(WindowRowCodec.encode(row)).isEqualTo(yesterday("window"));
    assertThat(WindowRowCodec.decode(yesterday("window"))).isEqualTo(row);
    assertThat(WindowRowCodec.decode(WindowRowCodec.encode(WindowRow.EMPTY)))
        .isEqualTo(WindowRow.EMPTY);
  }

  @Test
  void shouldKeepTheNamesOfDerivedLinesInAByteEach() {
    for (String quantity : Quantities.derived()) {
      if (Quantities.parts(quantity).isEmpty()) {
        for (String suffix : List.of("", Derivation.EXTRAPOLATED, Derivation.UNVERIFIED)) {
          Lines lines = new Lines();
          lines.add(quantity + suffix, new Line(-5, 0, 0));
          byte[] bytes = WindowRowCodec.encode(new WindowRow(1, lines));
          assertThat(bytes).as(quantity + suffix).hasSize(7);
          assertThat(WindowRowCodec.decode(bytes).lines()).isEqualTo(lines);
        }
      }
    }
  }

  @Test
  void shouldReadTheReadingsOfYesterdayIntoRowsOfAMinute() {
    Map<Long, ReadingRow> rows = FirstLayout.minutes(BUCKET, yesterday("readings"));
    assertThat(rows).containsOnlyKeys(BUCKET, BUCKET + 14 * 60_000L);
    assertThat(entries(rows.get(BUCKET)))
        .containsExactly(
            Map.entry(0, new Sample(BUCKET, 1_000, 3)),
            Map.entry(300, new Sample(BUCKET + 1, Long.MAX_VALUE, 9)));
    assertThat(entries(rows.get(BUCKET + 14 * 60_000L)))
        .containsExactly(Map.entry(0, new Sample(BUCKET + 899_999, -7, 0)));
  }

  private static List<Map.Entry<Integer, Sample>> entries(ReadingRow row) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> Map.entry(row.point(i), row.sample(i)))
        .toList();
  }

  @Test
  void shouldKeepEveryRowAsItIsAndARowOfOneMomentInFewBytes() {
    ReadingRow moment = new ReadingRow();
    for (int point = 7; point < 107; point++) {
      moment.put(point, new Sample(BUCKET, 90_000 + point, 2));
    }
    byte[] bytes = ReadingRowCodec.encode(BUCKET, moment);
    assertThat(bytes).hasSizeLessThan(100 * 3 + 10);
    assertThat(entries(ReadingRowCodec.decode(BUCKET, bytes))).isEqualTo(entries(moment));

    moment.put(3, new Sample(BUCKET + 59_999, -1, 0, Sample.EDITED));
    moment.put(107, new Sample(BUCKET + 1, Long.MIN_VALUE + 1, 9, Sample.BACKFILLED));
    moment.put(107, new Sample(BUCKET, 5, 2));
    bytes = ReadingRowCodec.encode(BUCKET, moment);
    assertThat(entries(ReadingRowCodec.decode(BUCKET, bytes))).isEqualTo(entries(moment));
  }

  @Test
  void shouldReadTheUnitBookOfYesterday() {
    UnitBook read = FirstLayout.read(yesterday("unit-book"), Duration.ofDays(45));
    assertThat(read.accounts()).isEqualTo(new Accounts(1, 2, 3, 4, 5));
    assertThat(read.points()).extracting(PointBook::id).containsExactly("E1", "never read");
    assertThat(read.points()).extracting(PointBook::top).containsExactly(BUCKET, Long.MIN_VALUE);
    assertThat(read.points().get(0).oldest()).isEqualTo(BUCKET - 86_400_000L);
    assertThat(read.newest()).isEqualTo(BUCKET);
    assertThat(UnitBookCodec.isFirstLayout(yesterday("unit-book"))).isTrue();
    assertThat(FirstLayout.read(yesterday("unit-book"), Duration.ZERO).points().get(0).settled())
        .as("what may have been forgotten is settled")
        .extracting(Stretch::last)
        .containsExactly(BUCKET - 86_400_000L);
  }

  @Test
  void shouldKeepAUnitBookInTwoValues() {
    UnitBook book = FirstLayout.read(yesterday("unit-book"), Duration.ofDays(45));
    Stretch stretch = new Stretch(BUCKET - 900_000, BUCKET - 300_000, true, false);
    book.point("E1").restore(BUCKET - 900_000, BUCKET, List.of(stretch));
    book.restore(BUCKET, BUCKET + 7, BUCKET - 1, Long.MAX_VALUE);
    assertThat(book.isReshaped()).isTrue();
    byte[] bytes = UnitBookCodec.encode(book);
    UnitBook read = UnitBookCodec.decode(bytes, UnitBookCodec.encodeShape(book));
    assertThat(UnitBookCodec.isFirstLayout(bytes)).isFalse();
    assertThat(read.isReshaped()).isFalse();
    assertThat(read.accounts()).isEqualTo(book.accounts());
    assertThat(List.of(read.newest(), read.top())).containsExactly(BUCKET, BUCKET + 7);
    assertThat(List.of(read.unsettled(false), read.unsettled(true)))
        .containsExactly(BUCKET - 1, Long.MAX_VALUE);
    assertThat(read.points()).extracting(PointBook::id).containsExactly("E1", "never read");
    assertThat(read.points()).extracting(PointBook::top).containsExactly(BUCKET, Long.MIN_VALUE);
    assertThat(read.points().get(0).oldest()).isEqualTo(BUCKET - 900_000);
    assertThat(read.points().get(0).settled()).containsExactly(stretch);
  }

  @Test
  void shouldReadTheEntityBookOfYesterday() {
    EntityBook book = new EntityBook(ZoneId.of("Asia/Shanghai"));
    book.addPoints("electricity:bought", 3);
    book.reached(BUCKET + 5);
    book.dirty().mark(BUCKET);
    book.dirty().mark(BUCKET + 1_800_000);
    shouldBeSame(EntityBookCodec.decode(yesterday("entity-book")), book);

    book.points().add("electricity:bought", BUCKET, -1);
    book.changed(77);
    book.converted(-5, BUCKET);
    book.keepFrom(Granularity.QUARTER_HOUR, BUCKET);
    book.forgot(Granularity.QUARTER_HOUR, BUCKET - 1_800_000);
    book.keepFrom(Granularity.HOUR, BUCKET - 7_200_000);
    book.mark(BUCKET, BUCKET + 900_000, Cause.FACTOR);
    book.mark(BUCKET + 900_000, BUCKET + 1_800_000, Cause.MEMBERSHIP);
    book.tellLater(new TreeMap<>(Map.of(BUCKET, lines())));
    shouldBeSame(EntityBookCodec.decode(EntityBookCodec.encode(book)), book);
    EntityBook empty = new EntityBook(ZoneId.of("+09:00"));
    assertThat(EntityBookCodec.decode(EntityBookCodec.encode(empty)).asOf())
        .isEqualTo(Long.MIN_VALUE);
  }

  private static void shouldBeSame(EntityBook read, EntityBook book) {
    assertThat(read.zone()).isEqualTo(book.zone());
    assertThat(read.points()).isEqualTo(book.points());
    assertThat(read.asOf()).isEqualTo(book.asOf());
    assertThat(read.dirty().ranges()).isEqualTo(book.dirty().ranges());
    assertThat(read.changes()).isEqualTo(book.changes());
    assertThat(read.factors()).isEqualTo(book.factors());
    assertThat(read.convertedTo()).isEqualTo(book.convertedTo());
    for (Granularity granularity : Granularity.values()) {
      assertThat(read.keptFrom(granularity)).isEqualTo(book.keptFrom(granularity));
    }
    for (Granularity granularity : List.of(Granularity.QUARTER_HOUR, Granularity.HOUR)) {
      assertThat(read.oldestForgotten(granularity)).isEqualTo(book.oldestForgotten(granularity));
    }
    assertThat(read.waits()).isEqualTo(book.waits());
    assertThat(read.untold().byBucket()).isEqualTo(book.untold().byBucket());
    for (long at = BUCKET - 900_000; at <= BUCKET + 2_700_000; at += 900_000) {
      assertThat(read.cause(at, at + 900_000)).isEqualTo(book.cause(at, at + 900_000));
    }
  }

  @Test
  void shouldKeepTextInEveryScript() {
    for (String text : List.of("", "plain", "碳流", "half 碳", "\u0080", "a".repeat(1_000) + "é")) {
      byte[] bytes = new StateWriter(1).text(text).text("after").bytes();
      StateReader in = new StateReader(bytes, 1);
      assertThat(in.text()).isEqualTo(text);
      assertThat(in.text()).isEqualTo("after");
    }
  }

  private static Target target() {
    return new Target(
        "T-1",
        "360000",
        "co2e",
        Period.parse("2024-06").orElseThrow(),
        1_000_000_000_000_000_000L,
        new BigDecimal("0.05"),
        "文件 §3");
  }

  @Test
  void shouldReadTheBudgetOfYesterday() {
    Budget budget =
        new Budget(
            target(),
            new BudgetState(
                AlertRule.BUDGET_BREACH, true, 3, OptionalLong.of(BUCKET), 0, OptionalLong.empty()),
            BudgetState.idle(AlertRule.BUDGET_PACE));
    assertThat(Budget.decode(yesterday("budget"))).isEqualTo(budget);
    assertThat(Budget.decode(budget.encode())).isEqualTo(budget);
  }

  @Test
  void shouldKeepWhenABudgetWasToldLast() {
    BudgetState pace =
        new BudgetState(
            AlertRule.BUDGET_PACE,
            false,
            2,
            OptionalLong.empty(),
            BUCKET,
            OptionalLong.of(BUCKET + 7));
    Budget budget = new Budget(target(), BudgetState.idle(AlertRule.BUDGET_BREACH), pace);
    assertThat(Budget.decode(budget.encode())).isEqualTo(budget);
  }

  @Test
  void shouldKeepThePlanOfABudget() {
    Plan plan = Plan.monthly(Collections.nCopies(12, new BigDecimal("1.5")));
    Target planned =
        new Target(
            "T-1",
            "360000",
            "co2e",
            Period.year(2024),
            5,
            new BigDecimal("0.05"),
            "文件 §3",
            Terms.of(TargetType.BUDGET).plan(plan).build());
    assertThat(Budget.decode(Budget.of(planned).encode()).target()).isEqualTo(planned);
  }

  @Test
  void shouldReadTheRollupMessagesOfYesterday() {
    TreeMap<Long, Lines> buckets = new TreeMap<>(Map.of(BUCKET, lines()));
    PointCounts points = new PointCounts();
    points.add("steam:sold", PointCounts.ALWAYS, -2);
    assertThat(decode(yesterday("rollup-change")))
        .isEqualTo(List.of("U", BUCKET, Cause.READING, points, buckets));
    points.add("steam:sold", BUCKET, 1);
    assertThat(decode(RollupCodec.change("U", BUCKET, Cause.POINT, points, buckets)))
        .isEqualTo(List.of("U", BUCKET, Cause.POINT, points, buckets));
    assertThat(decode(RollupCodec.target("T-1", Optional.of(target()))))
        .isEqualTo(List.of("T-1", Optional.of(target())));
    assertThat(decode(yesterday("rollup-target"))).isEqualTo(List.of("T-1", Optional.of(target())));
    assertThat(decode(RollupCodec.target("T-1", Optional.empty())))
        .isEqualTo(List.of("T-1", Optional.empty()));
  }

  private static List<Object> decode(byte[] bytes) {
    return RollupCodec.<List<Object>>decode(bytes, List::of, List::of);
  }

  @Test
  void shouldSayWhichLayoutItCannotRead() {
    byte[] bytes = WindowRowCodec.encode(WindowRow.EMPTY);
    bytes[0] = 2 << 1;
    assertThatThrownBy(() -> WindowRowCodec.decode(bytes))
        .hasMessage("state layout version: 2 (expected: 1 to 1)");
    bytes[0] = 0;
    assertThatThrownBy(() -> WindowRowCodec.decode(bytes)).hasMessageContaining("version: 0");
  }

  @Test
  void shouldKeepKeysInTheOrderOfTime() {
    List<Long> times = List.of(Long.MIN_VALUE, -900_000L, 0L, BUCKET, Long.MAX_VALUE);
    for (int i = 1; i < times.size(); i++) {
      assertThat(StateKeys.row("U", 1, times.get(i - 1)))
          .isLessThan(StateKeys.row("U", 1, times.get(i)));
      assertThat(StateKeys.time(StateKeys.row("U", 1, times.get(i)))).isEqualTo(times.get(i));
    }
    assertThat(StateKeys.row("U", 1, Long.MAX_VALUE)).isLessThan(StateKeys.row("U", 2, 0));
    assertThat(StateKeys.row("U", 5, Long.MAX_VALUE)).isLessThan(StateKeys.row("U-1", 1, 0));
  }
}
