// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.ledger.Accounts;
import io.tanliu.domain.ledger.Cause;
import io.tanliu.domain.ledger.FrameLedger;
import io.tanliu.domain.ledger.FrameOutcome;
import io.tanliu.domain.ledger.Lines;
import io.tanliu.domain.ledger.UnitBook;
import io.tanliu.domain.ledger.UnitMeters;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingError.Code;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.topology.UnitRegister.Known;
import io.tanliu.topology.state.StoredReadingRows;
import io.tanliu.topology.state.UnitBookCodec;
import io.tanliu.wire.RejectionMapping;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Takes frames into the ledgers of a task's units and tells their regions. */
final class FrameDesk {
  private final EntityDesk desk;
  private final UnitChanges unitChanges;
  private final UnitRegister register;
  private final QualityDesk quality;
  private final LedgerParts parts;
  private final FrameLedger ledger;
  private KeyValueStore<String, byte[]> books;
  private KeyValueStore<Bytes, byte[]> readings;

  FrameDesk(
      EntityDesk desk,
      UnitChanges changes,
      UnitRegister register,
      QualityDesk quality,
      LedgerParts parts) {
    this.desk = desk;
    this.unitChanges = changes;
    this.register = register;
    this.quality = quality;
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
    Optional<Known> known = register.known(frame.unit());
    if (known.isEmpty()) {
      refuse(
          frame,
          new ReadingError(Code.UNKNOWN_UNIT, "unit", frame.unit(), "a registered unit"),
          timestamp);
      return;
    }
    UnitMeters meters = known.get().meters();
    EnergyUnit unit = meters.unit();
    byte[] stored = books.get(unit.id());
    UnitBook book = stored == null ? new UnitBook() : UnitBookCodec.decode(stored);
    FrameOutcome outcome =
        ledger.apply(meters, book, new StoredReadingRows(readings, unit.id()), frame);
    books.put(unit.id(), UnitBookCodec.encode(book));
    outcome.rejections().forEach(r -> reject(frame, r.index(), r.error(), timestamp));
    parts.counters().count(outcome.accounts());
    quality.took(unit, frame, outcome);
    if (outcome.reach() != Long.MIN_VALUE) {
      SortedMap<Long, Lines> flows = outcome.changes().byBucket();
      unitChanges.enter(known.get().standing(), outcome.reach(), Cause.READING, flows, timestamp);
    }
  }

  private void refuse(ReadingFrame frame, ReadingError error, long timestamp) {
    int size = frame.readings().size();
    for (int i = 0; i < size; i++) {
      reject(frame, i, error, timestamp);
    }
    parts.counters().count(new Accounts(0, 0, 0, size, 0));
    quality.refused(frame, error);
  }

  /** The stored readings of a unit. */
  StoredDayReadings readings(String unit) {
    byte[] stored = books.get(unit);
    List<String> points = stored == null ? List.of() : UnitBookCodec.decode(stored).points();
    return new StoredDayReadings(new StoredReadingRows(readings, unit), points);
  }

  private void reject(ReadingFrame frame, int index, ReadingError error, long timestamp) {
    desk.forward(
        frame.unit(), new Output.Rejected(RejectionMapping.toAvro(frame, index, error)), timestamp);
  }
}
