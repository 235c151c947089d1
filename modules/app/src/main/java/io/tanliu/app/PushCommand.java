// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.client.FilePush;
import io.tanliu.client.PushListener;
import io.tanliu.client.PushOptions;
import io.tanliu.client.PushProgress;
import io.tanliu.client.seal.Sealer;
import io.tanliu.gateway.NationalCrypto;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends a file of readings through the gateway. */
@Command(
    name = "push",
    description = "Sends the readings of a CSV or Excel file; resumes after a break.",
    mixinStandardHelpOptions = true)
final class PushCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin ConnectionOptions gateway;

  @Option(names = "--unit", required = true, description = "Unit id.")
  String unit;

  @Option(
      names = "--point",
      description = "Point id of a file of one point; default: the file names its points.")
  Optional<String> point;

  @Option(names = "--file", required = true, description = "CSV, .xlsx or .xls file with a header.")
  Path file;

  @Mixin FileOptions form;

  @Option(
      names = "--energy-unit",
      description = "Unit of the values; refused when it is not the point's.")
  Optional<String> energyUnit;

  @Option(
      names = "--backfill",
      description = "The file is history, which may be older than the correction horizon.")
  boolean backfill;

  @Option(
      names = "--sign-key",
      description =
          "Key file of attest keygen: every batch is sealed and chained to the one before.")
  Optional<Path> signKey;

  @Option(names = "--batch", defaultValue = "2000", description = "Readings per request.")
  int batch;

  @Option(names = "--no-resume", description = "Begins at the first reading, whatever went before.")
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
            gateway.connection(),
            unit,
            point,
            file,
            form.form(),
            energyUnit,
            backfill,
            batch,
            !noResume,
            patience,
            PushOptions.defaultStateDirectory());
    PrintWriter out = spec.commandLine().getOut();
    NationalCrypto.ensure();
    Optional<Sealer> sealer =
        signKey.isPresent() ? Optional.of(Sealer.open(signKey.get())) : Optional.empty();
    PushProgress end = new FilePush(options, new Told(spec.commandLine().getErr()), sealer).run();
    out.printf(
        "%d readings: %d accepted, %d rejected, %d sent before%n",
        end.readings(), end.accepted(), end.rejected(), end.repeated());
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
      err.printf("%d readings%n", progress.readings());
      err.flush();
    }

    @Override
    public void rejected(String where, String code, String field, String value, String expected) {
      err.printf("%s: %s %s: %s (expected: %s)%n", where, code, field, value, expected);
      err.flush();
    }

    @Override
    public void note(String text) {
      err.println(text);
      err.flush();
    }
  }
}
