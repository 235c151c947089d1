// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a notice again that was refused for good. */
@Command(
    name = "resend",
    description = "Sends a notice again to receivers that have refused it; under the same key.",
    mixinStandardHelpOptions = true)
final class NoticesResendCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "NOTICE", description = "Id of the notice, as listed.")
  String notice;

  @Option(names = "--receiver", description = "Only to this one; default: all whose is FAILED.")
  String receiver;

  @Option(names = "--author", required = true, description = "Who asks for it.")
  String author;

  @Option(names = "--note", description = "Why.")
  String note;

  @Mixin ConnectionOptions connection;

  @Override
  public Integer call() throws Exception {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("author", author);
    body.put("note", note);
    body.put("receiver", receiver);
    String id = URLEncoder.encode(notice, StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        connection
            .connection()
            .http()
            .send(
                connection
                    .request("/api/v1/notices/" + id + "/resend")
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            new ObjectMapper().writeValueAsString(body)))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    boolean taken = answer.statusCode() == 202;
    if (taken) {
      spec.commandLine().getOut().println(answer.body());
    } else {
      spec.commandLine().getErr().println(answer.statusCode() + " " + answer.body());
    }
    return taken ? 0 : 1;
  }
}
