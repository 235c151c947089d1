// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tanliu.access.AccessException;
import io.tanliu.access.Caller;
import io.tanliu.access.http.HttpGate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one known caller may do: requests a second, with twice as many at once, and readings a day,
 * with the day's all at once and evenly given back. Who is not known is limited by address.
 *
 * <p>A push is judged by what is left before it, because only afterwards it is known how much it
 * was; so the last one may go beyond.
 */
public final class CallerLimits {
  /** Attribute of a request: how many readings it turned out to send, a {@link Long}. */
  public static final String READINGS = "tanliu.readings";

  private static final String REQUESTS_SETTING = "limit.requests.per.second";
  private static final String READINGS_SETTING = "limit.readings.per.day";

  private final Map<String, Object> config;
  private final Map<Long, Allowances> requests = new ConcurrentHashMap<>();
  private final Map<Long, Allowances> readings = new ConcurrentHashMap<>();
  private final Counter tooMany;
  private final Counter overQuota;

  /**
   * @param config {@code limit.requests.per.second} and {@code limit.readings.per.day}, 0 for none,
   *     and either with {@code .ID} behind it for the caller of this id
   */
  public CallerLimits(Map<String, Object> config, MeterRegistry registry) {
    this.config = Map.copyOf(config);
    this.tooMany = counter(registry, "requests");
    this.overQuota = counter(registry, "readings");
  }

  private static Counter counter(MeterRegistry registry, String of) {
    return Counter.builder("tanliu.http.limited")
        .description("Requests of known callers refused by their limits")
        .tag("limit", of)
        .register(registry);
  }

  /** Stands behind the gate, which knows who calls, and before all routes. */
  public void install(RoutesConfig routes) {
    routes.beforeMatched(this::before);
    routes.afterMatched(this::after);
  }

  private void before(Context ctx) {
    Caller caller = HttpGate.caller(ctx);
    // Instances ask one another as often as they are asked themselves.
    boolean ours = ctx.path().startsWith("/internal/");
    if (ours || caller.equals(Caller.NOBODY) || caller.equals(Caller.ANYBODY)) {
      return;
    }
    long perSecond = limit(REQUESTS_SETTING, caller, 500);
    long wait = perSecond == 0 ? 0 : perSecond(perSecond).take(caller.id());
    if (wait > 0) {
      tooMany.increment();
      throw refuse(ctx, wait, "at most " + perSecond + " requests a second");
    }
    long perDay = limit(READINGS_SETTING, caller, 0);
    wait = perDay == 0 || !sends(ctx) ? 0 : perDay(perDay).missing(caller.id());
    if (wait > 0) {
      overQuota.increment();
      throw refuse(ctx, wait, "at most " + perDay + " readings a day");
    }
  }

  private void after(Context ctx) {
    Long sent = ctx.attribute(READINGS);
    if (sent != null) {
      Caller caller = HttpGate.caller(ctx);
      long perDay = limit(READINGS_SETTING, caller, 0);
      if (perDay > 0 && sent > 0) {
        perDay(perDay).charge(caller.id(), sent);
      }
    }
  }

  private static boolean sends(Context ctx) {
    return ctx.req().getMethod().equals("POST") && ctx.path().endsWith("/readings");
  }

  private static AccessException refuse(Context ctx, long wait, String limit) {
    ctx.header("Retry-After", Long.toString(wait));
    return new AccessException(AccessException.Code.TOO_MANY_REQUESTS, "limit", limit);
  }

  private Allowances perSecond(long limit) {
    return requests.computeIfAbsent(
        limit, each -> new Allowances(2 * each, each, Duration.ofSeconds(1)));
  }

  private Allowances perDay(long limit) {
    return readings.computeIfAbsent(limit, each -> new Allowances(each, each, Duration.ofDays(1)));
  }

  /** As many different limits as the configuration names, so the maps are bounded by it. */
  private long limit(String name, Caller caller, long usual) {
    Object own = config.get(name + "." + caller.id());
    Object value = own == null ? config.get(name) : own;
    return value == null ? usual : Math.max(0, Long.parseLong(value.toString().strip()));
  }
}
