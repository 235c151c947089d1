// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.client.CsvPush;
import io.tanliu.client.PushListener;
import io.tanliu.client.PushOptions;
import io.tanliu.client.PushProgress;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends a CSV file of one point through the gateway. */
@Command(
    name = "push",
    description = "Sends the readings of one point from a CSV file; resumes after a break.",
    mixinStandardHelpOptions = true)
final class PushCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--url",
      defaultValue = "http://127.0.0.1:8080",
      description = "Address of the gateway; default: ${DEFAULT-VALUE}.")
  URI url;

  @Option(names = "--unit", required = true, description = "Unit id.")
  String unit;

  @Option(names = "--point", required = true, description = "Point id.")
  String point;

  @Option(names = "--file", required = true, description = "CSV file with a header line.")
  Path file;

  @Mixin CsvOptions csv;

  @Option(
      names = "--energy-unit",
      description = "Unit of the values; refused when it is not the point's.")
  Optional<String> energyUnit;

  @Option(
      names = "--backfill",
      description = "The file is history, which may be older than the correction horizon.")
  boolean backfill;

  @Option(names = "--batch", defaultValue = "2000", description = "Rows per request.")
  int batch;

  @Option(names = "--no-resume", description = "Begins at the first row, whatever went before.")
  boolean noResume;

  @Option(
      names = "--patience",
      defaultValue = "60s",
      converter = DurationText.class,
      description = "How long a batch is tried again while the gateway does not take it.")
  Duration patience;

  @Override
  public Integer call() throws Exception {
    PushOptions options =
        new PushOptions(
            url,
            unit,
            point,
            file,
            csv.form(),
            energyUnit,
            backfill,
            batch,
            !noResume,
            patience,
            PushOptions.defaultStateDirectory());
    PrintWriter out = spec.commandLine().getOut();
    PushProgress end = new CsvPush(options, new Told(spec.commandLine().getErr())).run();
    out.printf(
        "%d rows: %d accepted, %d rejected, %d sent before%n",
        end.rows(), end.accepted(), end.rejected(), end.repeated());
    out.flush();
    return end.rejected() == 0 ? 0 : 1;
  }

  /** Tells a terminal how a push goes. */
  private static final class Told implements PushListener {
    private final PrintWriter err;

    Told(PrintWriter err) {
      this.err = err;
    }

    @Override
    public void progress(PushProgress progress) {
      err.printf("%d of %d rows%n", progress.rows(), progress.totalRows());
      err.flush();
    }

    @Override
    public void rejected(long row, String code, String field, String value, String expected) {
      err.printf("row %d: %s %s: %s (expected: %s)%n", row, code, field, value, expected);
      err.flush();
    }

    @Override
    public void note(String text) {
      err.println(text);
      err.flush();
    }
  }
}
