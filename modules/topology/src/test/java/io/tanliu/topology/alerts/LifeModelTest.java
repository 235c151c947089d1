// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.alert.life.Change;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The life of alerts against a simpler model, over random histories. */
class LifeModelTest {
  private static final int HISTORIES = Integer.getInteger("tanliu.life.histories", 100_000);

  @Test
  void shouldTellWhatTheModelTellsInEveryHistoryWhateverRestarts() {
    Map<Change, Integer> seen = new EnumMap<>(Change.class);
    long told = 0;
    for (int seed = 0; seed < HISTORIES; seed++) {
      RandomLife history = new RandomLife(seed, seen);
      history.run();
      told += history.told();
    }
    assertThat(seen.keySet()).as("changes that were met").containsExactly(Change.values());
    assertThat(told).isGreaterThan(HISTORIES);
  }
}
