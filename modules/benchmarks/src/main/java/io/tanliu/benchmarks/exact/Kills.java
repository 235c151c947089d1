// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/** Runs histories through processes that are killed, and prints a table. */
public final class Kills {
  private Kills() {}

  /**
   * @param runs how many, each with its own seed
   * @param seed of the first run; the others follow
   * @param directory of the runs' data
   * @param keep whether the data of runs without differences is kept too
   * @return differences of all runs, each with the command that repeats its run
   */
  public static List<String> run(int runs, long seed, Path directory, boolean keep)
      throws IOException, InterruptedException {
    List<String> differences = new ArrayList<>();
    System.out.println(
        "| run | seed | killed | seconds | readings | cells right / all | alerts | refused |"
            + " differences |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    for (int i = 0; i < runs; i++) {
      Path data = Files.createDirectories(directory.resolve("run-" + (seed + i)));
      KillRun.Result result = new KillRun(seed + i, data).run();
      Verdict verdict = result.verdict();
      System.out.printf(
          "| %d | %d | %s | %.1f | %d | %d / %d | %d | %d | %d |%n",
          i + 1,
          result.seed(),
          String.join(", ", result.kills()),
          result.seconds(),
          result.readings(),
          verdict.cells().right(),
          verdict.cells().all(),
          verdict.alerts(),
          verdict.refused(),
          verdict.differences().size());
      if (verdict.same() && !keep) {
        Utils.delete(data.toFile());
      }
      if (!verdict.same()) {
        differences.add(
            "java -jar modules/benchmarks/target/benchmarks.jar kills runs=1 seed="
                + result.seed()
                + " ("
                + data
                + "): "
                + String.join("; ", verdict.differences()));
      }
    }
    return differences;
  }
}
