// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.reference.Seeds;
import io.tanliu.reference.register.RegisterDocument;
import io.tanliu.reference.register.RegisterWriter;
import io.tanliu.simulator.scenario.Delivery;
import io.tanliu.simulator.scenario.Scenario;
import io.tanliu.simulator.scenario.ScenarioReader;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells a running system a scenario, month by month in the order in which things arrived. */
@Command(
    name = "scenario",
    description = "Loads a scenario: units, targets, and what meters and reports said, in order.",
    mixinStandardHelpOptions = true)
final class ScenarioCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "For instance docs/examples/scenario/*.yaml.")
  Path file;

  @Option(
      names = "--url",
      defaultValue = "http://127.0.0.1:8080",
      description = "Address of the gateway; default: ${DEFAULT-VALUE}.")
  URI url;

  @Option(
      names = "--until",
      description = "Stops before what arrives on this day, e.g. 2022-07-01, to look at the lamps.")
  LocalDate until;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Seeds seeds = Seeds.load();
    Scenario scenario = ScenarioReader.read(file, seeds);
    reference(scenario.register(), seeds);
    long before = Long.MIN_VALUE;
    List<LocalDate> stops = new ArrayList<>(List.of(scenario.judged()));
    stops.addAll(scenario.looks());
    for (LocalDate stop : stops) {
      LocalDate to = until != null && until.isBefore(stop) ? until : stop;
      int readings = send(scenario.between(before, scenario.midnight(to)), seeds);
      out.printf("%s: %d readings%n", to, readings);
      out.flush();
      if (to.equals(until)) {
        break;
      }
      before = scenario.midnight(to);
    }
    return 0;
  }

  /** Each unit's readings together, then the reports. */
  private int send(List<Delivery> deliveries, Seeds seeds) throws Exception {
    Map<String, List<Reading>> byUnit = new LinkedHashMap<>();
    List<ActivityReport> reports = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      if (delivery instanceof Delivery.Readings readings) {
        byUnit.computeIfAbsent(readings.unit(), u -> new ArrayList<>()).addAll(readings.readings());
      } else {
        reports.add(((Delivery.Report) delivery).report());
      }
    }
    for (Map.Entry<String, List<Reading>> unit : byUnit.entrySet()) {
      post("/api/v1/units/" + unit.getKey() + "/readings", "text/csv", csv(unit.getValue()));
    }
    if (!reports.isEmpty()) {
      reference(new RegisterDocument(List.of(), List.of(), reports), seeds);
    }
    return byUnit.values().stream().mapToInt(List::size).sum();
  }

  private void reference(RegisterDocument document, Seeds seeds) throws Exception {
    post("/api/v1/reference", "application/json", RegisterWriter.toJson(document, seeds));
  }

  private static String csv(List<Reading> readings) {
    StringBuilder text = new StringBuilder("point,time,value\n");
    for (Reading reading : readings) {
      text.append(reading.point())
          .append(',')
          .append(reading.time())
          .append(',')
          .append(reading.decimal().toPlainString())
          .append('\n');
    }
    return text.toString();
  }

  private void post(String path, String type, String body) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(url.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
  }
}
