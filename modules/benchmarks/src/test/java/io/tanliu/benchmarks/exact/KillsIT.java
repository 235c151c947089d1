// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Broker and instances are processes of their own and are killed while a history arrives. More
 * runs: {@code -Dtanliu.kills=25}; one of them again: {@code -Dtanliu.kills=1 -Dtanliu.seed=7}.
 */
class KillsIT {
  @Test
  @Timeout(7_200)
  void shouldEqualTheOracleWhoeverIsKilled(@TempDir Path directory) throws Exception {
    int runs = Integer.getInteger("tanliu.kills", 2);
    long seed = Long.getLong("tanliu.seed", 1);
    assertThat(Kills.run(runs, seed, directory, false)).isEmpty();
  }
}
