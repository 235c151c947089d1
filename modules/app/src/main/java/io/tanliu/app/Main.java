// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.edge.EdgeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the {@code tanliu} command. */
@Command(
    name = "tanliu",
    description = "Streaming supervision of energy use and carbon emissions.",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      ApplyCommand.class,
      PushCommand.class,
      WatchCommand.class,
      EdgeCommand.class,
      RejectedCommand.class,
      NoticesCommand.class,
      AuditCommand.class,
      KeysCommand.class,
      AuditLogCommand.class,
      AttestCommand.class,
      ReportCommand.class,
      ScenarioCommand.class,
      BacktestCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
public final class Main {
  private Main() {}

  /** Runs a command and ends with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs a command: 0 done, 1 failed, 2 wrong usage. */
  static int run(String... args) {
    return commands().execute(args);
  }

  /** All commands. */
  static CommandLine commands() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(
            (failure, command, result) -> {
              command.getErr().println("tanliu: " + Failures.text(failure));
              return 1;
            })
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Version of the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"tanliu " + (version == null ? "development" : version)};
    }
  }
}
