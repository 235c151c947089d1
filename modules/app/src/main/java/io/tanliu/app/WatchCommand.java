// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.client.FilePush;
import io.tanliu.client.PushOptions;
import io.tanliu.client.folder.Folder;
import io.tanliu.client.folder.FolderWatch;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends the files of a folder through the gateway. */
@Command(
    name = "watch",
    description =
        "Sends the CSV and Excel files that are put into a folder and moves them to done/ or"
            + " refused/, with a receipt beside each.",
    mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR", description = "The folder.")
  Path directory;

  @Mixin ConnectionOptions gateway;

  @Option(names = "--unit", required = true, description = "Unit id.")
  String unit;

  @Option(
      names = "--point",
      description = "Point id of files of one point; default: the files name their points.")
  Optional<String> point;

  @Mixin FileOptions form;

  @Option(
      names = "--energy-unit",
      description = "Unit of the values; refused when it is not the point's.")
  Optional<String> energyUnit;

  @Option(names = "--backfill", description = "The files are history.")
  boolean backfill;

  @Option(names = "--batch", defaultValue = "2000", description = "Readings per request.")
  int batch;

  @Option(
      names = "--complete",
      defaultValue = "stable",
      description =
          "A file is whole when it has not changed for a while (stable), or when NAME.done stands"
              + " beside it (marker); default: ${DEFAULT-VALUE}.")
  Folder.Complete complete;

  @Option(
      names = "--settle",
      defaultValue = "5s",
      converter = DurationText.class,
      description = "How long a file must not have changed; default: ${DEFAULT-VALUE}.")
  Duration settle;

  @Option(
      names = "--order",
      defaultValue = "name",
      description = "Order of the files: name or time; default: ${DEFAULT-VALUE}.")
  Folder.Order order;

  @Option(
      names = "--max-bytes",
      defaultValue = "1073741824",
      description = "Largest file that is taken; default: ${DEFAULT-VALUE}.")
  long maxBytes;

  @Option(
      names = "--every",
      defaultValue = "2s",
      converter = DurationText.class,
      description = "How often the folder is looked at; default: ${DEFAULT-VALUE}.")
  Duration every;

  @Option(names = "--once", description = "Ends when nothing whole is left, or something waits.")
  boolean once;

  @Override
  public Integer call() throws Exception {
    Folder folder = new Folder(directory, complete, settle, order, maxBytes);
    PrintWriter out = spec.commandLine().getOut();
    PushOptions options =
        new PushOptions(
            gateway.connection(),
            unit,
            point,
            directory,
            form.form(),
            energyUnit,
            backfill,
            batch,
            true,
            PushOptions.DEFAULT_PATIENCE,
            folder.state().resolve("push"));
    try (FolderWatch watch =
        new FolderWatch(
            folder,
            (file, receipt) -> new FilePush(options.withFile(file), receipt).run(),
            Clock.systemUTC(),
            line -> {
              out.println(line);
              out.flush();
            })) {
      if (once) {
        watch.pass();
        TimeUnit.MILLISECONDS.sleep(settle.toMillis());
        watch.pass();
        return 0;
      }
      Shutdown shutdown = Shutdown.closing(List.of());
      while (!shutdown.requested()) {
        watch.pass();
        TimeUnit.MILLISECONDS.sleep(every.toMillis());
      }
      return 0;
    }
  }
}
