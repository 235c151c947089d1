// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.ledger.Accounts;
import io.tanliu.domain.ledger.Cause;
import io.tanliu.domain.ledger.FrameEntry;
import io.tanliu.domain.ledger.FrameLedger;
import io.tanliu.domain.ledger.FrameOutcome;
import io.tanliu.domain.ledger.Lines;
import io.tanliu.domain.ledger.UnitBook;
import io.tanliu.domain.ledger.UnitMeters;
import io.tanliu.domain.reading.FrameRules;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingError.Code;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.topology.UnitRegister.Known;
import io.tanliu.wire.EditMapping;
import io.tanliu.wire.RejectionMapping;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Takes frames into the ledgers of a task's units and tells their regions. */
final class FrameDesk {
  private final EntityDesk desk;
  private final UnitChanges unitChanges;
  private final UnitRegister register;
  private final UnitBooks books;
  private final QualityDesk quality;
  private final LedgerParts parts;
  private final FrameLedger ledger;

  FrameDesk(
      EntityDesk desk,
      UnitChanges changes,
      UnitRegister register,
      UnitBooks books,
      QualityDesk quality,
      LedgerParts parts) {
    this.desk = desk;
    this.unitChanges = changes;
    this.register = register;
    this.books = books;
    this.quality = quality;
    this.parts = parts;
    this.ledger = new FrameLedger(parts.settings().horizon());
  }

  /**
   * Takes a frame.
   *
   * @param proven true when a change by hand comes from where it may come from
   */
  void take(String key, ReadingFrame came, boolean proven, long timestamp) {
    Optional<ReadingError> defect =
        FrameRules.check(key, came, timestamp).or(() -> may(came, proven));
    if (defect.isPresent()) {
      refuse(FrameRules.bounded(came, timestamp), defect.get(), timestamp);
      return;
    }
    enter(came, timestamp);
  }

  private static Optional<ReadingError> may(ReadingFrame frame, boolean proven) {
    return frame.edit().isEmpty() || proven
        ? Optional.empty()
        : Optional.of(
            new ReadingError(
                Code.FORBIDDEN,
                "edit",
                frame.edit().get().author(),
                "a change by hand that a gateway vouches for"));
  }

  private void enter(ReadingFrame frame, long timestamp) {
    Optional<Known> known = register.known(frame.unit());
    if (known.isEmpty()) {
      refuse(
          frame,
          new ReadingError(Code.UNKNOWN_UNIT, "unit", frame.unit(), "a registered unit"),
          timestamp);
      return;
    }
    register.upgrade(known.get(), timestamp);
    try {
      enter(known.get(), frame, 0, timestamp);
    } catch (ArithmeticException e) {
      books.drop(frame.unit());
      oneByOne(known.get(), frame, timestamp);
    }
  }

  /**
   * Enters a frame. Sums that do not fit are found before anything is stored or forwarded.
   *
   * @param offset position of the first reading in the frame as it came
   */
  private void enter(Known known, ReadingFrame frame, int offset, long timestamp) {
    UnitMeters meters = known.meters();
    String unit = frame.unit();
    UnitBook book = books.get(unit);
    FrameEntry entry = ledger.take(meters, book, books.rows(unit), frame);
    FrameOutcome outcome = entry.outcome();
    SortedMap<Long, Lines> flows = outcome.changes().byBucket();
    if (outcome.reach() != Long.MIN_VALUE || !flows.isEmpty()) {
      unitChanges.enter(known.standing(), outcome.reach(), Cause.READING, flows, timestamp);
    }
    entry.save();
    books.save(unit, book);
    for (FrameOutcome.Rejection rejection : outcome.rejections()) {
      reject(frame, rejection.index(), offset, rejection.error(), timestamp);
    }
    outcome
        .edits()
        .forEach(
            edited ->
                desk.forward(
                    unit, new Output.Edited(EditMapping.toAvro(frame, edited, offset)), timestamp));
    took(known, frame, outcome);
  }

  private void took(Known known, ReadingFrame frame, FrameOutcome outcome) {
    parts.counters().count(outcome.accounts());
    quality.took(known.unit(), frame, outcome);
  }

  /** A sum that does not fit refuses the reading that brought it, not the frame. */
  private void oneByOne(Known known, ReadingFrame frame, long timestamp) {
    for (int i = 0; i < frame.readings().size(); i++) {
      ReadingFrame single = frame.with(List.of(frame.readings().get(i)));
      try {
        enter(known, single, i, timestamp);
      } catch (ArithmeticException e) {
        books.drop(frame.unit());
        FrameOutcome refused = FrameOutcome.refused(single.readings().get(0), tooMuch(single));
        reject(frame, i, refused.rejections().get(0).error(), timestamp);
        UnitBook book = books.get(frame.unit());
        book.accounts(book.accounts().plus(refused.accounts()));
        books.save(frame.unit(), book);
        took(known, single, refused);
      }
    }
  }

  private static ReadingError tooMuch(ReadingFrame single) {
    String value = single.readings().get(0).decimal().toPlainString();
    return new ReadingError(Code.OUT_OF_RANGE, "value", value, "sums below 2^63 base units");
  }

  /** Says it of every reading, and once of a frame whose readings are too many, or none. */
  private void refuse(ReadingFrame frame, ReadingError error, long timestamp) {
    int size = frame.readings().size();
    boolean whole = FrameRules.head(frame).asAWhole();
    for (int i = whole ? -1 : 0; i < (whole ? 0 : size); i++) {
      reject(frame, i, error, timestamp);
    }
    parts.counters().count(new Accounts(0, 0, 0, size, 0));
    quality.refused(frame, error);
  }

  private void reject(
      ReadingFrame frame, int index, int offset, ReadingError error, long timestamp) {
    var record = RejectionMapping.toAvro(frame, index, error);
    record.setIndex(index + offset);
    desk.forward(frame.unit(), new Output.Rejected(record), timestamp);
  }

  private void reject(ReadingFrame frame, int index, ReadingError error, long timestamp) {
    reject(frame, index, 0, error, timestamp);
  }
}
