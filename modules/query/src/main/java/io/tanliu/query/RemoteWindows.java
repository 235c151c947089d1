// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.HostInfo;

/** Asks another instance for windows that it keeps. */
final class RemoteWindows {
  /** Where every instance answers the others; it only ever reads its own stores. */
  static final String PATH = "/internal/v1/windows";

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Supplier<Optional<String>> key;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /**
   * @param key by which the other instances know this one; nothing where they ask for none
   */
  RemoteWindows(Supplier<Optional<String>> key) {
    this.key = key;
  }

  /** The values of each scan; fails with a {@link Problem}. */
  CompletableFuture<List<List<byte[]>>> read(HostInfo host, List<WindowScan> scans) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + host.host() + ":" + host.port() + PATH))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(ScanCodec.request(scans)));
    key.get().ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
        .handle(
            (response, failure) -> {
              if (failure != null) {
                throw unreachable(host, String.valueOf(failure.getMessage()));
              }
              return values(host, scans, response);
            });
  }

  private static List<List<byte[]>> values(
      HostInfo host, List<WindowScan> scans, HttpResponse<byte[]> response) {
    if (response.statusCode() == 421) {
      throw Problem.misdirected("entity", scans.get(0).entity());
    }
    if (response.statusCode() != 200) {
      throw unreachable(host, "status " + response.statusCode());
    }
    try {
      return ScanCodec.answer(response.body(), scans);
    } catch (IOException e) {
      throw unreachable(host, String.valueOf(e.getMessage()));
    }
  }

  private static Problem unreachable(HostInfo host, String cause) {
    return Problem.unavailable(
        "INSTANCE_NOT_READY",
        "the instance " + host.host() + ":" + host.port() + " does not answer: " + cause);
  }
}
