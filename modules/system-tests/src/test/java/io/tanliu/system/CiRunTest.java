// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code .ci/run} says of a run: the output of Maven is a recorded one. */
class CiRunTest {
  private static final String PASSED =
      """
      [INFO] Tests run: 4, Failures: 0, Errors: 0, Skipped: 0
      [INFO] BUILD SUCCESS
      """;

  private static final String FAILED =
      """
      [ERROR] Tests run: 8, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.063 s <<< FAILURE! -- in io.tanliu.a.OneTest
      [ERROR] io.tanliu.a.OneTest.shouldAdd(String)[2] -- Time elapsed: 0.011 s <<< FAILURE!
      org.opentest4j.AssertionFailedError:

      expected: 0.5
       but was: 0.4999999999999995
      \tat io.tanliu.a.OneTest.shouldAdd(OneTest.java:38)
      %s
      [ERROR] Tests run: 8, Failures: 1, Errors: 0, Skipped: 0
      [ERROR] Tests run: 1, Failures: 0, Errors: 1, Skipped: 0, Time elapsed: 1.2 s <<< FAILURE! -- in io.tanliu.b.TwoIT
      [ERROR] io.tanliu.b.TwoIT.shouldStart -- Time elapsed: 1.002 s <<< ERROR!
      java.lang.IllegalStateException: port in use
      [INFO] Reactor Summary for Tanliu:
      [INFO] BUILD SUCCESS
      """
          .formatted("\tat somewhere.Else.deep(Else.java:1)\n".repeat(40));

  private static final String BROKEN =
      """
      [ERROR] /src/One.java:[7,3] cannot find symbol
      [INFO] BUILD FAILURE
      [ERROR] Failed to execute goal compile on project tanliu-domain
      """;

  @TempDir Path dir;

  @BeforeAll
  static void needsGit() {
    assumeTrue(Places.program("git").isPresent(), "git is not installed");
    assumeTrue(Places.program("bash").isPresent(), "bash is not installed");
  }

  @Test
  void shouldEndWithTheNamesOfTheFailingTestsBehindWhatTheySaid() throws IOException {
    Command.Finished run = run(FAILED, 1, "");

    assertThat(run.code()).isNotZero();
    assertThat(run.out())
        .endsWith(
            """
            failing tests:
              io.tanliu.a.OneTest.shouldAdd(String)[2]
              io.tanliu.b.TwoIT.shouldStart
            """);
    String end = run.out().substring(run.out().lastIndexOf("BUILD SUCCESS"));
    assertThat(end)
        .contains("Tests run: 8, Failures: 1, Errors: 0, Skipped: 0\n")
        .contains(" but was: 0.4999999999999995\n")
        .contains("IllegalStateException: port in use\n");
    assertThat(end.split("somewhere.Else.deep", -1)).hasSizeBetween(2, 11);
  }

  @Test
  void shouldEndWithTheErrorsOfTheBuildWhenNoTestFailed() throws IOException {
    Command.Finished run = run(BROKEN, 1, "");

    assertThat(run.code()).isNotZero();
    assertThat(run.out().lines().skip(3))
        .containsSubsequence(
            "[ERROR] /src/One.java:[7,3] cannot find symbol",
            "[ERROR] Failed to execute goal compile on project tanliu-domain");
  }

  @Test
  void shouldFailWhenTheTestsLeaveAFileBehindAndNameIt() throws IOException {
    Command.Finished run = run(PASSED, 0, "touch left-behind.txt");

    assertThat(run.code()).isNotZero();
    assertThat(run.out()).endsWith("the tests changed or left files:\n?? left-behind.txt\n");
  }

  @Test
  void shouldEndWithTheSumsWhenAllIsWell() throws IOException {
    Command.Finished run = run(PASSED, 0, "").orFail();

    assertThat(run.out()).endsWith("\n\n[INFO] Tests run: 4, Failures: 0, Errors: 0, Skipped: 0\n");
  }

  /** Runs the script in a checkout whose tests say this, do that and end so. */
  private Command.Finished run(String said, int code, String doing) throws IOException {
    Files.createDirectories(dir.resolve(".ci"));
    Files.copy(Places.ROOT.resolve(".ci/run"), dir.resolve(".ci/run"));
    Files.writeString(dir.resolve("said.txt"), said);
    program(
        "tanliu",
        "#!/bin/sh\n[ \"$1\" = verify ] || exit 99\n"
            + doing
            + "\ncat said.txt\nexit "
            + code
            + "\n");
    String script =
        "git init -q && git add -A && git -c user.name=t -c user.email=t@localhost commit -qm t"
            + " && exec bash .ci/run";
    // Its own output must not make the checkout look changed.
    Path outside = Files.createDirectory(dir.resolve(".git-outside"));
    Files.writeString(dir.resolve(".gitignore"), ".git-outside/\n");
    try (Command command =
        Command.program(outside, Map.of(), List.of("sh", "-c", "cd '" + dir + "' && " + script))) {
      return command.await(Duration.ofSeconds(60));
    }
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.writeString(dir.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
