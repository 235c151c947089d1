// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tanliu.domain.notice.Receiver.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's HTTP server; checks every signature. */
final class WebhookInbox implements Inbox {
  static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final List<String> taken = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final int port;
  private HttpServer server;
  private Runnable onReceipt = () -> {};
  private int refusedSignatures;

  /** What it says to one request instead of 204. */
  record Answer(int status, Optional<String> retryAfter) {}

  WebhookInbox() {
    port = open(0);
  }

  private synchronized int open(int wanted) {
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/alerts", this::receive);
    server.setExecutor(threads);
    server.start();
    return server.getAddress().getPort();
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String id = exchange.getRequestHeaders().getFirst("webhook-id");
    long seconds = Long.parseLong(exchange.getRequestHeaders().getFirst("webhook-timestamp"));
    byte[] key = new Secrets(Optional.empty(), name -> SECRET).key("x").orElseThrow();
    int status;
    Runnable told;
    synchronized (this) {
      boolean genuine =
          Signature.of(key, id, seconds, body)
              .equals(exchange.getRequestHeaders().getFirst("webhook-signature"));
      refusedSignatures += genuine ? 0 : 1;
      times.add(System.nanoTime());
      Answer answer = answers.isEmpty() ? new Answer(204, Optional.empty()) : answers.poll();
      answer
          .retryAfter()
          .ifPresent(after -> exchange.getResponseHeaders().set("Retry-After", after));
      status = genuine ? answer.status() : 401;
      if (status / 100 == 2) {
        taken.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        bodies.add(new String(body, StandardCharsets.UTF_8));
      }
      told = onReceipt;
    }
    told.run();
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** Answers the next requests so, one after the other. */
  synchronized void answer(int times, int status, Optional<String> retryAfter) {
    for (int i = 0; i < times; i++) {
      answers.add(new Answer(status, retryAfter));
    }
  }

  /** Runs after a request was taken and before it is answered. */
  synchronized void onReceipt(Runnable action) {
    onReceipt = action;
  }

  synchronized List<String> bodies() {
    return List.copyOf(bodies);
  }

  /** When requests came, nanoseconds of some clock. */
  synchronized List<Long> times() {
    return List.copyOf(times);
  }

  synchronized int refusedSignatures() {
    return refusedSignatures;
  }

  @Override
  public Kind kind() {
    return Kind.WEBHOOK;
  }

  @Override
  public String address() {
    return "http://127.0.0.1:" + port + "/alerts";
  }

  @Override
  public Optional<String> secret() {
    return Optional.of("hook");
  }

  @Override
  public synchronized List<String> taken() {
    return List.copyOf(taken);
  }

  @Override
  public synchronized void down() {
    server.stop(0);
  }

  @Override
  public void up() {
    open(port);
  }

  @Override
  public String key(String delivery) {
    return delivery;
  }

  @Override
  public void close() {
    down();
    threads.shutdownNow();
  }
}
