// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.access.KeyDesk;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives a key another secret. */
@Command(
    name = "rotate",
    description = "Gives a key another secret; the one before is taken for a while.",
    mixinStandardHelpOptions = true)
final class KeysRotateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin ClusterOptions cluster;

  @Parameters(paramLabel = "ID", description = "Id of the key.")
  String id;

  @Option(
      names = "--overlap",
      defaultValue = "7d",
      converter = DurationText.class,
      description = "How long the former secret is taken too; default: ${DEFAULT-VALUE}.")
  Duration overlap;

  @Option(names = "--key-only", description = "Prints nothing but the key, for scripts.")
  boolean keyOnly;

  @Override
  public Integer call() throws Exception {
    try (KeyRing ring = new KeyRing(cluster.clients())) {
      KeyDesk.Issued issued = ring.desk().keys().rotate(id, overlap, ring.operator());
      ring.done("keys rotate", "key:" + id, "", "rotated; overlap " + overlap);
      KeysOutput.print(issued, keyOnly, spec.commandLine().getOut());
      return 0;
    }
  }
}
