// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.avro.ActivityReport;
import io.tanliu.avro.EntityLamps;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.QuotaEntry;
import io.tanliu.avro.UnitDefinition;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.assess.DailySeries;
import io.tanliu.domain.assess.DailySeries.Day;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Membership;
import io.tanliu.wire.QuotaMapping;
import io.tanliu.wire.ReportMapping;
import io.tanliu.wire.UnitMapping;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the views keep of the units of a task. Keys begin with the unit's id and {@code |}. */
final class UnitStores {
  static final String DAYS = "views-days";
  static final String HEADS = "views-heads";
  static final String RUNNING = "views-running";
  static final String UNITS = "views-units";
  static final String REPORTS = "views-reports";
  static final String QUOTAS = "views-quotas";
  static final String LAMPS = "views-unit-lamps";

  private static final Logger log = LoggerFactory.getLogger(UnitStores.class);
  private static final int MONTHS = 121;

  private final Membership membership;
  private final Set<String> quantities;
  private final KeyValueStore<String, byte[]> days;
  private final KeyValueStore<String, Long> heads;
  private final KeyValueStore<String, byte[]> running;
  private final KeyValueStore<String, UnitDefinition> units;
  private final KeyValueStore<String, ActivityReport> reports;
  private final KeyValueStore<String, QuotaEntry> quotas;
  private final KeyValueStore<String, EntityLamps> lamps;

  /**
   * @param quantities that are kept of each day
   * @param store the task's stores by name
   */
  @SuppressWarnings("unchecked")
  UnitStores(Membership membership, Set<String> quantities, Function<String, ?> store) {
    this.membership = membership;
    this.quantities = quantities;
    days = (KeyValueStore<String, byte[]>) store.apply(DAYS);
    heads = (KeyValueStore<String, Long>) store.apply(HEADS);
    running = (KeyValueStore<String, byte[]>) store.apply(RUNNING);
    units = (KeyValueStore<String, UnitDefinition>) store.apply(UNITS);
    reports = (KeyValueStore<String, ActivityReport>) store.apply(REPORTS);
    quotas = (KeyValueStore<String, QuotaEntry>) store.apply(QUOTAS);
    lamps = (KeyValueStore<String, EntityLamps>) store.apply(LAMPS);
  }

  /** Takes a day. True when a complete day changed, or another one became complete. */
  boolean day(String unit, EntityWindow window) {
    ZoneId zone = ZoneId.of(window.getZone());
    LocalDate day = window.getStart().atZone(zone).toLocalDate();
    long reached = window.getAsOf().atZone(zone).toLocalDate().toEpochDay();
    Long head = heads.get(unit);
    boolean advanced = head == null || reached > head;
    if (advanced) {
      complete(unit);
      heads.put(unit, reached);
      forget(unit, YearMonth.from(LocalDate.ofEpochDay(reached)).minusMonths(MONTHS));
    }
    if (day.toEpochDay() == (advanced ? reached : head)) {
      running.put(unit, running(day, amounts(window)));
      return advanced;
    }
    return put(unit, day, amounts(window)) || advanced;
  }

  /**
   * The running day counts for nothing yet and comes again and again: it stands by itself, so that
   * a month is read and written only when one of its days is complete.
   */
  private static byte[] running(LocalDate day, Map<String, Day> amounts) {
    MonthRow alone = new MonthRow();
    alone.put(day.getDayOfMonth(), amounts);
    byte[] row = alone.encode();
    return ByteBuffer.allocate(Long.BYTES + row.length).putLong(day.toEpochDay()).put(row).array();
  }

  /** The day that ran until now takes its place in its month. */
  private void complete(String unit) {
    byte[] bytes = running.delete(unit);
    if (bytes != null) {
      LocalDate day = LocalDate.ofEpochDay(ByteBuffer.wrap(bytes).getLong());
      MonthRow alone = MonthRow.decode(Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
      put(unit, day, alone.day(day.getDayOfMonth()));
    }
  }

  private boolean put(String unit, LocalDate day, Map<String, Day> amounts) {
    String key = unit + "|" + YearMonth.from(day);
    MonthRow row = MonthRow.decode(days.get(key));
    boolean changed = row.put(day.getDayOfMonth(), amounts);
    if (changed) {
      days.put(key, row.encode());
    }
    return changed;
  }

  private Map<String, Day> amounts(EntityWindow window) {
    Map<String, Day> amounts = new HashMap<>();
    for (Map.Entry<String, WindowAmount> amount : window.getAmounts().entrySet()) {
      if (quantities.contains(amount.getKey())) {
        WindowAmount value = amount.getValue();
        amounts.put(amount.getKey(), new Day(value.getAmount(), value.getCoverage()));
      }
    }
    return amounts;
  }

  private void forget(String unit, YearMonth last) {
    List<String> old = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> rows = days.range(unit + "|", unit + "|" + last)) {
      rows.forEachRemaining(row -> old.add(row.key));
    }
    old.forEach(days::delete);
  }

  void define(String unit, UnitDefinition definition) {
    units.put(unit, definition);
  }

  void lamps(String key, EntityLamps shown) {
    lamps.put(key, shown);
  }

  void report(String key, ActivityReport report) {
    reports.put(key, report);
  }

  /** Takes an entry; answers the one it replaces. */
  Optional<QuotaEntry> quota(String key, QuotaEntry entry) {
    Optional<QuotaEntry> before = Optional.ofNullable(quotas.get(key));
    quotas.put(key, entry);
    return before;
  }

  /** Units that have sent a day. */
  List<String> units() {
    List<String> units = new ArrayList<>();
    try (KeyValueIterator<String, Long> rows = heads.all()) {
      rows.forEachRemaining(row -> units.add(row.key));
    }
    return units;
  }

  /** What is known of a unit; empty while its definition or its first day is missing. */
  Optional<UnitFacts> facts(String id) {
    Optional<EnergyUnit> unit = readable(units.get(id), UnitMapping::fromAvro);
    Long head = heads.get(id);
    if (unit.isEmpty() || head == null) {
      return Optional.empty();
    }
    LocalDate end = LocalDate.ofEpochDay(head);
    return Optional.of(
        new UnitFacts(
            unit.get(),
            regions(unit.get()),
            end,
            series(id, end),
            all(reports, id, ReportMapping::fromAvro),
            all(quotas, id, QuotaMapping::fromAvro),
            all(lamps, id, Function.identity())));
  }

  private List<String> regions(EnergyUnit unit) {
    return membership.parents(unit.region(), unit.industry()).stream()
        .filter(parent -> !Membership.isIndustry(parent))
        .toList();
  }

  private Map<String, DailySeries> series(String unit, LocalDate end) {
    Map<String, DailySeries.Builder> collected = new HashMap<>();
    try (KeyValueIterator<String, byte[]> rows = days.range(unit + "|", unit + "}")) {
      while (rows.hasNext()) {
        KeyValue<String, byte[]> row = rows.next();
        YearMonth month = YearMonth.parse(row.key.substring(unit.length() + 1));
        MonthRow.collect(row.value, month, end, collected);
      }
    }
    Map<String, DailySeries> series = new HashMap<>();
    collected.forEach((quantity, builder) -> series.put(quantity, builder.build()));
    return series;
  }

  private static <A, V> List<V> all(
      KeyValueStore<String, A> store, String unit, Function<A, V> mapping) {
    List<V> all = new ArrayList<>();
    try (KeyValueIterator<String, A> rows = store.range(unit + "|", unit + "}")) {
      rows.forEachRemaining(row -> readable(row.value, mapping).ifPresent(all::add));
    }
    return all;
  }

  /**
   * A record that means nothing is left: whoever wrote it past the gateway must not stop the rest.
   */
  private static <A, V> Optional<V> readable(A record, Function<A, V> mapping) {
    try {
      return Optional.ofNullable(record).map(mapping);
    } catch (IllegalArgumentException e) {
      log.warn("left out of the views: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
