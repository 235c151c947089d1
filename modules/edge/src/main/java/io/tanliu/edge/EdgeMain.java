// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import picocli.CommandLine;

/** Entry point of the agent's own jar. */
public final class EdgeMain {
  private EdgeMain() {}

  /** Runs a command and ends with its exit code: 0 done, 1 failed, 2 wrong usage. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new EdgeCommand())
            .setExecutionExceptionHandler(
                (failure, command, result) -> {
                  command.getErr().println("tanliu edge: " + failure.getMessage());
                  return 1;
                })
            .execute(args));
  }
}
