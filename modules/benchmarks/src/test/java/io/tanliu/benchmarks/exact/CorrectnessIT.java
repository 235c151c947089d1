// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.benchmarks.exact.Correctness.Way;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short version of the benchmark: a backlog catches up to what was live, in any order. */
class CorrectnessIT {
  @Test
  @Timeout(600)
  void shouldEqualTheOracleAtEveryLevelHoweverTheInputArrives(@TempDir Path directory) {
    List<Way> ways = List.of(Way.LIVE, Way.SHUFFLED, Way.OUTAGE, Way.TWICE);
    long seed = Long.getLong("tanliu.seed", 1);

    assertThat(Correctness.run(ways, 4, 12, seed, directory)).isEmpty();
  }
}
