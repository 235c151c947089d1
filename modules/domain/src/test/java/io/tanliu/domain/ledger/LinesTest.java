// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.domain.quantity.Quantities;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Sums of lines against a map, and totals that have no line of their own. */
class LinesTest {
  @Test
  void shouldAddLikeAMapInWhichNothingIsLeftOfZero() {
    Random random = new Random(4);
    for (int round = 0; round < 2_000; round++) {
      Lines lines = random(random);
      Lines other = random(random);
      Map<String, Line> expected = new TreeMap<>();
      lines.forEach(expected::put);
      other.forEach((name, line) -> expected.merge(name, line, Line::plus));
      expected.values().removeIf(Line::isZero);
      Lines one = lines.copy();
      other.forEach(one::add);
      lines.add(other);
      Map<String, Line> found = new TreeMap<>();
      lines.forEach(found::put);
      assertThat(found).isEqualTo(expected);
      assertThat(lines).isEqualTo(one).hasSameHashCodeAs(one);
      lines.add("zzz", new Line(1, 0, 0));
      assertThat(lines.get("zzz")).isEqualTo(new Line(1, 0, 0));
    }
  }

  private static Lines random(Random random) {
    Lines lines = new Lines();
    for (int i = random.nextInt(8); i > 0; i--) {
      // Equal names are sometimes other objects, as after reading a row.
      String name = new String("line-" + random.nextInt(9));
      lines.add(name, new Line(random.nextInt(5) - 2, random.nextInt(2), 0));
    }
    return lines;
  }

  @Test
  void shouldRefuseASumWhoseTotalDoesNotFitAlthoughEachPartDoes() {
    Lines coal = new Lines();
    coal.add("tce.coal", new Line(Long.MAX_VALUE - 10, 0, 0));
    Lines oil = new Lines();
    oil.add("tce.oil", new Line(10, 0, 0));
    WindowRow row = WindowRow.EMPTY.changed(coal).changed(oil);
    assertThat(Shares.total(row.lines(), Quantities.TCE).amount()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> row.changed(oil)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> row.changed(coal)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void shouldAddWhatWasConvertedBeforeThereWereParts() {
    Lines lines = new Lines();
    lines.add("tce", new Line(100, 5, 0));
    lines.add("tce.coal", new Line(20, 3, 1));
    lines.add("tce.feedstock", new Line(7, 1, 0));
    lines.add("co2e.measured", new Line(9, 1, 0));
    assertThat(Shares.total(lines, Quantities.TCE)).isEqualTo(new Line(120, 8, 1));
    assertThat(Shares.total(lines, Quantities.CO2E)).isEqualTo(Line.ZERO);
  }
}
