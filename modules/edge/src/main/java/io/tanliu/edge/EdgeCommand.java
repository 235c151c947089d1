// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import io.tanliu.client.seal.SealKey;
import io.tanliu.edge.EdgeStatus.RejectedReading;
import io.tanliu.edge.EdgeStatus.Waiting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The agent an enterprise runs, and what one asks about it. */
@Command(
    name = "edge",
    description = "An agent that keeps readings and sends them on until they are acknowledged.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class EdgeCommand {
  @Spec CommandSpec spec;

  /** Runs the agent until it is told to stop. */
  @Command(name = "run", description = "Runs the agent.", mixinStandardHelpOptions = true)
  int run(
      @Option(names = "--config", required = true, description = "Settings, YAML.") Path config,
      @Option(
              names = "--sign-key",
              description =
                  "Key file of attest keygen, for this agent alone: every request is sealed and"
                      + " chained to the one before.")
          Path signKey)
      throws IOException, InterruptedException {
    EdgeSettings settings = EdgeFile.read(config);
    Optional<SealKey> signer = signKey == null ? Optional.empty() : Optional.of(own(signKey));
    CountDownLatch stopped = new CountDownLatch(1);
    Edge edge = new Edge(settings, signer, Clock.systemUTC());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    edge.close();
                  } catch (IOException e) {
                    System.err.println("tanliu edge: stopping: " + e.getMessage());
                  }
                  stopped.countDown();
                },
                "tanliu-edge-shutdown"));
    out().println("READY http://" + settings.host() + ":" + edge.port());
    out().flush();
    stopped.await();
    return 0;
  }

  /** A key whose chain nobody else carries on. */
  private static SealKey own(Path file) throws IOException {
    SealKey key = SealKey.read(file);
    Path chain = file.resolveSibling(key.sender() + ".chain");
    if (Files.exists(chain)) {
      throw new IOException(
          "--sign-key: "
              + chain
              + " is the chain of push (expected: a sender of the agent's own, see attest keygen)");
    }
    return key;
  }

  /** Tells what the agent holds. */
  @Command(
      name = "status",
      description = "What waits, what was acknowledged and refused, and the space it takes.",
      mixinStandardHelpOptions = true)
  int status(
      @Option(names = "--config", required = true, description = "Settings, YAML.") Path config)
      throws IOException {
    try (EdgeDatabase database = EdgeDatabase.look(EdgeFile.read(config).data())) {
      EdgeStatus status = EdgeStatus.read(database, 0);
      PrintWriter out = out();
      out.printf("代理 agent            %s%n", status.id());
      out.printf("待上报 waiting        %d%n", status.waiting());
      for (Waiting each : status.units()) {
        out.printf(
            "  %s: %d, 自 since %s%n",
            each.unit(), each.readings(), Instant.ofEpochMilli(each.oldest()));
      }
      out.printf("已确认 acknowledged   %d%n", status.acknowledged());
      out.printf("拒收 rejected         %d%n", status.rejected());
      out.printf("整批退回 refused       %d%n", status.refused());
      out.printf("占用 used bytes       %d%n", status.usedBytes());
      if (!status.salvaged().isEmpty()) {
        out.printf("已修复 salvaged       %s%n", status.salvaged());
      }
      out.flush();
      return 0;
    } catch (SQLException e) {
      throw EdgeDatabase.failed(e);
    }
  }

  /** Lists what the gateway refused. */
  @Command(
      name = "rejected",
      description = "Readings that were refused, with the reason, the newest first.",
      mixinStandardHelpOptions = true)
  int rejected(
      @Option(names = "--config", required = true, description = "Settings, YAML.") Path config,
      @Option(names = "--limit", defaultValue = "100", description = "At most this many.")
          int limit)
      throws IOException {
    try (EdgeDatabase database = EdgeDatabase.look(EdgeFile.read(config).data())) {
      for (RejectedReading each : EdgeStatus.rejected(database, limit)) {
        out()
            .printf(
                "%s %s %s %s: %s (应为 expected: %s) %s%n",
                each.at(),
                each.unit(),
                each.code(),
                each.field(),
                each.value(),
                each.expected(),
                each.reading());
      }
      out().flush();
      return 0;
    } catch (SQLException e) {
      throw EdgeDatabase.failed(e);
    }
  }

  /** Sends again what was refused as a whole. */
  @Command(
      name = "retry",
      description = "Sends again the requests that the gateway refused as a whole.",
      mixinStandardHelpOptions = true)
  int retry(
      @Option(names = "--config", required = true, description = "Settings, YAML.") Path config)
      throws IOException {
    try (EdgeDatabase database = EdgeDatabase.look(EdgeFile.read(config).data())) {
      out().printf("%d%n", EdgeStore.retry(database));
      out().flush();
      return 0;
    } catch (SQLException e) {
      throw EdgeDatabase.failed(e);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
