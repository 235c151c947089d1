// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What open pages ask, in the shares in which they do: five hundred of them ask for the overview
 * every five seconds, for lamps every fifteen, compare their alerts once a minute; the rest is
 * people who look at something.
 */
final class PageMix {
  /**
   * One kind of request.
   *
   * @param weight how many of a thousand requests
   * @param path of the next one
   */
  record Kind(String name, int weight, Supplier<String> path) {}

  /** One request. */
  record Asked(String kind, String path) {}

  private final Random random = new Random(36);
  private final PageWorld world;
  private final List<String> alerts;
  private final List<String> cities = PageWorld.cities();
  private final List<Kind> kinds = new ArrayList<>();

  /**
   * @param alerts ids of alerts that people look at
   */
  PageMix(PageWorld world, List<String> alerts) {
    this.world = world;
    this.alerts = alerts;
    String year = Integer.toString(java.time.LocalDate.now(PageWorld.zone()).getYear());
    add("overview", 420, () -> "/api/v1/overview?quantity=tce");
    add("overview of a city", 30, () -> "/api/v1/overview?quantity=co2e&region=" + city());
    add("lamps", 100, () -> "/api/v1/lamps?period=" + year + "&entity=" + place());
    add(
        "lamps below",
        100,
        () -> "/api/v1/lamps?children=true&limit=500&entity=360000&period=" + year);
    add("windows, quarter hours", 40, () -> windows("15m"));
    add("windows, hours", 40, () -> windows("1h"));
    add("windows, days", 50, () -> windows("1d"));
    add("alerts, compared", 42, () -> "/api/v1/alerts?state=open&limit=1");
    add("alerts, 200", 30, () -> "/api/v1/alerts?state=open&limit=200");
    add("alerts, all open", 5, () -> "/api/v1/alerts?state=open&limit=10000");
    add("alert", 20, () -> "/api/v1/alerts/" + alert());
    add("alert's history", 20, () -> "/api/v1/alerts/" + alert() + "/history?limit=100");
    add("views", 20, () -> "/api/v1/entities/" + unit() + "/views/" + one("classes", "ranks"));
    add("stations", 15, () -> "/api/v1/stations?limit=10000");
    add("air", 15, this::air);
    add("intensity", 15, () -> "/api/v1/intensity?period=" + year + "&entity=" + place());
    add("shares", 10, () -> "/api/v1/shares?entity=" + place());
    add("forecasts", 10, () -> "/api/v1/forecasts?entity=" + unit());
    add("targets", 8, () -> "/api/v1/targets?entity=" + unit());
    add("quality", 10, () -> "/api/v1/units/" + unit() + "/quality");
  }

  private void add(String name, int weight, Supplier<String> path) {
    kinds.add(new Kind(name, weight, path));
  }

  /** Names of all kinds, in their order. */
  List<String> names() {
    return kinds.stream().map(Kind::name).toList();
  }

  /** The next request; the same ones in every run. */
  Asked next() {
    int drawn = random.nextInt(kinds.stream().mapToInt(Kind::weight).sum());
    for (Kind kind : kinds) {
      drawn -= kind.weight();
      if (drawn < 0) {
        return new Asked(kind.name(), kind.path().get());
      }
    }
    throw new IllegalStateException("weights");
  }

  private String windows(String granularity) {
    return "/api/v1/entities/" + place() + "/windows?quantity=tce&granularity=" + granularity;
  }

  private String air() {
    return "/api/v1/regions/" + city() + "/air";
  }

  private String place() {
    return random.nextInt(3) == 0 ? city() : unit();
  }

  private String city() {
    return cities.get(random.nextInt(cities.size()));
  }

  private String unit() {
    return world.id(random.nextInt(world.units()));
  }

  private String alert() {
    return URLEncoder.encode(alerts.get(random.nextInt(alerts.size())), StandardCharsets.UTF_8);
  }

  private String one(String... names) {
    return names[random.nextInt(names.length)];
  }
}
