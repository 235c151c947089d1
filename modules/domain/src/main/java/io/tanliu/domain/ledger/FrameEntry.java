// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingError.Code;
import io.tanliu.domain.reading.ReadingFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One frame on its way into the books. */
final class FrameEntry {
  private final UnitMeters meters;
  private final UnitBook book;
  private final WorkingRows rows;
  private final ReadingFrame frame;
  private final long horizon;
  private final Forgetting forgetting;
  private final BucketChanges changes = new BucketChanges();
  private final List<FrameOutcome.Rejection> rejections = new ArrayList<>();
  private long accepted;
  private long duplicate;
  private long corrected;
  private long resets;
  private long reach = Long.MIN_VALUE;
  private final List<FrameOutcome.Outcome> outcomes = new ArrayList<>();

  FrameEntry(UnitMeters meters, UnitBook book, WorkingRows rows, ReadingFrame frame, long horizon) {
    this.meters = meters;
    this.book = book;
    this.rows = rows;
    this.frame = frame;
    this.horizon = horizon;
    this.forgetting = new Forgetting(horizon);
  }

  void take(int index, Reading reading) {
    long a = accepted;
    long d = duplicate;
    PointMeter meter = meters.meter(reading.point());
    Optional<ReadingError> error =
        meter == null
            ? Optional.of(unknownPoint(reading))
            : meter.check(reading.time(), reading.value(), reading.scale(), frame.receivedAt());
    if (error.isEmpty()) {
      error = enter(meter, reading);
    }
    error.ifPresent(e -> rejections.add(new FrameOutcome.Rejection(index, reading, e)));
    outcomes.add(
        error.isPresent()
            ? FrameOutcome.Outcome.REJECTED
            : accepted > a
                ? FrameOutcome.Outcome.ACCEPTED
                : duplicate > d ? FrameOutcome.Outcome.DUPLICATE : FrameOutcome.Outcome.CORRECTED);
  }

  private ReadingError unknownPoint(Reading reading) {
    return new ReadingError(
        Code.UNKNOWN_POINT, "point", reading.point(), "a point of unit " + meters.unit().id());
  }

  private Optional<ReadingError> enter(PointMeter meter, Reading reading) {
    int number = book.number(reading.point());
    PointTail tail = book.tail(number);
    Sample sample = new Sample(reading.time(), reading.value(), reading.scale());
    if (tail == null) {
      append(meter, number, null, sample);
      book.tail(number, new PointTail(sample, sample.time()));
    } else if (sample.time() > tail.last().time()) {
      append(meter, number, tail.last(), sample);
      book.tail(number, new PointTail(sample, tail.anchor()));
      forgetting.moved(number, tail, sample.time());
    } else if (sample.time() < tail.last().time() - horizon) {
      return Optional.of(beyondHorizon(tail, sample));
    } else {
      replace(meter, number, tail, sample);
    }
    reach = Math.max(reach, meter.reach(sample.time()));
    return Optional.empty();
  }

  private ReadingError beyondHorizon(PointTail tail, Sample sample) {
    Instant oldest = Instant.ofEpochMilli(tail.last().time() - horizon);
    String expected = ">= " + oldest + ", " + Duration.ofMillis(horizon) + " before the newest";
    return new ReadingError(
        Code.BEYOND_HORIZON, "time", Instant.ofEpochMilli(sample.time()).toString(), expected);
  }

  private void append(PointMeter meter, int number, Sample last, Sample sample) {
    rows.change(sample.time()).append(number, sample);
    accepted++;
    if (!meter.needsNeighbours()) {
      meter.interval(sample, 1, changes);
    } else {
      segment(meter, last, sample, 1);
    }
  }

  private void replace(PointMeter meter, int number, PointTail tail, Sample sample) {
    Sample old = rows.find(number, sample.time());
    if (old != null && old.sameNumber(sample)) {
      duplicate++;
      return;
    }
    if (old == null) {
      accepted++;
    } else {
      corrected++;
    }
    rows.change(sample.time()).put(number, sample);
    Sample last = sample.time() == tail.last().time() ? sample : tail.last();
    book.tail(number, new PointTail(last, Math.min(tail.anchor(), sample.time())));
    if (meter.needsNeighbours()) {
      replaceSegments(meter, number, tail, old, sample);
    } else {
      if (old != null) {
        meter.interval(old, -1, changes);
      }
      meter.interval(sample, 1, changes);
    }
  }

  private void replaceSegments(
      PointMeter meter, int number, PointTail tail, Sample old, Sample sample) {
    Sample before = rows.before(number, sample.time(), meter.oldestNeighbour(tail, sample));
    Sample after = rows.after(number, sample.time(), meter.newestNeighbour(tail, sample));
    if (old != null) {
      segment(meter, before, old, -1);
      segment(meter, old, after, -1);
    } else {
      segment(meter, before, after, -1);
    }
    segment(meter, before, sample, 1);
    segment(meter, sample, after, 1);
  }

  private void segment(PointMeter meter, Sample from, Sample to, int sign) {
    if (from != null && to != null && meter.segment(from, to, sign, changes)) {
      resets += sign;
    }
  }

  FrameOutcome close() {
    forgetting.run(book, rows);
    rows.save();
    Accounts accounts = new Accounts(accepted, duplicate, corrected, rejections.size(), resets);
    book.accounts(book.accounts().plus(accounts));
    return new FrameOutcome(accounts, List.copyOf(rejections), changes, reach, outcomes);
  }
}
