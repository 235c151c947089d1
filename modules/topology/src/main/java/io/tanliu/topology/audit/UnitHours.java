// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.audit;

import io.tanliu.avro.UnitDefinition;
import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Membership;
import io.tanliu.wire.UnitMapping;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The published hours of a task's units, and to whom each was told. A new figure, or another
 * affiliation, takes back what was told before.
 */
final class UnitHours {
  private static final long HOUR = 3_600_000L;

  private final Membership membership;
  private final long retention;
  private final BiConsumer<String, AuditMessage> tell;
  private KeyValueStore<String, UnitDefinition> definitions;
  private KeyValueStore<Bytes, byte[]> hours;

  /** What was told about one hour: figures to parents, or that the unit moved in the middle. */
  private record Told(boolean moved, List<String> parents, Map<String, Long> amounts) {
    private static final Told NOTHING = new Told(false, List.of(), Map.of());

    private byte[] encode() {
      return AuditBytes.write(
          out -> {
            out.writeBoolean(moved);
            AuditBytes.texts(out, parents);
            AuditBytes.amounts(out, amounts);
          });
    }

    private static Told decode(byte[] bytes) {
      return bytes == null
          ? NOTHING
          : AuditBytes.read(
              bytes,
              in -> new Told(in.readBoolean(), AuditBytes.texts(in), AuditBytes.amounts(in)));
    }
  }

  /**
   * @param retention hours that are older than that behind a unit's newest are forgotten,
   *     milliseconds
   * @param tell takes what is told to an entity
   */
  UnitHours(Membership membership, long retention, BiConsumer<String, AuditMessage> tell) {
    this.membership = membership;
    this.retention = retention;
    this.tell = tell;
  }

  void init(KeyValueStore<String, UnitDefinition> units, KeyValueStore<Bytes, byte[]> rows) {
    definitions = units;
    hours = rows;
  }

  /** A unit has published an hour, or deleted it when there are no amounts. */
  void published(String unit, long hour, Map<String, Long> amounts) {
    long newest = newest(unit);
    if (hour < newest - retention) {
      return;
    }
    change(unit, hour, amounts);
    if (hour > newest) {
      forget(unit, hour - retention);
    }
  }

  private long newest(String unit) {
    try (KeyValueIterator<Bytes, byte[]> rows =
        hours.reverseRange(AuditKeys.row(unit, 0), AuditKeys.row(unit, Long.MAX_VALUE))) {
      return rows.hasNext() ? AuditKeys.hour(rows.peekNextKey()) : Long.MIN_VALUE / 2;
    }
  }

  private void forget(String unit, long before) {
    List<Bytes> old = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows =
        hours.range(AuditKeys.row(unit, 0), AuditKeys.row(unit, before - 1))) {
      rows.forEachRemaining(row -> old.add(row.key));
    }
    old.forEach(hours::delete);
  }

  /** A unit was registered, or belongs elsewhere: every hour is told anew where that matters. */
  void defined(UnitDefinition definition) {
    String unit = definition.getId();
    definitions.put(unit, definition);
    List<Long> stored = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows =
        hours.range(AuditKeys.row(unit, 0), AuditKeys.row(unit, Long.MAX_VALUE))) {
      rows.forEachRemaining(row -> stored.add(AuditKeys.hour(row.key)));
    }
    for (long hour : stored) {
      change(unit, hour, Told.decode(hours.get(AuditKeys.row(unit, hour))).amounts());
    }
  }

  private void change(String unit, long hour, Map<String, Long> amounts) {
    Bytes key = AuditKeys.row(unit, hour);
    Told before = Told.decode(hours.get(key));
    Told after = now(unit, hour, amounts);
    hours.put(key, after.encode());
    Set<String> concerned = new LinkedHashSet<>(before.parents());
    concerned.addAll(after.parents());
    for (String parent : concerned) {
      TreeMap<String, Long> change = new TreeMap<>();
      long unjudged = add(before, parent, -1, change) + add(after, parent, 1, change);
      change.values().removeIf(amount -> amount == 0);
      if (unjudged != 0 || !change.isEmpty()) {
        tell.accept(parent, new AuditMessage(AuditMessage.Kind.SUM, hour, unjudged, change));
      }
    }
  }

  private static long add(Told told, String parent, int sign, Map<String, Long> change) {
    if (!told.parents().contains(parent)) {
      return 0;
    }
    if (told.moved()) {
      return sign;
    }
    told.amounts().forEach((name, amount) -> change.merge(name, sign * amount, Math::addExact));
    return 0;
  }

  private Told now(String unit, long hour, Map<String, Long> amounts) {
    Optional<EnergyUnit> known =
        Optional.ofNullable(definitions.get(unit)).map(UnitMapping::fromAvro);
    if (known.isEmpty()) {
      return new Told(false, List.of(), amounts);
    }
    Affiliation first = known.get().affiliation(hour);
    Affiliation last = known.get().affiliation(hour + HOUR - 1);
    boolean middle =
        known.get().earlierAffiliations().stream()
            .anyMatch(e -> e.until() > hour && e.until() < hour + HOUR);
    Set<String> parents = new LinkedHashSet<>(parents(first));
    if (middle) {
      parents.addAll(parents(last));
      known.get().earlierAffiliations().stream()
          .filter(e -> e.until() > hour && e.until() < hour + HOUR)
          .forEach(e -> parents.addAll(parents(e.affiliation())));
    }
    return new Told(middle, List.copyOf(parents), amounts);
  }

  private List<String> parents(Affiliation affiliation) {
    return membership.parents(affiliation.region(), affiliation.industry());
  }
}
