// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.avro.NetworkDay;
import io.tanliu.domain.alert.Course;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.station.Completeness;
import io.tanliu.domain.unit.Membership;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Completeness of the networks of provinces and their cities, and stations whose data are missing.
 * A day is over when any station of the network has sent something of a later one, so a silent
 * station is seen by the time of the others.
 */
final class NetworkProcessor implements Processor<String, byte[], String, Out> {
  static final String WORDS = "station-network-words";
  static final String TOLD = "station-network-told";

  private static final Duration TICK = Duration.ofSeconds(1);

  /**
   * How long nothing may have come of days that are over before anybody is called silent, ms.
   * Stations lie in several partitions: behind an outage one is ahead of the others by days.
   */
  private static final long SETTLED = 2_000;

  /** For as long as this nobody is called silent because of that, ms. */
  private static final long LONGEST = 30_000;

  private static final int HOURS = 24;
  private static final int COURSE_DAYS = 14;
  private static final int LISTED = 100;

  private final Membership membership;
  private final Supplier<RuleBook> alertRules;
  private final Map<String, Network> networks = new HashMap<>();
  private final TreeSet<String> changed = new TreeSet<>();
  private final Map<String, Long> movedAt = new HashMap<>();
  private final Map<String, Long> heldSince = new HashMap<>();
  private ProcessorContext<String, Out> context;
  private KeyValueStore<String, byte[]> words;
  private Outlet outlet;
  private StationSignals signals;

  NetworkProcessor(Membership membership, Supplier<RuleBook> alertRules) {
    this.membership = membership;
    this.alertRules = alertRules;
  }

  @Override
  public void init(ProcessorContext<String, Out> processorContext) {
    context = processorContext;
    words = context.getStateStore(WORDS);
    outlet =
        new Outlet(
            new Told(context.getStateStore(TOLD)), this::forward, context::currentSystemTimeMs);
    signals = new StationSignals(alertRules, membership, outlet);
    networks.clear();
    changed.clear();
    movedAt.clear();
    heldSince.clear();
    try (KeyValueIterator<String, byte[]> rows = words.all()) {
      rows.forEachRemaining(
          row -> {
            networks.put(row.key, Network.decode(row.value));
            changed.add(row.key);
          });
    }
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::look);
  }

  private void forward(String key, Out out) {
    context.forward(new Record<>(key, out, context.currentSystemTimeMs()));
  }

  @Override
  public void process(Record<String, byte[]> record) {
    Network network = networks.computeIfAbsent(record.key(), key -> new Network());
    Optional<LocalDate> before = network.newest();
    NetworkWord word = NetworkWord.decode(record.value());
    network.take(word);
    Optional<LocalDate> newest = network.newest();
    boolean over = word.day().isPresent() && !word.day().map(NetworkWord.Day::date).equals(newest);
    if (over || !newest.equals(before)) {
      movedAt.put(record.key(), context.currentSystemTimeMs());
    }
    changed.add(record.key());
    // Cached: written to the log once a commit.
    words.put(record.key(), network.encode());
  }

  private void look(long now) {
    Set<String> unsettled = new TreeSet<>();
    for (String key : changed) {
      Network network = networks.get(key);
      if (network.newest().isEmpty()) {
        continue;
      }
      if (!network.dirty.isEmpty()) {
        tell(network);
        network.dirty.clear();
        words.put(key, network.encode());
      }
      long held = now - heldSince.computeIfAbsent(key, k -> now);
      if (now - movedAt.getOrDefault(key, 0L) < SETTLED && held < LONGEST) {
        unsettled.add(key);
      } else {
        heldSince.remove(key);
        judge(network);
      }
    }
    changed.clear();
    changed.addAll(unsettled);
  }

  private void tell(Network network) {
    long newest = network.newest().orElseThrow().toEpochDay();
    for (long day : network.dirty) {
      Map<String, TreeMap<String, List<String>>> expected = new TreeMap<>();
      network.members.forEach(
          (station, member) -> {
            if (network.counts(station, day)) {
              for (String region : membership.parents(member.region(), "")) {
                expected.computeIfAbsent(region, r -> new TreeMap<>()).put(station, member.gases());
              }
            }
          });
      expected.forEach(
          (region, stations) -> {
            Completeness completeness =
                Completeness.of(stations, network.days.getOrDefault(day, new TreeMap<>()), HOURS);
            String date = LocalDate.ofEpochDay(day).toString();
            // The nation would be told by every province.
            if (!region.equals("100000")) {
              outlet.tell(
                  Topics.STATION_NETWORK,
                  region + "|" + date,
                  newest,
                  (asOf, revision) -> record(region, date, completeness, day >= newest, revision));
            }
          });
    }
  }

  private static NetworkDay record(
      String region, String day, Completeness found, boolean provisional, long revision) {
    return NetworkDay.newBuilder()
        .setRegion(region)
        .setDay(day)
        .setStations(found.stations())
        .setReporting(found.reporting())
        .setValidHours(found.validHours())
        .setExpectedHours(found.expectedHours())
        .setSilent(found.silent().stream().limit(LISTED).toList())
        .setProvisional(provisional)
        .setRevision(revision)
        .build();
  }

  /** Days that are over, station by station: what came of what was expected. */
  private void judge(Network network) {
    long newest = network.newest().orElseThrow().toEpochDay();
    network.members.forEach(
        (station, member) -> {
          Course.Builder course = new Course.Builder();
          boolean any = false;
          for (long day = newest - COURSE_DAYS; day < newest; day++) {
            if (network.counts(station, day)) {
              any = true;
              course.step(end(day, member.zone()), share(network, station, member.gases(), day));
            }
          }
          if (any) {
            signals.judge(
                new StationSignals.Finding(
                    StationSignals.MISSING,
                    new StationSignals.Subject(
                        station, member.name(), member.region(), ZoneId.of(member.zone())),
                    "data",
                    course.build(),
                    "missing"));
          }
        });
  }

  private static long end(long day, String zone) {
    return LocalDate.ofEpochDay(day + 1).atStartOfDay(ZoneId.of(zone)).toInstant().toEpochMilli();
  }

  private static BigDecimal share(Network network, String station, List<String> gases, long day) {
    Completeness of =
        Completeness.of(
            Map.of(station, gases), network.days.getOrDefault(day, new TreeMap<>()), HOURS);
    return BigDecimal.valueOf(of.validHours())
        .divide(BigDecimal.valueOf(Math.max(1, of.expectedHours())), MathContext.DECIMAL64);
  }
}
