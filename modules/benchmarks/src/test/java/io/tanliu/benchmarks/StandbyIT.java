// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An instance leaves the other alone with the whole ledger. */
class StandbyIT {
  @Test
  @Timeout(300)
  void shouldRestoreLittleWhereACopyOfTheStateWasKeptWarm(@TempDir Path directory)
      throws Exception {
    Load load = new Load(20, 50, 60);
    List<RestoreBenchmark.Row> rows = new RestoreBenchmark(load, 2, directory).run(false);

    assertThat(rows).hasSize(2);
    // What is left to restore depends on how the tasks were shared before: a fifth of them or more.
    double cold = rows.get(0).bytes();
    double warm = rows.get(1).bytes();
    assertThat(cold).as("bytes restored without a standby").isGreaterThan(20_000);
    assertThat(warm).as("bytes restored with one").isLessThan(cold / 5);
  }
}
