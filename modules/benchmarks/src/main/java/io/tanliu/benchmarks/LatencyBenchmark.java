// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import io.tanliu.avro.AlertEvent;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * How long an alert takes: from the gateway's answer to a push that breaks a budget until the event
 * can be read from its topic, while other readings flow. Everything on one machine, the demo in a
 * process of its own.
 */
final class LatencyBenchmark {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(10);

  private final DemoProcess demo;
  private final HttpLoad load;
  private final int probes;
  private final int seconds;
  private final Map<String, Long> answered = new ConcurrentHashMap<>();
  private final Map<String, Long> seen = new ConcurrentHashMap<>();

  /**
   * @param demo where it runs
   * @param load what flows meanwhile
   * @param probes alerts to be measured
   * @param seconds over which they are spread, after a warm-up of a third of that
   */
  LatencyBenchmark(DemoProcess demo, HttpLoad load, int probes, int seconds) {
    this.demo = demo;
    this.load = load;
    this.probes = probes;
    this.seconds = seconds;
  }

  /** Measures and prints. */
  void run() throws Exception {
    Instant now = Instant.now();
    register(now);
    load.register();
    Thread watch = new Thread(this::watch, "alert-watch");
    watch.setDaemon(true);
    watch.start();
    load.start();
    TimeUnit.SECONDS.sleep(Math.max(10, seconds / 3));
    long sentBefore = load.accepted();
    long start = System.nanoTime();
    Random random = new Random(1);
    long apart = TimeUnit.SECONDS.toNanos(seconds) / probes;
    for (int i = 0; i < probes; i++) {
      // Anywhere within its slot, so that no rhythm of the pipeline is met.
      long due = start + i * apart + (long) (random.nextDouble() * apart);
      TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
      probe("PROBE-" + i, now);
    }
    double rate = (load.accepted() - sentBefore) * 1e9 / (System.nanoTime() - start);
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!seen.keySet().containsAll(answered.keySet()) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    load.stop();
    print(rate);
  }

  /** Each alert has a unit with a budget of its own. */
  private void register(Instant now) throws Exception {
    String month = now.atZone(java.time.ZoneId.of("Asia/Shanghai")).toLocalDate().toString();
    StringBuilder units = new StringBuilder();
    StringBuilder targets = new StringBuilder();
    for (int i = 0; i < probes; i++) {
      String comma = i == 0 ? "" : ",";
      units.append(
          """
          %s{"id":"PROBE-%d","region":"360102","industry":"3120",
          "points":[{"id":"E1","energy":"electricity","measure":"INTERVAL","unit":"kWh",
          "interval":"15m"}]}"""
              .formatted(comma, i));
      targets.append(
          """
          %s{"id":"B","entity":"PROBE-%d","type":"BUDGET","quantity":"electricity",
          "period":"%s","value":100,"unit":"kWh"}"""
              .formatted(comma, i, month.substring(0, 7)));
    }
    demo.register("{\"units\":[" + units + "],\"targets\":[" + targets + "]}");
  }

  /** One reading that is more than the whole month may be. */
  private void probe(String unit, Instant now) throws Exception {
    long quarter = now.minusSeconds(1800).toEpochMilli() / 900_000 * 900_000;
    HttpResponse<String> answer = demo.push(unit, "point,time,value\nE1," + quarter + ",150\n");
    answered.put(unit, System.nanoTime());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
  }

  private void watch() {
    Map<String, Object> config = new HashMap<>(demo.clients());
    config.put("isolation.level", "read_committed");
    try (KafkaConsumer<String, AlertEvent> consumer =
        new KafkaConsumer<>(
            config,
            new StringDeserializer(),
            ValueSerdes.deserializer(Topics.ALERT_EVENT, config))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.ALERT_EVENT.name()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (true) {
        consumer
            .poll(POLL)
            .forEach(
                record -> {
                  if (record.value().getRule().equals("budget-breach")) {
                    seen.putIfAbsent(record.value().getEntity(), System.nanoTime());
                  }
                });
      }
    }
  }

  private void print(double rate) {
    long[] millis =
        answered.keySet().stream()
            .filter(seen::containsKey)
            .mapToLong(unit -> (seen.get(unit) - answered.get(unit)) / 1_000_000)
            .sorted()
            .toArray();
    System.out.printf("%.0f readings/s flowed, %d alerts%n", rate, millis.length);
    if (millis.length < probes) {
      System.out.printf("%d alerts were not seen within %s%n", probes - millis.length, LONGEST);
    }
    if (millis.length > 0) {
      System.out.println("| | ms from the answer to the event |");
      System.out.println("|---|---|");
      System.out.printf("| median | %d |%n", quantile(millis, 0.5));
      System.out.printf("| 90 %% | %d |%n", quantile(millis, 0.9));
      System.out.printf("| 99 %% | %d |%n", quantile(millis, 0.99));
      System.out.printf("| slowest | %d |%n", millis[millis.length - 1]);
    }
  }

  /** The smallest value that at least this share does not exceed. */
  static long quantile(long[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
  }
}
