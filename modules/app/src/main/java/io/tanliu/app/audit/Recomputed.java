// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.audit;

import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.reading.FrameRules;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingError.Code;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.oracle.Inbox;
import io.tanliu.oracle.Oracle;
import io.tanliu.oracle.OracleBooks;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.RejectionMapping;
import io.tanliu.wire.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Computes windows from the frames, group of units by group of units. Held in memory are the
 * readings of one group that matter to the period or can still be corrected, and the quarter hours
 * of the period of the entities above.
 */
final class Recomputed {
  private static final int FORGET_EVERY = 200;
  private static final long SOURCES = 16 * 86_400_000L;

  /** Codes of refusals that nothing but the record of the refusal explains. */
  private static final Set<String> NOT_TAKEN =
      Set.of(Code.UNKNOWN_UNIT.name(), Code.UNKNOWN_POINT.name(), Code.FORBIDDEN.name());

  private final RecordScan scan;
  private final AuditRequest request;
  private final FactorBook factors;
  private final long[] accounts = new long[4];

  Recomputed(RecordScan scan, AuditRequest request, FactorBook factors) {
    this.scan = scan;
    this.request = request;
    this.factors = factors;
  }

  /** Gives the books of every unit and then those of the entities above. */
  void each(AuditedUnits units, BiConsumer<String, OracleBooks> books) {
    Map<String, OracleBooks> above = new HashMap<>();
    units.entities().forEach(entity -> above.put(entity, new OracleBooks(request.zone())));
    for (List<EnergyUnit> group : units.groups(request.unitsAtOnce())) {
      for (Inbox inbox : inboxes(group)) {
        EnergyUnit unit = inbox.unit();
        Oracle oracle = Oracle.of(inbox, factors).within(spanFrom(unit), spanTo(unit));
        books.accept(unit.id(), OracleBooks.of(oracle));
        units
            .audited(unit)
            .forEach(entity -> above.get(entity).add(oracle, a -> units.counts(a, entity)));
        for (int i = 0; i < accounts.length; i++) {
          accounts[i] += inbox.accounts().get(i);
        }
      }
    }
    above.forEach(books);
  }

  /** Readings accepted, duplicate, corrected and rejected in all frames that were read. */
  List<Long> accounts() {
    return java.util.Arrays.stream(accounts).boxed().toList();
  }

  private List<Inbox> inboxes(List<EnergyUnit> group) {
    Map<String, Inbox> inboxes = new HashMap<>();
    group.forEach(unit -> inboxes.put(unit.id(), new Inbox(unit, request.horizon())));
    Map<String, Integer> unknown = unknownThen(inboxes.keySet());
    Map<String, Integer> taken = new HashMap<>();
    scan.read(
        Topics.READING_FRAME,
        inboxes::containsKey,
        (key, value) -> {
          if (value == null) {
            return;
          }
          ReadingFrame frame = FrameMapping.fromAvro(value);
          if (FrameRules.check(key, frame, frame.receivedAt()).isPresent()) {
            return;
          }
          Inbox inbox = inboxes.get(key);
          inbox.take(known(frame, unknown));
          if (taken.merge(key, 1, Integer::sum) % FORGET_EVERY == 0) {
            EnergyUnit unit = inbox.unit();
            inbox.forgetSettled(
                time -> time >= spanFrom(unit) - SOURCES && time < spanTo(unit) + SOURCES);
          }
        });
    return List.copyOf(inboxes.values());
  }

  /**
   * Readings that came before their unit or point was registered, and frames that were not taken at
   * all. The register keeps only its newest state, and a frame does not say when its record was
   * written or who vouched for it: the record of the refusal does.
   */
  private Map<String, Integer> unknownThen(Set<String> units) {
    Map<String, Integer> unknown = new HashMap<>();
    scan.read(
        Topics.READING_REJECTED,
        units::contains,
        (key, value) -> {
          if (value != null
              && value.getStage().equals(RejectionMapping.LEDGER)
              && (NOT_TAKEN.contains(value.getCode()) || value.getField().equals("receivedAt"))) {
            unknown.merge(place(value.getFrameId(), value.getIndex()), 1, Integer::sum);
          }
        });
    return unknown;
  }

  /** The frame without what was unknown when it was taken, once for each refusal. */
  private static ReadingFrame known(ReadingFrame frame, Map<String, Integer> unknown) {
    if (unknown.isEmpty()) {
      return frame;
    }
    boolean all = refused(frame.frameId(), -1, unknown);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < frame.readings().size(); i++) {
      if (!all && !refused(frame.frameId(), i, unknown)) {
        readings.add(frame.readings().get(i));
      }
    }
    return frame.with(readings);
  }

  private static boolean refused(String frame, int index, Map<String, Integer> unknown) {
    String place = place(frame, index);
    boolean refused = unknown.containsKey(place);
    unknown.computeIfPresent(place, (p, times) -> times == 1 ? null : times - 1);
    return refused;
  }

  private static String place(String frame, int index) {
    return frame + '|' + index;
  }

  /** A unit's quarter hours count to its own days and to those of the regions. */
  private long spanFrom(EnergyUnit unit) {
    return Math.min(request.spanFrom(unit.zone()), request.spanFrom(request.zone()));
  }

  private long spanTo(EnergyUnit unit) {
    return Math.max(request.spanTo(unit.zone()), request.spanTo(request.zone()));
  }
}
