// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.quality.LogHead;
import io.tanliu.domain.quality.Silence;
import io.tanliu.domain.quality.UnitArrivals;
import io.tanliu.domain.quality.VeeRules;
import io.tanliu.domain.unit.EnergyUnit;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Who has fallen silent, by the wall clock. Only when something was received last is held in memory
 * for every unit of the task; the decision itself stands in the unit's row, so that a restart tells
 * nothing twice.
 */
final class SilenceDesk {
  private final ArrivalDesk arrivals;
  private final UnitRegister register;
  private final VeeRules rules;
  private final Map<String, Watched> watched = new HashMap<>();
  private LogHead head = new LogHead(0);

  private static final class Watched {
    private long newest;
    private boolean online = true;
    private long heard;
    private long limit = -1;
  }

  SilenceDesk(ArrivalDesk arrivals, UnitRegister register, VeeRules rules) {
    this.arrivals = arrivals;
    this.register = register;
    this.rules = rules;
  }

  /**
   * Begins to watch.
   *
   * @param now wall clock
   */
  void init(long now) {
    head = new LogHead(now);
    watched.clear();
    arrivals.forEach(this::watch);
  }

  private void watch(String unit, UnitArrivals came) {
    Watched entry = watched.computeIfAbsent(unit, u -> new Watched());
    entry.newest = came.account().asOf();
    came.silence()
        .ifPresent(
            s -> {
              entry.online = s.online();
              entry.heard = s.heard();
            });
  }

  /** A frame has been read from the log. */
  void read(long receivedAt, long now) {
    head.read(receivedAt, now);
  }

  /** Something was received from a unit. */
  void heard(String unit, long receivedAt) {
    Watched entry = watched.computeIfAbsent(unit, u -> new Watched());
    entry.newest = Math.max(entry.newest, receivedAt);
  }

  /** A unit has another definition: its limit may have changed. */
  void defined(String unit) {
    Watched entry = watched.get(unit);
    if (entry != null) {
      entry.limit = -1;
    }
  }

  /**
   * Looks at the clock.
   *
   * @param tell takes each unit whose state has changed, with the change
   */
  void look(long now, BiConsumer<EnergyUnit, Change> tell) {
    watched.forEach(
        (unit, entry) -> {
          if (entry.limit < 0) {
            entry.limit = register.unit(unit).map(u -> limit(u).toMillis()).orElse(Long.MAX_VALUE);
          }
          boolean due =
              entry.online ? now - entry.newest > entry.limit : entry.newest > entry.heard;
          if (due) {
            decide(unit, entry, now).ifPresent(c -> tell.accept(c.unit(), c));
          }
        });
  }

  /**
   * A unit that has fallen silent, or was heard of again.
   *
   * @param limit its longest accepted silence
   * @param length how long it was silent, milliseconds
   */
  record Change(EnergyUnit unit, Silence silence, Duration limit, long length) {}

  private Optional<Change> decide(String id, Watched entry, long now) {
    Optional<EnergyUnit> unit = register.unit(id);
    Optional<UnitArrivals> came = arrivals.get(id);
    if (unit.isEmpty() || came.isEmpty() || came.get().silence().isEmpty()) {
      return Optional.empty();
    }
    Silence before = came.get().silence().get();
    Silence after = before.at(entry.newest, entry.limit, now, head.knows(entry.limit, now));
    if (after.equals(before)) {
      return Optional.empty();
    }
    came.get().silence(after);
    arrivals.put(id, came.get());
    entry.online = after.online();
    entry.heard = after.heard();
    long length = after.online() ? after.since() - before.heard() : now - after.heard();
    return Optional.of(new Change(unit.get(), after, limit(unit.get()), length));
  }

  private Duration limit(EnergyUnit unit) {
    return rules.offlineAfter(unit);
  }
}
