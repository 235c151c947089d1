// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LookBudgetTest {
  private long now = 5;
  private final LookBudget budget = new LookBudget(() -> now);

  @Test
  void shouldLeaveTheTimeToFramesWhileTheyCome() {
    budget.begin(1);
    budget.spend(10);
    now += LookBudget.BUSY_NANOS - 1;
    assertThat(budget.left()).isTrue();

    now++;
    assertThat(budget.left()).isFalse();

    budget.begin(1);
    assertThat(budget.left()).as("each tick has its share").isTrue();
  }

  @Test
  void shouldTakeAllTheTimeThatItsReadingsNeedWhenNothingComes() {
    budget.begin(0);
    now += 20 * LookBudget.BUSY_NANOS;
    budget.spend(LookBudget.MOST_READ - 1);
    assertThat(budget.left()).isTrue();

    budget.spend(1);
    assertThat(budget.left()).isFalse();
  }

  @Test
  void shouldLookAtFewerReadingsWhenMoreCome() {
    budget.begin(LookBudget.LEAST_READ + 1);
    budget.spend(LookBudget.LEAST_READ);

    assertThat(budget.left()).isFalse();
  }

  @Test
  void shouldMissInTheNextTickWhatWasSpentTooMuch() {
    budget.begin(0);
    budget.spend(3 * LookBudget.MOST_READ);

    budget.begin(0);
    assertThat(budget.left()).isFalse();
    budget.begin(0);
    assertThat(budget.left()).isFalse();
    budget.begin(0);
    assertThat(budget.left()).isTrue();
  }
}
