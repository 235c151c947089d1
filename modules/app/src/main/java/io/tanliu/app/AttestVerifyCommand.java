// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.app.attest.Anchor;
import io.tanliu.app.attest.Attestation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Proves that sealed batches and their frames are what was sent. */
@Command(
    name = "verify",
    description = {
      "Reads the sealed batches, proves every signature and link, and holds the frames of the log",
      "against the sealed bodies. Exit code 0: unaltered; 1: the first break is named."
    },
    mixinStandardHelpOptions = true)
final class AttestVerifyCommand implements Callable<Integer> {
  private static final int MOST_UNSEALED = 20;

  @Spec CommandSpec spec;

  @Mixin ClusterOptions cluster;

  @Option(names = "--sender", description = "Only this sender.")
  Optional<String> sender;

  @Option(names = "--unit", description = "Only senders of this unit.")
  Optional<String> unit;

  @Option(
      names = "--from",
      description = "Frames received from then on: a day, or a time with offset; default: all.")
  Optional<String> from;

  @Option(names = "--to", description = "End of the period, exclusive; default: now.")
  Optional<String> to;

  @Option(names = "--zone", defaultValue = "Asia/Shanghai", description = "Zone of days.")
  ZoneId zone;

  @Option(names = "--anchor", description = "File of attest anchor: the ends of the chains then.")
  Optional<Path> anchor;

  @Override
  public Integer call() throws Exception {
    Optional<Anchor> then =
        anchor.isPresent() ? Optional.of(Anchor.read(anchor.get())) : Optional.empty();
    Attestation.Result result =
        new Attestation(cluster.clients())
            .verify(
                signer ->
                    sender.map(signer.id()::equals).orElse(true)
                        && unit.map(signer.units()::contains).orElse(true),
                from.map(this::time).orElse(Long.MIN_VALUE),
                to.map(this::time).orElse(Long.MAX_VALUE),
                then);
    PrintWriter out = spec.commandLine().getOut();
    result.summaries().forEach(out::println);
    result.breaks().forEach(out::println);
    result.unsealed().stream()
        .limit(MOST_UNSEALED)
        .forEach(frame -> out.println("in no sealed batch: " + frame));
    if (result.unsealed().size() > MOST_UNSEALED) {
      out.printf("and %d more%n", result.unsealed().size() - MOST_UNSEALED);
    }
    boolean unaltered = result.breaks().isEmpty() && result.unsealed().isEmpty();
    if (result.summaries().isEmpty()) {
      out.println("no such sender");
    } else {
      out.println(unaltered ? "unaltered" : "ALTERED");
    }
    out.flush();
    return unaltered && !result.summaries().isEmpty() ? 0 : 1;
  }

  private long time(String text) {
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant().toEpochMilli()
          : LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(), text + " (expected: e.g. 2026-11-01 or 2026-11-01T00:00:00+08:00)");
    }
  }
}
