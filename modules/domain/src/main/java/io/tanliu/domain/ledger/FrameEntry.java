// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.ledger.FrameOutcome.Outcome;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingFrame;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One frame on its way into the books. */
public final class FrameEntry {
  private final UnitMeters meters;
  private final UnitBook book;
  private final WorkingRows rows;
  private final ReadingFrame frame;
  private final long horizon;
  private final boolean withdraw;
  private final boolean edit;
  private final long before;
  private final BucketChanges changes = new BucketChanges();
  private final PointChange points;
  private final Outcome[] outcomes;
  private final List<FrameOutcome.Rejection> rejections = new ArrayList<>();
  private final List<FrameOutcome.Edited> edits = new ArrayList<>();
  private long accepted;
  private long duplicate;
  private long corrected;
  private long reach = Long.MIN_VALUE;
  private FrameOutcome outcome;

  FrameEntry(UnitMeters meters, UnitBook book, WorkingRows rows, ReadingFrame frame, long horizon) {
    this.meters = meters;
    this.book = book;
    this.rows = rows;
    this.frame = frame;
    this.horizon = horizon;
    this.withdraw = frame.action() == ReadingFrame.Action.WITHDRAW;
    this.edit = frame.edit().isPresent();
    this.before = book.newest();
    this.points = new PointChange(rows, changes);
    this.outcomes = new Outcome[frame.readings().size()];
    book.use(meters);
  }

  void take(int index, Reading reading) {
    PointBook point = book.known(index, reading.point());
    PointVersions versions = point == null ? meters.point(reading.point()) : point.versions();
    if (versions == null) {
      reject(index, reading, Refusals.unknownPoint(reading, meters.unit().id()));
      return;
    }
    PointMeter meter = versions.at(reading.time());
    Optional<ReadingError> wrong =
        meter.check(
            reading.time(),
            withdraw ? 0 : reading.value(),
            withdraw ? 0 : reading.scale(),
            frame.receivedAt());
    if (wrong.isPresent()) {
      reject(index, reading, wrong.get());
      return;
    }
    enter(index, reading, point == null ? book.point(reading.point()) : point);
    if (!withdraw && outcomes[index] != Outcome.REJECTED) {
      reach = Math.max(reach, meter.end(reading.time()));
      book.entered(reading.time());
    }
  }

  private void enter(int index, Reading reading, PointBook point) {
    long time = reading.time();
    boolean history = book.newest() != Long.MIN_VALUE && time < book.newest() - horizon;
    if (history && (!frame.backfill() || withdraw || edit)) {
      reject(index, reading, beyondHorizon(time));
    } else if (history && point.settled(time)) {
      reject(index, reading, Refusals.settled(time));
    } else if (time > point.top() && !withdraw && !history) {
      points.append(point, sample(reading, edit ? Sample.EDITED : 0), book.top(), outcomes.length);
      edited(index, reading, null, reading.decimal());
      count(index, Outcome.ACCEPTED);
    } else {
      Sample stored = time > point.top() ? null : rows.find(point.number(), time);
      if (history && stored != null && !stored.backfilled()) {
        reject(index, reading, beyondHorizon(time));
      } else if (!edit && stored != null && stored.edited()) {
        besideEdit(index, reading, stored);
      } else if (withdraw) {
        withdraw(index, reading, point, stored);
      } else {
        report(index, reading, point, stored, history);
      }
    }
  }

  /** Only another change by hand changes what was entered or withdrawn by hand. */
  private void besideEdit(int index, Reading reading, Sample stored) {
    boolean same =
        stored.tombstone() ? withdraw : !withdraw && sample(reading, 0).sameNumber(stored);
    if (same) {
      count(index, Outcome.DUPLICATE);
      return;
    }
    reject(index, reading, Refusals.edited(reading, withdraw, stored));
  }

  private void withdraw(int index, Reading reading, PointBook point, Sample stored) {
    boolean there = stored != null && !stored.tombstone();
    Sample left = edit ? Sample.tombstone(reading.time()) : null;
    edited(index, reading, there ? stored.decimal() : null, null);
    count(index, there ? Outcome.CORRECTED : Outcome.DUPLICATE);
    if (there) {
      replace(point, reading.time(), stored, left);
    } else if (left != null) {
      points.replace(point, reading.time(), stored, left, new Sample[2]);
    }
  }

  private void report(int index, Reading reading, PointBook point, Sample stored, boolean history) {
    Sample sample = sample(reading, edit ? Sample.EDITED : history ? Sample.BACKFILLED : 0);
    if (stored == null || stored.tombstone()) {
      Sample[] beside = points.neighbours(point, reading.time());
      if (history && inEstimatedGap(point, beside)) {
        reject(index, reading, Refusals.settled(reading.time()));
        return;
      }
      edited(index, reading, null, reading.decimal());
      count(index, Outcome.ACCEPTED);
      points.replace(point, reading.time(), stored, sample, beside);
    } else if (stored.sameNumber(sample)) {
      edited(index, reading, stored.decimal(), reading.decimal());
      count(index, Outcome.DUPLICATE);
      if (edit && !stored.edited()) {
        points.mark(point, stored.marked(Sample.EDITED));
      }
    } else {
      edited(index, reading, stored.decimal(), reading.decimal());
      count(index, Outcome.CORRECTED);
      replace(point, reading.time(), stored, sample);
    }
  }

  private void replace(PointBook point, long time, Sample stored, Sample now) {
    points.replace(point, time, stored, now, points.neighbours(point, time));
  }

  /**
   * What an old gap was estimated from may be forgotten, so the estimate cannot be taken back: it
   * stands.
   */
  private static boolean inEstimatedGap(PointBook point, Sample[] beside) {
    return beside[0] != null
        && beside[1] != null
        && point.versions().at(beside[0].time()).lastWeekGap(beside[0], beside[1]);
  }

  private static Sample sample(Reading reading, int marks) {
    return new Sample(reading.time(), reading.value(), reading.scale(), marks);
  }

  private void edited(int index, Reading reading, BigDecimal was, BigDecimal is) {
    if (edit) {
      edits.add(
          new FrameOutcome.Edited(
              index, reading, Optional.ofNullable(was), Optional.ofNullable(is)));
    }
  }

  private void count(int index, Outcome became) {
    outcomes[index] = became;
    switch (became) {
      case ACCEPTED -> accepted++;
      case DUPLICATE -> duplicate++;
      case CORRECTED -> corrected++;
      default -> {
        // Counted by the rejections.
      }
    }
  }

  private void reject(int index, Reading reading, ReadingError error) {
    rejections.add(new FrameOutcome.Rejection(index, reading, error));
    count(index, Outcome.REJECTED);
  }

  private ReadingError beyondHorizon(long time) {
    boolean loadable = !withdraw && !edit && !frame.backfill();
    return Refusals.beyondHorizon(time, book.newest(), horizon, loadable);
  }

  void close() {
    Accounts accounts =
        new Accounts(accepted, duplicate, corrected, rejections.size(), points.resets());
    book.accounts(book.accounts().plus(accounts));
    outcome =
        new FrameOutcome(
            accounts,
            Arrays.asList(outcomes),
            List.copyOf(rejections),
            List.copyOf(edits),
            changes,
            reach);
  }

  /** What the frame did. */
  public FrameOutcome outcome() {
    return outcome;
  }

  /** Writes the rows that the frame changed and settles what it left behind the horizon. */
  public void save() {
    rows.save();
    new Settling(horizon).run(book, before, rows);
  }
}
