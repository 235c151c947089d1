// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import java.util.HashMap;
import java.util.Map;

/**
 * A load of the page.
 *
 * @param clients of the stream of alerts
 * @param rate requests a second
 * @param readings readings a second
 * @param changes notes on alerts a second, each of which is a change of an alert
 * @param minutes how long it is measured; with {@code seconds} beside
 * @param seconds see {@code minutes}
 * @param warm seconds of the same load before
 * @param units number of units
 * @param points points per unit
 * @param alerts alerts that are open, about
 * @param history hours of quarter hours before
 * @param gateway true when readings come over HTTP, false when frames come to the topic
 * @param heap megabytes of heap of the system
 */
record PageSettings(
    int clients,
    int rate,
    int readings,
    int changes,
    int minutes,
    int seconds,
    int warm,
    int units,
    int points,
    int alerts,
    int history,
    boolean gateway,
    int heap) {

  static PageSettings of(String[] args) {
    Map<String, Integer> byDefault = new HashMap<>();
    byDefault.put("clients", 500);
    byDefault.put("rate", 200);
    byDefault.put("readings", 20_000);
    byDefault.put("changes", 10);
    byDefault.put("minutes", 5);
    byDefault.put("seconds", 0);
    byDefault.put("warm", 60);
    byDefault.put("units", 2_000);
    byDefault.put("points", 100);
    byDefault.put("alerts", 10_000);
    byDefault.put("history", 24);
    byDefault.put("gateway", 0);
    byDefault.put("heap", 4_096);
    Map<String, Integer> given = Main.numbers(args, byDefault);
    return new PageSettings(
        given.get("clients"),
        given.get("rate"),
        given.get("readings"),
        given.get("changes"),
        given.get("minutes"),
        given.get("seconds"),
        given.get("warm"),
        given.get("units"),
        given.get("points"),
        given.get("alerts"),
        given.get("history"),
        given.get("gateway") != 0,
        given.get("heap"));
  }

  int measuredSeconds() {
    return 60 * minutes + seconds;
  }

  PageWorld world() {
    // A budget that is broken at once has two alerts: broken, and ahead of its schedule.
    return new PageWorld(units, points, units * points / readings, alerts / 2);
  }
}
