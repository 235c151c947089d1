// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tanliu.app.report.SavedReport;
import io.tanliu.query.report.ReportProof;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves that a saved report carries the figures that were sealed. */
@Command(
    name = "verify",
    description = {
      "Proves that a saved report (PDF, Excel or JSON) carries the figures that the system sealed,",
      "names the first that differs, and says what was restated since. Exit code 0: unaltered; 1:",
      "altered, not sealed, or no such seal."
    },
    mixinStandardHelpOptions = true)
final class ReportVerifyCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final long MOST_BYTES = 64L << 20;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The saved report.")
  Path file;

  @Mixin ConnectionOptions connection;

  @Option(
      names = "--public-key",
      description =
          "Public key that is believed (Base64, or a file with it); default: that of the server's"
              + " record of the seal.")
  Optional<String> publicKey;

  @Option(
      names = "--offline",
      description =
          "Asks no server: needs --public-key, cannot name an altered figure of a JSON file, and"
              + " says nothing of newer figures.")
  boolean offline;

  @Override
  public Integer call() throws Exception {
    if (offline && publicKey.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--offline needs --public-key");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(file + ": more than " + MOST_BYTES + " bytes");
    }
    SavedReport.Finding finding;
    try {
      SavedReport saved = new SavedReport(ReportProof.read(Files.readAllBytes(file)));
      Optional<JsonNode> answer = Optional.empty();
      if (!offline && saved.path().isPresent()) {
        HttpResponse<String> response = ask(saved.path().get());
        if (response.statusCode() == 404) {
          spec.commandLine().getOut().println("UNKNOWN: the server knows no such seal");
          return 1;
        }
        if (response.statusCode() != 200) {
          spec.commandLine().getErr().println(response.statusCode() + " " + response.body());
          return 1;
        }
        answer = Optional.of(new ObjectMapper().readTree(response.body()));
      }
      finding = saved.against(key(), answer);
    } catch (IllegalArgumentException e) {
      spec.commandLine().getOut().println("NO REPORT: " + e.getMessage());
      return 1;
    }
    finding.lines().forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
    return finding.proven() ? 0 : 1;
  }

  private Optional<String> key() throws IOException {
    if (publicKey.isEmpty()) {
      return Optional.empty();
    }
    Path named = Path.of(publicKey.get());
    return Optional.of(
        (Files.isRegularFile(named) ? Files.readString(named) : publicKey.get()).strip());
  }

  private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
    return connection
        .connection()
        .http()
        .send(
            connection.request(path).timeout(TIMEOUT).GET().build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
