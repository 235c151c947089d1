// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.embedded.EmbeddedCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The parts in processes of their own, against a cluster that was there before them. */
class ServeIT {
  private static final String UNIT = "SERVE-01";
  private static final Duration START = Duration.ofSeconds(120);

  private final Path directory = Places.directory("serve");

  @Test
  void shouldWorkAsOneFromThreeProcesses() {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(directory.resolve("kafka"), 2);
        Command gateway = serve(cluster, "gateway");
        Command streams = serve(cluster, "streams");
        Command query = serve(cluster, "query")) {
      Api in = new Api(gateway.awaitLine("READY", START));
      streams.awaitLine("READY", START);
      Api out = new Api(query.awaitLine("READY", START));

      SteelFile file = SteelFile.madeUp(directory.resolve("made-up.csv"), 12, 5);
      long limit = file.total() / 2_000;
      in.post("/api/v1/reference", "application/yaml", Figures.register(UNIT, limit));
      Command push =
          Command.tanliu(directory, 256, Demo.push(in.url(), UNIT, file.csv(), List.of()));
      push.await(START).orFail();

      new Figures(out, new Records(cluster.bootstrap(), cluster.registryUrl()), UNIT, file)
          .awaitTotal()
          .assertApi()
          .assertTopic()
          .assertOneBreach(limit * 1_000);
      assertThat(in.send(in.request("/api/v1/alerts")).statusCode())
          .as("a gateway alone answers no questions")
          .isEqualTo(404);
      for (Command part : List.of(gateway, streams, query)) {
        part.stop(Duration.ofSeconds(30));
      }
    }
  }

  private Command serve(EmbeddedCluster cluster, String role) {
    return Command.tanliu(
        directory,
        384,
        List.of(
            "serve",
            "--access",
            "open",
            "--roles",
            role,
            "--bootstrap",
            cluster.bootstrap(),
            "--registry",
            cluster.registryUrl(),
            "--port",
            "0",
            "--data",
            directory.resolve(role).toString()));
  }
}
