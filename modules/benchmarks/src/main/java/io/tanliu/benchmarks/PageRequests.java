// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Requests at a constant rate, whether the server keeps up or not. A request's time runs from the
 * moment when it should have been sent: what waits behind a slow answer is counted with its
 * waiting.
 */
final class PageRequests implements AutoCloseable {
  /** Below the most connections that one address may have. */
  private static final int AT_ONCE = 150;

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final String url;
  private final PageMix mix;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Semaphore under = new Semaphore(AT_ONCE);
  private final LongAdder asked = new LongAdder();
  private final Map<String, Kind> kinds = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> errors = new ConcurrentSkipListMap<>();
  private volatile boolean counted;
  private Pace pace;

  private record Kind(Histogram micros, LongAdder bytes) {}

  PageRequests(String url, PageMix mix) {
    this.url = url;
    this.mix = mix;
    mix.names()
        .forEach(
            name ->
                kinds.put(
                    name,
                    new Kind(
                        new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(5), 3),
                        new LongAdder())));
  }

  void start(int perSecond) {
    pace = new Pace("requests", perSecond, (number, due) -> ask(due));
  }

  /** From now on what is asked counts. */
  void count() {
    counted = true;
  }

  private void ask(long due) {
    PageMix.Asked next = mix.next();
    boolean counts = counted;
    under.acquireUninterruptibly();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + next.path()))
            .timeout(LONGEST)
            .header("Accept-Encoding", "gzip")
            .build();
    var ignored =
        http.sendAsync(request, BodyHandlers.ofByteArray())
            .whenComplete(
                (answer, failure) -> {
                  under.release();
                  if (counts) {
                    answered(next.kind(), due, answer, failure);
                  }
                });
  }

  private void answered(String kind, long due, HttpResponse<byte[]> answer, Throwable failure) {
    asked.increment();
    Kind each = kinds.get(kind);
    each.micros().recordValue(Math.max(0, (System.nanoTime() - due) / 1_000));
    if (failure != null || answer.statusCode() != 200) {
      String what = failure == null ? Integer.toString(answer.statusCode()) : failure.toString();
      errors.computeIfAbsent(kind + ": " + what, name -> new LongAdder()).increment();
    } else {
      each.bytes().add(answer.body().length);
    }
  }

  /** Ends asking and waits for the answers. */
  @Override
  public void close() {
    if (pace != null) {
      pace.close();
    }
    under.acquireUninterruptibly(AT_ONCE);
    under.release(AT_ONCE);
  }

  /** Answers that came while it counted. */
  long answers() {
    return asked.sum();
  }

  /** What went wrong, and how often. */
  Map<String, Long> errors() {
    Map<String, Long> found = new TreeMap<>();
    errors.forEach((what, count) -> found.put(what, count.sum()));
    return found;
  }

  void print() {
    System.out.println("| request | answers | kB | p50 ms | p99 ms | p99.9 ms | max ms |");
    System.out.println("|---|---|---|---|---|---|---|");
    Histogram all = new Histogram(TimeUnit.MINUTES.toMicros(5), 3);
    long bytes = 0;
    for (String name : mix.names()) {
      Kind kind = kinds.get(name);
      print(name, kind.micros(), kind.bytes().sum());
      all.add(kind.micros());
      bytes += kind.bytes().sum();
    }
    print("**all**", all, bytes);
  }

  private static void print(String name, Histogram micros, long bytes) {
    if (micros.getTotalCount() > 0) {
      System.out.printf(
          "| %s | %d | %.1f | %s |%n",
          name, micros.getTotalCount(), bytes / 1e3 / micros.getTotalCount(), millis(micros));
    }
  }

  /** Half, 99 %, 99.9 % and the greatest, in milliseconds. */
  static String millis(Histogram micros) {
    return "%.1f | %.1f | %.1f | %.1f"
        .formatted(
            micros.getValueAtPercentile(50) / 1e3,
            micros.getValueAtPercentile(99) / 1e3,
            micros.getValueAtPercentile(99.9) / 1e3,
            micros.getMaxValue() / 1e3);
  }
}
