// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.avro.TargetDefinition;
import io.tanliu.domain.control.DailyLedger;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.Membership;
import io.tanliu.wire.Keys;
import io.tanliu.wire.QuotaMapping;
import io.tanliu.wire.ReportMapping;
import io.tanliu.wire.TargetMapping;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stored days, years, reports and targets of a task's entities, the busiest also in memory. */
final class EntityStores {
  static final String DAYS = "control-days";
  static final String YEARS = "control-years";
  static final String REPORTS = "control-reports";
  static final String TARGETS = "control-targets";
  static final String QUOTAS = "control-quotas";

  /** Years whose days are kept before the running one: for comparing, and for the shape of it. */
  static final int EARLIER_YEARS = 2;

  private static final Logger log = LoggerFactory.getLogger(EntityStores.class);

  /** Some 50 kB of a unit and 150 kB of a region each. */
  private static final int IN_MEMORY = 600;

  private static final char LAST = '\uffff';

  private final ZoneId defaultZone;
  private final Map<String, List<Target>> packaged;
  private final Map<String, EntityData> known = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<String, Head> heads = new HashMap<>();
  private final Set<String> judged = new TreeSet<>();
  private boolean loaded;
  private KeyValueStore<Bytes, byte[]> days;
  private KeyValueStore<Bytes, byte[]> years;
  private KeyValueStore<String, io.tanliu.avro.ActivityReport> reports;
  private KeyValueStore<String, TargetDefinition> targets;
  private KeyValueStore<String, io.tanliu.avro.QuotaEntry> quotas;

  /** How far an entity is known, without its days. */
  private record Head(ZoneId zone, long asOf, long revision) {}

  /**
   * @param defaultZone zone of an entity of which nothing was published
   * @param packaged targets of the policies that come with the product, by entity
   */
  EntityStores(ZoneId defaultZone, Map<String, List<Target>> packaged) {
    this.defaultZone = defaultZone;
    this.packaged = packaged;
  }

  void init(ProcessorContext<?, ?> context) {
    days = context.getStateStore(DAYS);
    years = context.getStateStore(YEARS);
    reports = context.getStateStore(REPORTS);
    targets = context.getStateStore(TARGETS);
    quotas = context.getStateStore(QUOTAS);
    known.clear();
    heads.clear();
    judged.clear();
    loaded = false;
  }

  /**
   * Takes a unit whose stack is measured among those that are judged: its measured carbon is held
   * against the calculated also without any target. Nothing of this is stored, as the first window
   * after a restart says it again.
   *
   * @return true the first time
   */
  boolean stack(String entity, AmountsRow day) {
    return day.amounts().containsKey(Quantities.CO2E_MEASURED)
        && Membership.isUnit(entity)
        && judged().add(entity);
  }

  /** Entities that have targets, reports or allowances, and units with a measured stack. */
  Set<String> judged() {
    if (!loaded) {
      loaded = true;
      judged.addAll(packaged.keySet());
      try (var all = reports.all()) {
        all.forEachRemaining(entry -> judged.add(Keys.entity(entry.key)));
      }
      try (var all = targets.all()) {
        all.forEachRemaining(entry -> judged.add(Keys.entity(entry.key)));
      }
      try (var all = quotas.all()) {
        all.forEachRemaining(entry -> judged.add(Keys.entity(entry.key)));
      }
    }
    return judged;
  }

  /** True when there is something to judge an entity by. */
  boolean judged(String entity) {
    return judged().contains(entity);
  }

  void day(String entity, LocalDate day, Optional<AmountsRow> row) {
    Bytes key = ControlKeys.row(entity, (int) day.toEpochDay());
    EntityData data = known.get(entity);
    if (row.isEmpty()) {
      days.delete(key);
      if (data != null) {
        data.ledger().forget(day);
        data.changed(day);
      }
      return;
    }
    days.put(key, row.get().encode());
    reached(entity, row.get());
    if (day.getDayOfYear() == 1) {
      forget(entity, day.getYear() - EARLIER_YEARS);
    }
    if (data == null) {
      return;
    }
    if (data.ledger().zone().getId().equals(row.get().zone())) {
      data.take(day, row.get());
    } else {
      known.remove(entity);
    }
  }

  /** Days before a year go; their sums stay. */
  private void forget(String entity, int year) {
    List<Bytes> old = new ArrayList<>();
    int before = (int) LocalDate.of(year, 1, 1).toEpochDay() - 1;
    try (KeyValueIterator<Bytes, byte[]> rows =
        days.range(ControlKeys.row(entity, 0), ControlKeys.row(entity, before))) {
      rows.forEachRemaining(row -> old.add(row.key));
    }
    old.forEach(days::delete);
    if (!old.isEmpty()) {
      known.remove(entity);
    }
  }

  void year(String entity, int year, Optional<AmountsRow> row) {
    Bytes key = ControlKeys.row(entity, year);
    if (row.isPresent()) {
      years.put(key, row.get().encode());
    } else {
      years.delete(key);
    }
    EntityData data = known.get(entity);
    if (data != null) {
      row.ifPresentOrElse(
          r -> data.ledger().year(year, r.amounts()), () -> data.ledger().forgetYear(year));
      data.changed(LocalDate.of(year, 12, 31));
    }
  }

  void quota(String key, io.tanliu.avro.QuotaEntry entry) {
    if (entry == null) {
      quotas.delete(key);
    } else {
      quotas.put(key, entry);
      judged().add(Keys.entity(key));
    }
    known.remove(Keys.entity(key));
  }

  void report(String key, io.tanliu.avro.ActivityReport report) {
    if (report == null) {
      reports.delete(key);
    } else {
      reports.put(key, report);
      judged().add(Keys.entity(key));
    }
    known.remove(Keys.entity(key));
  }

  void target(String key, TargetDefinition target) {
    if (target == null) {
      targets.delete(key);
    } else {
      targets.put(key, target);
      judged().add(Keys.entity(key));
    }
    known.remove(Keys.entity(key));
  }

  private void reached(String entity, AmountsRow row) {
    heads.merge(
        entity,
        new Head(ZoneId.of(row.zone()), row.asOf(), row.revision()),
        (before, now) -> new Head(now.zone(), Math.max(before.asOf(), now.asOf()), now.revision()));
  }

  /** Zone, event time and revision of an entity: enough for what has data of its own. */
  DailyLedger head(String entity) {
    if (!heads.containsKey(entity)) {
      DailyLedger ledger = get(entity).ledger();
      if (ledger.isEmpty()) {
        return ledger;
      }
      heads.put(entity, new Head(ledger.zone(), ledger.asOf(), ledger.revision()));
    }
    Head head = heads.get(entity);
    DailyLedger ledger = new DailyLedger(head.zone());
    ledger.reached(head.asOf());
    ledger.revised(head.revision());
    return ledger;
  }

  /** Everything of an entity. */
  EntityData get(String entity) {
    EntityData found = known.get(entity);
    if (found == null) {
      found = load(entity);
      known.put(entity, found);
      if (known.size() > IN_MEMORY) {
        known.remove(known.keySet().iterator().next());
      }
    }
    return found;
  }

  private EntityData load(String entity) {
    TreeMap<LocalDate, AmountsRow> stored = new TreeMap<>();
    try (KeyValueIterator<Bytes, byte[]> rows =
        days.range(ControlKeys.row(entity, 0), ControlKeys.row(entity, Integer.MAX_VALUE))) {
      while (rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        stored.put(LocalDate.ofEpochDay(ControlKeys.number(row.key)), AmountsRow.decode(row.value));
      }
    }
    ZoneId zone = stored.isEmpty() ? defaultZone : ZoneId.of(stored.lastEntry().getValue().zone());
    EntityData data = new EntityData(entity, new DailyLedger(zone));
    targets(entity, data);
    data.want(data.targets().values().stream().map(Target::quantity).collect(Collectors.toSet()));
    stored.forEach(data::take);
    try (KeyValueIterator<Bytes, byte[]> rows =
        years.range(ControlKeys.row(entity, 0), ControlKeys.row(entity, Integer.MAX_VALUE))) {
      while (rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        data.ledger().year(ControlKeys.number(row.key), AmountsRow.decode(row.value).amounts());
      }
    }
    reports(entity, data);
    quotas(entity, data);
    return data;
  }

  private void quotas(String entity, EntityData data) {
    String from = entity + Keys.SEPARATOR;
    try (var rows = quotas.range(from, from + LAST)) {
      while (rows.hasNext()) {
        KeyValue<String, io.tanliu.avro.QuotaEntry> row = rows.next();
        try {
          data.quotas().put(row.key, QuotaMapping.fromAvro(row.value));
        } catch (IllegalArgumentException e) {
          log.warn("entry {} not taken: {}", row.key, e.getMessage());
        }
      }
    }
  }

  private void reports(String entity, EntityData data) {
    String from = entity + Keys.SEPARATOR;
    try (var rows = reports.range(from, from + LAST)) {
      while (rows.hasNext()) {
        KeyValue<String, io.tanliu.avro.ActivityReport> row = rows.next();
        try {
          ActivityReport report = ReportMapping.fromAvro(row.value);
          data.reports().put(row.key, report);
        } catch (IllegalArgumentException e) {
          log.warn("report {} not taken: {}", row.key, e.getMessage());
        }
      }
    }
  }

  private void targets(String entity, EntityData data) {
    packaged.getOrDefault(entity, List.of()).forEach(t -> data.targets().put(t.id(), t));
    String from = entity + Keys.SEPARATOR;
    try (var rows = targets.range(from, from + LAST)) {
      while (rows.hasNext()) {
        KeyValue<String, TargetDefinition> row = rows.next();
        try {
          Target target = TargetMapping.fromAvro(row.value);
          data.targets().put(target.id(), target);
        } catch (IllegalArgumentException e) {
          log.warn("target {} not taken: {}", row.key, e.getMessage());
        }
      }
    }
  }
}
