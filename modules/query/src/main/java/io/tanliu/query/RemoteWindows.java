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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.HostInfo;

/** Asks another instance for windows that it keeps. */
final class RemoteWindows {
  /** Where every instance answers the others; it only ever reads its own stores. */
  static final String PATH = "/internal/v1/windows";

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** How long an instance that did not answer is asked last. */
  private static final long SILENT_NANOS = Duration.ofSeconds(5).toNanos();

  private final Supplier<Optional<String>> key;

  /** Of which instances it is known that they did not answer. */
  private static final int MOST_SILENT = 256;

  /** By instance, when it last did not answer. */
  private final Map<HostInfo, Long> silent = new ConcurrentHashMap<>();

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

  /** Whether an instance has just not answered, so that others had better be asked first. */
  boolean silent(HostInfo host) {
    Long since = silent.get(host);
    return since != null && System.nanoTime() - since < SILENT_NANOS;
  }

  /**
   * The values of each scan; fails with a {@link Problem}.
   *
   * @param copies whether a warm copy may answer
   */
  CompletableFuture<Held> read(HostInfo host, List<WindowScan> scans, boolean copies) {
    String path = copies ? PATH + "?" + InternalEndpoint.COPIES + "=true" : PATH;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + host.host() + ":" + host.port() + path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(ScanCodec.request(scans)));
    key.get().ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
        .handle(
            (response, failure) -> {
              if (failure != null) {
                if (silent.size() >= MOST_SILENT) {
                  silent.clear();
                }
                silent.put(host, System.nanoTime());
                throw unreachable(host, String.valueOf(failure.getMessage()));
              }
              silent.remove(host);
              return values(host, scans, response);
            });
  }

  private static Held values(HostInfo host, List<WindowScan> scans, HttpResponse<byte[]> response) {
    if (response.statusCode() == 421) {
      throw Problem.misdirected("entity", scans.get(0).entity());
    }
    if (response.statusCode() != 200) {
      throw unreachable(host, "status " + response.statusCode());
    }
    try {
      return new Held(
          ScanCodec.answer(response.body(), scans),
          Source.parse(response.headers().firstValue(Source.HEADER).orElse("")));
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
