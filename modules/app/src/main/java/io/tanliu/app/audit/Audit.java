// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.audit;

import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.time.Granularity;
import io.tanliu.domain.unit.Membership;
import io.tanliu.oracle.OracleBooks;
import io.tanliu.oracle.OracleBooks.Share;
import io.tanliu.oracle.OracleBooks.Window;
import io.tanliu.topology.LedgerSettings;
import io.tanliu.wire.FactorMapping;
import io.tanliu.wire.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Recomputes windows from the frames with the independent oracle and compares them to the newest
 * published ones. In a running system some windows are still to be published, or change while they
 * are read: a difference counts when it is found again, unchanged, some seconds later.
 */
public final class Audit {
  /** Differences that are held; more are only counted. */
  private static final int MOST = 10_000;

  private final RecordScan scan;
  private final Membership membership;
  private final FactorBook factors;
  private final AuditRequest request;

  /**
   * @param clients configuration of Kafka clients and registry
   */
  public Audit(
      Map<String, Object> clients,
      Membership membership,
      FactorBook factors,
      AuditRequest request) {
    this.scan = new RecordScan(clients);
    this.membership = membership;
    this.factors = factors;
    this.request = request;
  }

  /**
   * What an audit found.
   *
   * @param differences confirmed, at most 10 000
   * @param more differences beyond these
   * @param moving differences that changed with every look: windows that were being updated
   * @param units number of units
   * @param entities number of regions and industries above them
   * @param windows number of windows compared
   * @param accounts readings accepted, duplicate, corrected and rejected in all frames of the units
   * @param unreadable records that could not be decoded
   */
  public record Result(
      List<Difference> differences,
      long more,
      long moving,
      int units,
      int entities,
      long windows,
      List<Long> accounts,
      long unreadable) {}

  private static final class Pass {
    final Set<Difference> differences = new LinkedHashSet<>();
    long more;
    long windows;
    int units;
    int entities;
    List<Long> accounts = List.of();
    long unreadable;

    void found(Difference difference) {
      if (differences.size() < MOST) {
        differences.add(difference);
      } else {
        more++;
      }
    }
  }

  /**
   * Runs the audit.
   *
   * @param settle time after which a difference must be found again
   * @param patience how long windows that keep changing are looked at again
   * @throws IllegalArgumentException when there is nothing to audit
   */
  public Result run(Duration settle, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    Pass last = pass();
    while (true) {
      if (last.differences.isEmpty()) {
        return result(last, Set.of());
      }
      TimeUnit.MILLISECONDS.sleep(settle.toMillis());
      Pass next = pass();
      Set<Difference> confirmed = new LinkedHashSet<>(next.differences);
      confirmed.retainAll(last.differences);
      boolean moving = confirmed.size() < next.differences.size();
      if (!moving || System.nanoTime() > deadline) {
        return result(next, confirmed);
      }
      last = next;
    }
  }

  private static Result result(Pass pass, Set<Difference> confirmed) {
    return new Result(
        List.copyOf(confirmed),
        confirmed.isEmpty() ? 0 : pass.more,
        pass.differences.size() - confirmed.size(),
        pass.units,
        pass.entities,
        pass.windows,
        pass.accounts,
        pass.unreadable);
  }

  private Pass pass() {
    Pass pass = new Pass();
    long unreadableBefore = scan.unreadable();
    AuditedUnits units = new AuditedUnits(scan, membership, request);
    Recomputed recomputed = new Recomputed(scan, request, inForce());
    PublishedWindows published = new PublishedWindows(scan, units, request);
    recomputed.each(units, (entity, books) -> compare(entity, books, published, pass));
    pass.units = units.size();
    pass.entities = units.entities().size();
    pass.accounts = recomputed.accounts();
    pass.unreadable = scan.unreadable() - unreadableBefore;
    return pass;
  }

  /** The packaged factors with those of the topic, as the ledger takes them. */
  private FactorBook inForce() {
    Map<String, DatedFactor> dated = new TreeMap<>();
    scan.read(
        Topics.REF_FACTOR,
        key -> true,
        (key, value) -> {
          dated.remove(key);
          DatedFactor factor = value == null ? null : FactorMapping.fromAvro(value);
          if (factor != null && FactorMapping.key(factor).equals(key)) {
            dated.put(key, factor);
          }
        });
    return factors.with(dated.values());
  }

  private static void compare(
      String entity, OracleBooks books, PublishedWindows published, Pass pass) {
    Set<Window> windows = new HashSet<>(published.of(entity).keySet());
    for (Window window : books.windows()) {
      Granularity.of(window.granularity())
          .filter(g -> published.wanted(g, window) && stillKept(g, window, books.asOf()))
          .ifPresent(g -> windows.add(window));
    }
    for (Window window : windows) {
      if (published.of(entity).containsKey(window) || !published.retired(entity, window)) {
        compare(entity, window, books.shares(window), published, pass);
      }
    }
  }

  /** Old detail is deleted; where it still stands in the topic it is compared all the same. */
  private static boolean stillKept(Granularity granularity, Window window, long asOf) {
    Duration age =
        switch (granularity) {
          case QUARTER_HOUR -> LedgerSettings.DEFAULT.keepQuarterHours();
          case HOUR -> LedgerSettings.DEFAULT.keepHours();
          default -> null;
        };
    return age == null || window.start() >= asOf - age.toMillis();
  }

  private static void compare(
      String entity,
      Window window,
      Map<String, Share> truth,
      PublishedWindows published,
      Pass pass) {
    Map<String, Share> stated = published.of(entity).getOrDefault(window, Map.of());
    pass.windows++;
    if (stated.equals(truth)) {
      return;
    }
    Set<String> quantities = new TreeSet<>(stated.keySet());
    quantities.addAll(truth.keySet());
    for (String quantity : quantities) {
      Optional<Share> is = Optional.ofNullable(stated.get(quantity));
      Optional<Share> should = Optional.ofNullable(truth.get(quantity));
      if (!is.equals(should)) {
        pass.found(
            new Difference(entity, window.granularity(), window.start(), quantity, is, should));
      }
    }
  }
}
