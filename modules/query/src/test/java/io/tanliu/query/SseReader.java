// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client of a stream of server-sent events. */
final class SseReader implements AutoCloseable {
  final List<Map<String, String>> events = new CopyOnWriteArrayList<>();
  final int status;
  private final InputStream in;

  SseReader(URI uri, String lastEventId) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    status = response.statusCode();
    in = response.body();
    Thread thread = new Thread(this::read, "sse-reader");
    thread.setDaemon(true);
    thread.start();
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Map<String, String> event = new HashMap<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.isEmpty()) {
          if (!event.isEmpty()) {
            events.add(event);
          }
          event = new HashMap<>();
        } else if (!line.startsWith(":")) {
          int colon = line.indexOf(": ");
          event.put(line.substring(0, colon), line.substring(colon + 2));
        }
      }
    } catch (IOException e) {
      // The stream was closed.
    }
  }

  List<String> names() {
    return events.stream().map(event -> event.get("event")).toList();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
