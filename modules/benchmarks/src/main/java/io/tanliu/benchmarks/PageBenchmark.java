// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.app.LedgerPart;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * What staff and pages ask while the province sends: the demo in a process of its own takes
 * readings, answers requests at a constant rate and tells every change of an alert to all clients
 * of its stream. In the end nothing may be missing, nowhere.
 */
final class PageBenchmark {
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration DRAINED = Duration.ofSeconds(60);
  private static final int LOOKED_AT = 500;

  private final PageSettings settings;
  private final PageWorld world;
  private final DemoProcess demo;
  private final Broker broker;
  private final Vitals vitals;
  private final Set<String> noted = ConcurrentHashMap.newKeySet();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private long beforeTheRun;

  private PageBenchmark(PageSettings settings, DemoProcess demo, Admin admin) {
    this.settings = settings;
    this.world = settings.world();
    this.demo = demo;
    this.broker = new Broker(admin);
    this.vitals = new Vitals(demo.pid());
  }

  /**
   * Measures and prints.
   *
   * @return whether everything came where it should
   */
  static boolean run(PageSettings settings, Path directory) throws Exception {
    System.out.println(settings);
    try (DemoProcess demo = new DemoProcess(directory, settings.heap());
        Admin admin =
            Admin.create(
                Map.of(
                    "bootstrap.servers",
                    demo.bootstrap(),
                    "default.api.timeout.ms",
                    (int) LONGEST.toMillis()))) {
      return new PageBenchmark(settings, demo, admin).run();
    }
  }

  private boolean run() throws Exception {
    List<String> alerts = prepare();
    PageMix mix = new PageMix(world, alerts);
    try (AlertLog log = new AlertLog(demo.clients());
        SseFleet fleet = new SseFleet(demo.url(), settings.clients());
        PageReadings readings = new PageReadings(world, demo, settings.gateway());
        PageRequests requests = new PageRequests(demo.url(), mix)) {
      fleet.awaitGreeted(60);
      return measure(alerts, log, fleet, readings, requests);
    }
  }

  /** Registers, loads what was before, and waits until the alerts are there and all is quiet. */
  private List<String> prepare() throws Exception {
    long began = System.nanoTime();
    for (String document : world.documents(YearMonth.now(PageWorld.zone()))) {
      demo.register(document);
    }
    try (PageReadings before = new PageReadings(world, demo, false)) {
      before.history(settings.history());
      broker.awaitLagZero(LedgerPart.APPLICATION_ID, LONGEST);
      awaitAccounted(before.taken());
      beforeTheRun = before.taken();
    }
    int open = 0;
    int same = 0;
    while (same < 5) {
      int now = demo.get("/api/v1/alerts?state=open&limit=1").get("total").asInt();
      same = now == open && now >= settings.alerts() ? same + 1 : 0;
      open = now;
      if (since(began) > LONGEST.toSeconds()) {
        throw new IllegalStateException(open + " open alerts");
      }
      TimeUnit.SECONDS.sleep(2);
    }
    List<String> ids = new ArrayList<>();
    for (JsonNode alert : demo.get("/api/v1/alerts?state=open&limit=" + LOOKED_AT).get("alerts")) {
      ids.add(alert.get("alertId").asText());
    }
    System.out.printf(
        "prepared in %.0f s: %d units, %d points, %d open alerts, %d readings before%n",
        since(began), world.units(), world.units() * world.points(), open, beforeTheRun);
    return ids;
  }

  private boolean measure(
      List<String> alerts,
      AlertLog log,
      SseFleet fleet,
      PageReadings readings,
      PageRequests requests)
      throws Exception {
    readings.start(settings.readings());
    requests.start(settings.rate());
    double seconds;
    double cpu;
    long taken;
    long countedFrom;
    long behind;
    long most;
    long events;
    Pace notes =
        new Pace(
            "notes",
            settings.changes(),
            (number, due) -> note(alerts.get((int) (number % alerts.size())), number));
    try {
      TimeUnit.SECONDS.sleep(settings.warm());
      requests.count();
      countedFrom = System.nanoTime();
      cpu = demo.cpuSeconds();
      taken = readings.taken();
      events = fleet.events();
      most = 0;
      for (int second = 0; second < settings.measuredSeconds(); second++) {
        TimeUnit.SECONDS.sleep(1);
        most = Math.max(most, vitals.residentMegabytes());
      }
      seconds = since(countedFrom);
      cpu = demo.cpuSeconds() - cpu;
      taken = readings.taken() - taken;
      events = fleet.events() - events;
      behind = broker.behind(LedgerPart.APPLICATION_ID);
    } finally {
      notes.close();
    }
    requests.close();
    readings.close();
    long stopped = System.nanoTime();
    broker.awaitLagZero(LedgerPart.APPLICATION_ID, LONGEST);
    double caughtUp = since(stopped);
    JsonNode account = awaitAccounted(beforeTheRun + readings.taken());
    awaitTold(log, fleet);
    log.close();
    SseFleet.Result told = fleet.result(log.seen(), countedFrom);
    requests.print();
    requests
        .errors()
        .forEach((what, count) -> System.out.println("error: " + what + " × " + count));
    System.out.printf(
        "%.0f requests/s, %.0f readings/s%s, %.1f changes of alerts/s to %d clients%n",
        requests.answers() / seconds,
        taken / seconds,
        settings.gateway() ? " over HTTP" : " to the topic",
        events / seconds / Math.max(1, told.clients()),
        told.clients());
    System.out.println("| | p50 ms | p99 ms | p99.9 ms | max ms |");
    System.out.println("|---|---|---|---|---|");
    System.out.printf(
        "| from the topic to a client | %s |%n", PageRequests.millis(told.fromTopic()));
    memory(most, cpu / seconds);
    boolean right = verdict(readings, requests, log, told, account);
    System.out.printf(
        "ledger: %d frames behind at the end of the load, none after %.1f s%n", behind, caughtUp);
    return right;
  }

  private void memory(long most, double cores) throws Exception {
    long threads = vitals.threads();
    long heap = vitals.heapMegabytes();
    vitals.collect();
    System.out.printf(
        "system: %.2f cores, %d MB resident at most, heap of %d MB: %d MB used, %d MB after a"
            + " collection, %d threads%n",
        cores, most, settings.heap(), heap, vitals.heapMegabytes(), threads);
  }

  private boolean verdict(
      PageReadings readings,
      PageRequests requests,
      AlertLog log,
      SseFleet.Result told,
      JsonNode account) {
    long sent = beforeTheRun + readings.taken();
    long received = account.get("received").asLong();
    long sum =
        account.get("accepted").asLong()
            + account.get("duplicate").asLong()
            + account.get("corrected").asLong()
            + account.get("rejected").asLong();
    System.out.printf(
        "readings: %d acknowledged, %d refused; accounted: %s%n",
        sent, readings.refused(), account);
    long unseen = noted.stream().filter(id -> !log.commands().contains(id)).count();
    System.out.printf(
        "notes: %d answered, %d of them in no alert, %d refused%n",
        noted.size(), unseen, refused.size());
    System.out.printf(
        "stream: %d changes, %d events to %d clients; missing %d, twice %d, out of order %d, cut off"
            + " %d, reset %d%n",
        told.changes(),
        told.events(),
        told.clients(),
        told.missing(),
        told.doubled(),
        told.outOfOrder(),
        told.ended(),
        told.resets());
    return received == sent
        && sum == received
        && readings.refused() == 0
        && unseen == 0
        && refused.isEmpty()
        && told.right()
        && requests.errors().isEmpty();
  }

  /** A note is a change of its alert, and of nothing else. */
  private void note(String alert, long number) {
    String path = "/api/v1/alerts/" + URLEncoder.encode(alert, StandardCharsets.UTF_8) + "/notes";
    String json = "{\"author\":\"值班员\",\"note\":\"第 %d 次核查\"}".formatted(number);
    var ignored =
        demo.posting(path, json)
            .whenComplete(
                (answer, failure) -> {
                  if (failure != null || answer.statusCode() != 202) {
                    refused.add(number + ": " + (failure == null ? answer.body() : failure));
                  } else {
                    String id = "\"commandId\":\"";
                    int from = answer.body().indexOf(id) + id.length();
                    noted.add(answer.body().substring(from, answer.body().indexOf('"', from)));
                  }
                });
  }

  /** The account of all readings, once as many came as were sent; or what it says in the end. */
  private JsonNode awaitAccounted(long readings) throws Exception {
    long began = System.nanoTime();
    while (true) {
      JsonNode found = demo.get("/api/v1/accounts?kind=total").get("accounts");
      boolean all = !found.isEmpty() && found.get(0).get("received").asLong() >= readings;
      if (all || since(began) > LONGEST.toSeconds()) {
        return found.get(0);
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** Until the topic is quiet for a while and every client has as many events. */
  private void awaitTold(AlertLog log, SseFleet fleet) throws Exception {
    long began = System.nanoTime();
    long quietSince = began;
    int size = log.size();
    while (since(began) < DRAINED.toSeconds()) {
      TimeUnit.MILLISECONDS.sleep(200);
      if (log.size() != size) {
        size = log.size();
        quietSince = System.nanoTime();
      }
      boolean all = fleet.events() >= (long) size * settings.clients();
      if (all && since(quietSince) > 5) {
        return;
      }
    }
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
