// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tanliu.app.http.CallerLimits;
import io.tanliu.app.http.HttpGuard;
import io.tanliu.app.http.HttpSettings;
import io.tanliu.app.report.ReportKeys;
import io.tanliu.gateway.Gateway;
import io.tanliu.gateway.GatewayHealth;
import io.tanliu.gateway.GatewaySettings;
import io.tanliu.notifier.Notifier;
import io.tanliu.notifier.NotifierHealth;
import io.tanliu.notifier.NotifierSettings;
import io.tanliu.query.Query;
import io.tanliu.query.QueryHealth;
import io.tanliu.query.QuerySettings;
import io.tanliu.reference.Seeds;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of one process behind one HTTP port, wired by hand. */
final class Platform implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Platform.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, Supplier<PartHealth>> parts = new LinkedHashMap<>();
  private final PlatformSettings settings;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Javalin server;
  private Gateway gateway;
  private LedgerPart ledger;
  private List<StreamsPart> beside = List.of();
  private Query query;
  private Notifier notifier;
  private final AccessPart access;
  private InstanceKey instanceKey;

  Platform(PlatformSettings settings, Seeds seeds) {
    this.settings = settings;
    this.access = new AccessPart(settings.clients());
    parts.put("access", access::health);
    Set<Role> roles = settings.roles();
    if (roles.contains(Role.GATEWAY)) {
      gateway =
          new Gateway(
              gatewaySettings(settings.clients()),
              settings.clients(),
              seeds,
              metrics,
              Clock.systemUTC(),
              access.trail());
      parts.put("gateway", () -> of(gateway.health()));
    }
    if (roles.contains(Role.STREAMS)) {
      ledger =
          new LedgerPart(
              settings.ledger(),
              settings.clients(),
              settings.stateDirectory().resolve("ledger"),
              settings.threads(),
              seeds,
              metrics);
      parts.put("streams", ledger::health);
      beside = StreamsParts.of(settings.clients(), settings.stateDirectory(), seeds);
      beside.forEach(part -> parts.put(part.name(), part::health));
    }
    if (roles.contains(Role.QUERY)) {
      query =
          new Query(
              QuerySettings.of(settings.stateDirectory().resolve("query"), settings.clients()),
              settings.clients(),
              seeds,
              metrics);
      ReportKeys.of(settings.clients()).ifPresent(query::sealsWith);
      parts.put("query", () -> of(query.health()));
    }
    if (roles.contains(Role.NOTIFIER)) {
      notifier =
          new Notifier(
              NotifierSettings.of(settings.clients()),
              settings.clients(),
              metrics,
              Clock.systemUTC(),
              new SplittableRandom());
      parts.put("notifier", () -> of(notifier.health()));
    }
    HttpSettings http = HttpSettings.of(settings.host(), settings.port(), settings.clients());
    server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              HttpGuard.apply(config, http, metrics);
              access.install(
                  config.routes, Optional.ofNullable(gateway), Optional.ofNullable(query), seeds);
              new CallerLimits(settings.clients(), metrics).install(config.routes);
              config.routes.get("/health", this::health);
              config.routes.get("/metrics", this::metrics);
              if (gateway != null) {
                gateway.routes(config.routes);
              }
              if (query != null) {
                query.routes(config.routes);
              }
            });
  }

  /** A configured name tells gateways apart that run on the same host. */
  private static GatewaySettings gatewaySettings(Map<String, Object> clients) {
    GatewaySettings defaults = GatewaySettings.defaults();
    Object name = clients.get("gateway.name");
    return name == null ? defaults : defaults.withName(name.toString().strip());
  }

  private static PartHealth of(GatewayHealth health) {
    return new PartHealth(health.up(), health.details());
  }

  private static PartHealth of(NotifierHealth health) {
    return new PartHealth(health.up(), health.details());
  }

  private static PartHealth of(QueryHealth health) {
    return new PartHealth(health.status() == QueryHealth.Status.UP, health.details());
  }

  /** Starts the parts; they come up in the background. */
  void start() {
    access.start();
    server.start();
    if (gateway != null) {
      gateway.start();
    }
    if (ledger != null) {
      ledger.start();
      beside.forEach(StreamsPart::start);
    }
    if (notifier != null) {
      notifier.start();
    }
    if (query != null) {
      String address = settings.advertised().orElse(settings.host() + ":" + port());
      instanceKey = access.instanceKey(address);
      query.callsWith(instanceKey);
      query.start(address);
    }
  }

  /** Port of the HTTP server. */
  int port() {
    return server.port();
  }

  /** Port of the door for devices that speak HJ 212; it must be open. */
  int devicePort() {
    return gateway.devicePort().orElseThrow();
  }

  /** True when every part does its work. */
  boolean up() {
    return parts.values().stream().allMatch(part -> part.get().up());
  }

  /**
   * Waits until every part does its work.
   *
   * @return false when the time is over or the process is stopping
   */
  boolean awaitUp(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (!up()) {
      if (System.nanoTime() > end) {
        return false;
      }
      if (closing.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    if (gateway != null) {
      gateway.publishRegions();
    }
    return true;
  }

  /** Readings that the gateway of this process has accepted. */
  long accepted() {
    return count("tanliu.gateway.readings.accepted");
  }

  /** Readings that the ledger of this process has taken. */
  long taken() {
    return count("tanliu.streams.readings.received");
  }

  private long count(String name) {
    Counter counter = metrics.find(name).counter();
    return counter == null ? 0 : (long) counter.count();
  }

  private void health(Context context) {
    Map<String, Object> found = new LinkedHashMap<>();
    boolean up = true;
    for (Map.Entry<String, Supplier<PartHealth>> part : parts.entrySet()) {
      PartHealth health = part.getValue().get();
      up &= health.up();
      found.put(
          part.getKey(),
          Map.of("status", health.up() ? "UP" : "DOWN", "details", health.details()));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", up ? "UP" : "DOWN");
    answer.put("parts", found);
    context.status(up ? 200 : 503).json(answer);
  }

  private void metrics(Context context) {
    context.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.scrape());
  }

  /** Stops taking, then working, then answering. */
  @Override
  public void close() {
    closing.countDown();
    quietly("server", server::stop);
    quietly("gateway", gateway == null ? () -> {} : gateway::close);
    quietly("notifier", notifier == null ? () -> {} : notifier::close);
    quietly("query", query == null ? () -> {} : query::close);
    beside.forEach(part -> quietly(part.name(), part::close));
    quietly("ledger", ledger == null ? () -> {} : ledger::close);
    quietly("instance key", instanceKey == null ? () -> {} : instanceKey::close);
    quietly("access", access::close);
  }

  /** One part that cannot stop must not keep the others from stopping. */
  private static void quietly(String part, Runnable close) {
    try {
      close.run();
    } catch (RuntimeException e) {
      log.warn("{} did not stop cleanly", part, e);
    }
  }
}
