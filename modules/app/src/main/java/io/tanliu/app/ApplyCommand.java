// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.reference.Seeds;
import io.tanliu.reference.register.RegisterReader;
import io.tanliu.reference.register.RegisterResult;
import io.tanliu.reference.register.RegisterWriter;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Loads units, targets, reports and factors from files, after checking all of them. */
@Command(
    name = "apply",
    description =
        "Checks and loads units with points, targets, reports, factors, quotas and receivers.",
    mixinStandardHelpOptions = true)
final class ApplyCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @Spec CommandSpec spec;

  @Option(
      names = {"-f", "--file"},
      required = true,
      description = "YAML or JSON file, or a directory of them; may be given several times.")
  List<Path> files;

  @Mixin ConnectionOptions connection;

  @Option(names = "--dry-run", description = "Only checks the files.")
  boolean dryRun;

  private HttpClient http;

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    http = connection.connection().http();
    Seeds seeds = Seeds.load();
    Set<String> elsewhere = new LinkedHashSet<>();
    RegisterResult result =
        RegisterReader.readAll(
            files,
            seeds,
            id -> {
              elsewhere.add(id);
              return true;
            },
            System::getenv);
    if (!dryRun && result.ok() && !elsewhere.isEmpty()) {
      // Entities that the files only mention must be known to the running system.
      Set<String> unknown = unknown(elsewhere);
      result = RegisterReader.readAll(files, seeds, id -> !unknown.contains(id), System::getenv);
    }
    if (!result.ok()) {
      result.problems().forEach(problem -> err.println(problem));
      err.println(result.problems().size() + " problem(s); nothing was loaded");
      return 1;
    }
    return dryRun ? checked(result) : send(RegisterWriter.toJson(result.document(), seeds));
  }

  private int checked(RegisterResult result) {
    spec.commandLine()
        .getOut()
        .printf(
            "%d unit(s), %d target(s), %d report(s), %d factor(s), %d receiver(s): no problem found%n",
            result.document().units().size(),
            result.document().targets().size(),
            result.document().reports().size(),
            result.document().factors().size(),
            result.document().receivers().size());
    return 0;
  }

  private Set<String> unknown(Set<String> entities) throws Exception {
    Set<String> unknown = new LinkedHashSet<>();
    for (String entity : entities) {
      String path = "/api/v1/entities/" + URLEncoder.encode(entity, StandardCharsets.UTF_8);
      HttpResponse<String> answer =
          http.send(
              connection.request(path).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofString());
      // A gateway without the query part knows no such path; then it judges by itself.
      if (answer.statusCode() == 404 && answer.body().contains("UNKNOWN_ENTITY")) {
        unknown.add(entity);
      }
    }
    return unknown;
  }

  private int send(String json) throws Exception {
    HttpResponse<String> answer =
        http.send(
            connection
                .request("/api/v1/reference")
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      spec.commandLine().getErr().println(answer.statusCode() + " " + answer.body());
      return 1;
    }
    spec.commandLine().getOut().println(answer.body());
    return 0;
  }
}
