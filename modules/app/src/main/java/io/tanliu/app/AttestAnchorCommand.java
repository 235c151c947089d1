// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.app.attest.Anchor;
import io.tanliu.app.attest.Attestation;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes down the ends of all chains. */
@Command(
    name = "anchor",
    description = "Writes the ends of all chains to a file to be kept by somebody else (存证).",
    mixinStandardHelpOptions = true)
final class AttestAnchorCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin ClusterOptions cluster;

  @Option(names = "--out", required = true, description = "File to write.")
  Path out;

  @Override
  public Integer call() throws Exception {
    Anchor anchor =
        new Anchor(
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            new Attestation(cluster.clients()).heads());
    anchor.write(out);
    spec.commandLine().getOut().printf("%d chain(s), %s%n", anchor.heads().size(), anchor.root());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
