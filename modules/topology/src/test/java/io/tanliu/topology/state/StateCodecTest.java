// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.domain.alert.AlertRule;
import io.tanliu.domain.alert.BudgetState;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.ledger.Accounts;
import io.tanliu.domain.ledger.Cause;
import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.ledger.Line;
import io.tanliu.domain.ledger.Lines;
import io.tanliu.domain.ledger.PointCounts;
import io.tanliu.domain.ledger.PointTail;
import io.tanliu.domain.ledger.ReadingRow;
import io.tanliu.domain.ledger.Sample;
import io.tanliu.domain.ledger.UnitBook;
import io.tanliu.domain.ledger.WindowRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.TreeMap;
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
  void shouldReadTheReadingsOfYesterday() {
    ReadingRow row = new ReadingRow();
    row.append(0, new Sample(BUCKET, 1_000, 3));
    row.append(0, new Sample(BUCKET + 899_999, -7, 0));
    row.append(300, new Sample(BUCKET + 1, Long.MAX_VALUE, 9));
    assertThat(ReadingRowCodec.encode(BUCKET, row)).isEqualTo(yesterday("readings"));
    assertThat(ReadingRowCodec.decode(BUCKET, yesterday("readings")).byPoint())
        .isEqualTo(row.byPoint());
  }

  @Test
  void shouldReadTheUnitBookOfYesterday() {
    UnitBook book = new UnitBook();
    book.accounts(new Accounts(1, 2, 3, 4, 5));
    book.tail(book.number("E1"), new PointTail(new Sample(BUCKET, 77, 2), BUCKET - 86_400_000L));
    book.number("never read");
    assertThat(UnitBookCodec.encode(book)).isEqualTo(yesterday("unit-book"));
    UnitBook read = UnitBookCodec.decode(yesterday("unit-book"));
    assertThat(read.accounts()).isEqualTo(book.accounts());
    assertThat(read.points()).containsExactly("E1", "never read");
    assertThat(read.tail(0)).isEqualTo(book.tail(0));
    assertThat(read.tail(1)).isNull();
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
    assertThat(read.waits()).isEqualTo(book.waits());
    assertThat(read.untold().byBucket()).isEqualTo(book.untold().byBucket());
    for (long at = BUCKET - 900_000; at <= BUCKET + 2_700_000; at += 900_000) {
      assertThat(read.cause(at, at + 900_000)).isEqualTo(book.cause(at, at + 900_000));
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
            new BudgetState(AlertRule.BUDGET_BREACH, true, 3, OptionalLong.of(BUCKET)),
            BudgetState.idle(AlertRule.BUDGET_PACE));
    assertThat(budget.encode()).isEqualTo(yesterday("budget"));
    assertThat(Budget.decode(yesterday("budget"))).isEqualTo(budget);
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
