// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands of the README and of what goes on from it, as written, with the launcher. */
class DocsIT {
  private static final Path README = Places.ROOT.resolve("README.md");
  private static final Path REPORTS = Places.ROOT.resolve("docs/REPORTS.md");
  private static final Path README_ZH = Places.ROOT.resolve("README.zh-CN.md");

  /** A fenced block; those that can be run here are marked {@code sh test}. */
  private static final Pattern BLOCK =
      Pattern.compile("^```sh( test)?\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** The README's own start of a system without simulated units. */
  private static final String DEMO = "./tanliu demo --simulate none";

  private static final String PORT = "8080";

  @Test
  void shouldRunTheCommandsOfTheReadme() throws IOException {
    assumeTrue(Places.program("curl").isPresent(), "curl is not installed");
    String readme = Files.readString(README);
    assertThat(readme).contains(DEMO);
    List<String> commands =
        BLOCK
            .matcher(readme + Files.readString(REPORTS))
            .results()
            .filter(b -> b.group(1) != null)
            .map(b -> b.group(2))
            .toList();
    assertThat(commands).isNotEmpty();
    Path checkout = checkout();
    String port = Integer.toString(Places.freePort());

    try (Command demo = shell(checkout, "exec " + DEMO + " --port " + port)) {
      demo.awaitLine("READY", Duration.ofSeconds(120));
      for (String command : commands) {
        // curl reports a refusal by its exit code only when it is told to.
        String script =
            "set -eu\ncurl() { command curl --fail-with-body \"$@\"; }\n"
                + command.replace(PORT, port);
        try (Command run = shell(checkout, script)) {
          assertThat(run.await(Duration.ofSeconds(120)).orFail().out()).isNotBlank();
        }
      }
      assertThat(demo.stop(Duration.ofSeconds(30)).err()).doesNotContain("building");
    }
  }

  @Test
  void shouldShowTheSameCommandsInBothLanguages() throws IOException {
    String english = Files.readString(README);

    assertThat(BLOCK.matcher(Files.readString(README_ZH)).results().map(MatchResult::group))
        .isNotEmpty()
        .allSatisfy(block -> assertThat(english).contains(block.substring(block.indexOf('\n'))));
  }

  private static Command shell(Path directory, String script) {
    return Command.program(
        directory,
        Map.of(
            "JAVA_HOME", System.getProperty("java.home"),
            "XDG_CACHE_HOME", directory.resolve("cache").toString()),
        List.of("sh", "-c", script));
  }

  /** A directory that looks like the checkout, so that nothing is written into the real one. */
  private static Path checkout() throws IOException {
    Path checkout = Places.directory("docs");
    try (Stream<Path> entries = Files.list(Places.ROOT)) {
      for (Path entry : entries.toList()) {
        if (!entry.endsWith("tanliu-data")) {
          Files.createSymbolicLink(checkout.resolve(entry.getFileName()), entry);
        }
      }
    }
    return checkout;
  }
}
