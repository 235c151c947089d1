// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Target;
import io.tanliu.oracle.OracleBooks;
import io.tanliu.oracle.OracleBooks.Share;
import io.tanliu.oracle.OracleBooks.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Budgets for a story, most of which are passed somewhere in its middle. */
final class Budgets {
  private static final String QUANTITY = "tce";

  private Budgets() {}

  static List<Target> of(Truth truth, Random random) {
    List<Target> targets = new ArrayList<>();
    truth
        .books()
        .forEach(
            (entity, books) ->
                books.windows().stream()
                    .filter(w -> w.granularity().equals("1Y") || w.granularity().equals("1M"))
                    .sorted(Comparator.comparing(Window::granularity).thenComparing(Window::start))
                    .map(w -> target(entity, books, w, random))
                    .forEach(targets::add));
    return targets;
  }

  private static Target target(String entity, OracleBooks books, Window window, Random random) {
    long sum = sum(books, window);
    long limit = Math.max(1, (long) (sum * (0.2 + random.nextDouble())));
    String day = Instant.ofEpochMilli(window.start()).atZone(books.zone()).toLocalDate().toString();
    String period = day.substring(0, window.granularity().equals("1Y") ? 4 : 7);
    return new Target(
        "T" + period,
        entity,
        QUANTITY,
        Period.parse(period).orElseThrow(),
        limit,
        new BigDecimal("0.05"),
        "made up");
  }

  /** The sum that a target limits, as the oracle has it. */
  static long sum(OracleBooks books, Window window) {
    Share share = books.shares(window).get(QUANTITY);
    return share == null ? 0 : share.amount();
  }

  /** Identity of the alert that a passed target must have, firing. */
  static String breach(Target target) {
    return "budget-breach|" + target.entity() + "|" + target.id();
  }

  static boolean passed(Target target, OracleBooks books) {
    long start = target.period().start(books.zone());
    long end = target.period().end(books.zone());
    return sum(books, new Window("period", start, end)) > target.limit();
  }
}
