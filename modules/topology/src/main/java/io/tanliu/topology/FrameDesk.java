// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.ledger.Accounts;
import io.tanliu.domain.ledger.FrameLedger;
import io.tanliu.domain.ledger.FrameOutcome;
import io.tanliu.domain.ledger.Lines;
import io.tanliu.domain.ledger.UnitBook;
import io.tanliu.domain.ledger.UnitMeters;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingError.Code;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.time.Granularity;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.topology.state.StoredReadingRows;
import io.tanliu.topology.state.StoredWindowRows;
import io.tanliu.topology.state.UnitBookCodec;
import io.tanliu.wire.RejectionMapping;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Takes frames into the ledgers of a task's units and tells their regions. */
final class FrameDesk {
  private final EntityDesk desk;
  private final UnitRegister register;
  private final LedgerParts parts;
  private final FrameLedger ledger;
  private KeyValueStore<String, byte[]> books;
  private KeyValueStore<Bytes, byte[]> readings;

  FrameDesk(EntityDesk desk, UnitRegister register, LedgerParts parts) {
    this.desk = desk;
    this.register = register;
    this.parts = parts;
    this.ledger = new FrameLedger(parts.settings().horizon());
  }

  void init(KeyValueStore<String, byte[]> unitBooks, KeyValueStore<Bytes, byte[]> readingRows) {
    books = unitBooks;
    readings = readingRows;
  }

  void take(String key, ReadingFrame frame, long timestamp) {
    if (!frame.unit().equals(key)) {
      refuse(
          frame,
          new ReadingError(Code.MALFORMED, "key", String.valueOf(key), frame.unit()),
          timestamp);
      return;
    }
    Optional<UnitMeters> meters = register.meters(frame.unit());
    if (meters.isEmpty()) {
      refuse(
          frame,
          new ReadingError(Code.UNKNOWN_UNIT, "unit", frame.unit(), "a registered unit"),
          timestamp);
      return;
    }
    EnergyUnit unit = meters.get().unit();
    byte[] stored = books.get(unit.id());
    UnitBook book = stored == null ? new UnitBook() : UnitBookCodec.decode(stored);
    FrameOutcome outcome =
        ledger.apply(meters.get(), book, new StoredReadingRows(readings, unit.id()), frame);
    books.put(unit.id(), UnitBookCodec.encode(book));
    outcome.rejections().forEach(r -> reject(frame, r.index(), r.error(), timestamp));
    parts.counters().count(outcome.accounts());
    enter(unit, outcome, timestamp);
  }

  private void enter(EnergyUnit unit, FrameOutcome outcome, long timestamp) {
    if (outcome.reach() == Long.MIN_VALUE) {
      return;
    }
    SortedMap<Long, Lines> changes = derived(unit, outcome.changes().byBucket());
    RollupMessage.Change change =
        new RollupMessage.Change(unit.id(), outcome.reach(), Map.of(), changes);
    desk.change(unit.id(), unit.zone(), change, timestamp);
    desk.tell(register.parents(unit), change, timestamp);
  }

  /** Adds to the changes of flows what they change in coal equivalent and carbon. */
  private SortedMap<Long, Lines> derived(EnergyUnit unit, SortedMap<Long, Lines> flows) {
    StoredWindowRows rows = desk.windows(unit.id());
    SortedMap<Long, Lines> result = new TreeMap<>();
    flows.forEach(
        (bucket, change) -> {
          Lines before = rows.get(Granularity.QUARTER_HOUR, bucket).lines();
          int year = Instant.ofEpochMilli(bucket).atZone(unit.zone()).getYear();
          result.put(bucket, parts.derivation().change(before, change, unit.region(), year));
        });
    return result;
  }

  private void refuse(ReadingFrame frame, ReadingError error, long timestamp) {
    int size = frame.readings().size();
    for (int i = 0; i < size; i++) {
      reject(frame, i, error, timestamp);
    }
    parts.counters().count(new Accounts(0, 0, 0, size, 0));
  }

  private void reject(ReadingFrame frame, int index, ReadingError error, long timestamp) {
    desk.forward(
        frame.unit(), new Output.Rejected(RejectionMapping.toAvro(frame, index, error)), timestamp);
  }
}
