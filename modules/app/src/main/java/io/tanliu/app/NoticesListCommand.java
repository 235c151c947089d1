// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists deliveries. */
@Command(
    name = "list",
    description = "Lists what became of notices on their way to receivers, the newest first.",
    mixinStandardHelpOptions = true)
final class NoticesListCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** What became of a delivery. */
  enum State {
    WAITING,
    SENT,
    FAILED
  }

  @Spec CommandSpec spec;

  @Mixin ConnectionOptions connection;

  @Option(names = "--state", description = "Only of this state: ${COMPLETION-CANDIDATES}.")
  State state;

  @Option(names = "--receiver", description = "Only to this receiver.")
  String receiver;

  @Option(
      names = "--limit",
      defaultValue = "100",
      description = "Most deliveries; default: ${DEFAULT-VALUE}.")
  int limit;

  @Option(names = "--json", description = "One JSON object a line, with everything.")
  boolean json;

  @Override
  public Integer call() throws Exception {
    StringBuilder path = new StringBuilder("/api/v1/deliveries?limit=" + limit);
    if (state != null) {
      path.append("&state=").append(state);
    }
    if (receiver != null) {
      path.append("&receiver=").append(URLEncoder.encode(receiver, StandardCharsets.UTF_8));
    }
    HttpResponse<String> answer =
        connection
            .connection()
            .http()
            .send(
                connection.request(path.toString()).timeout(TIMEOUT).build(),
                HttpResponse.BodyHandlers.ofString());
    PrintWriter err = spec.commandLine().getErr();
    if (answer.statusCode() != 200) {
      err.println(answer.statusCode() + " " + answer.body());
      return 1;
    }
    JsonNode found = JSON.readTree(answer.body());
    PrintWriter out = spec.commandLine().getOut();
    // The id of a notice must be whole to be sent again: no table, which would cut it.
    for (JsonNode delivery : found.get("deliveries")) {
      out.println(json ? delivery.toString() : line(delivery));
    }
    err.printf(
        "%d of %d delivery(ies)%n", found.get("deliveries").size(), found.get("total").asInt());
    out.flush();
    return 0;
  }

  private static String line(JsonNode delivery) {
    return String.join(
            "  ",
            delivery.get("state").asText(),
            delivery.get("receiver").asText(),
            "attempts " + delivery.get("attempts").asInt(),
            delivery.get("at").asText(),
            delivery.get("answer").asText(),
            delivery.get("notice").asText())
        // What receivers answered must not steer the terminal.
        .replaceAll("\\p{Cntrl}", "?");
  }
}
