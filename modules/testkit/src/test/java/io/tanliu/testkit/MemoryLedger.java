// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.ledger.BucketChanges;
import io.tanliu.domain.ledger.Derivation;
import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.ledger.EntityLedger;
import io.tanliu.domain.ledger.FrameLedger;
import io.tanliu.domain.ledger.FrameOutcome;
import io.tanliu.domain.ledger.Lines;
import io.tanliu.domain.ledger.PointRestatement;
import io.tanliu.domain.ledger.Rolling;
import io.tanliu.domain.ledger.Shares;
import io.tanliu.domain.ledger.Standing;
import io.tanliu.domain.ledger.Tiling;
import io.tanliu.domain.ledger.UnitBook;
import io.tanliu.domain.ledger.UnitMeters;
import io.tanliu.domain.ledger.WindowRow;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.time.Granularity;
import io.tanliu.domain.unit.DefinitionChange.Violation;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.oracle.OracleBooks;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The real ledger of one unit, its rows in memory. */
final class MemoryLedger {
  final UnitBook unitBook = new UnitBook();
  final MemoryReadingRows readings = new MemoryReadingRows();
  final MemoryWindowRows windows = new MemoryWindowRows();
  final EntityBook book;
  private EnergyUnit unit;
  private UnitMeters meters;
  private final FrameLedger frames;
  private final Derivation derivation;
  private final Shares quantities;
  private Shares.Measured shares;

  MemoryLedger(EnergyUnit unit, Duration horizon, FactorBook factors) {
    this.unit = unit;
    this.meters = new UnitMeters(unit);
    this.frames = new FrameLedger(horizon);
    this.derivation = new Derivation(factors);
    this.book = new EntityBook(unit.zone());
    book.points().add(new Standing(unit, (region, industry) -> List.of()).points());
    this.quantities = new Shares(factors);
    this.shares = quantities.measured(book.points());
  }

  FrameOutcome take(ReadingFrame frame) {
    FrameOutcome outcome = frames.apply(meters, unitBook, readings, frame);
    enter(outcome.changes());
    if (outcome.reach() != Long.MIN_VALUE) {
      book.reached(outcome.reach());
    }
    return outcome;
  }

  /** Takes another definition of the unit's points; what cannot be restated, empty when all can. */
  List<Violation> redefine(EnergyUnit other) {
    UnitMeters changed = new UnitMeters(other);
    PointRestatement restatement = new PointRestatement(unitBook, readings, meters, changed);
    List<Violation> violations = restatement.violations();
    if (violations.isEmpty()) {
      book.points().subtract(new Standing(unit, (region, industry) -> List.of()).points());
      book.points().add(new Standing(other, (region, industry) -> List.of()).points());
      shares = quantities.measured(book.points());
      unit = other;
      meters = changed;
      enter(restatement.changes());
    }
    return violations;
  }

  private void enter(BucketChanges flowChanges) {
    TreeMap<Long, Lines> changes = new TreeMap<>();
    flowChanges
        .byBucket()
        .forEach(
            (bucket, flows) -> {
              Lines before = windows.get(Granularity.QUARTER_HOUR, bucket).lines();
              int year = Instant.ofEpochMilli(bucket).atZone(unit.zone()).getYear();
              changes.put(bucket, derivation.change(before, flows, unit.affiliation(bucket), year));
            });
    new EntityLedger(unit.zone()).apply(changes, book, windows);
  }

  /** What the ledger says of a window, in the oracle's words. */
  Map<String, OracleBooks.Share> shares(OracleBooks.Window window) {
    Map<String, OracleBooks.Share> result = new TreeMap<>();
    shares
        .of(row(window).lines(), window.start(), Math.min(window.end(), book.asOf()))
        .forEach(
            (name, s) ->
                result.put(name, new OracleBooks.Share(s.amount(), s.coverage(), s.estimated())));
    result.values().removeIf(s -> s.equals(new OracleBooks.Share(0, 0, 0)));
    return result;
  }

  private WindowRow row(OracleBooks.Window window) {
    Optional<Granularity> granularity = Granularity.of(window.granularity());
    if (granularity.isPresent()) {
      return windows.get(granularity.get(), window.start());
    }
    Rolling rolling =
        Arrays.stream(Rolling.values())
            .filter(r -> r.code().equals(window.granularity()))
            .findFirst()
            .orElseThrow();
    long end = Granularity.base(book.asOf());
    return new Tiling(windows, unit.zone()).sum(rolling.start(end, unit.zone()), end);
  }
}
