// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame.Action;
import io.tanliu.domain.reading.ReadingFrame.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * How readings arrive: 10 % twice, 5 % corrected, 1 % withdrawn and some of these sent again, a few
 * changed by hand whatever the meter then says, most in time, the beginning perhaps loaded later.
 */
final class Deliveries {
  private final Random random;
  private final History.Shape shape;
  private final long start;
  private final List<Sent> sent = new ArrayList<>();

  /** What is done with a reading. */
  record Kind(Action action, boolean backfill, Optional<Edit> edit) {
    static final Kind REPORT = new Kind(Action.REPORT, false, Optional.empty());
    static final Kind WITHDRAW = new Kind(Action.WITHDRAW, false, Optional.empty());
    static final Kind BACKFILL = new Kind(Action.REPORT, true, Optional.empty());

    static Kind edit(Action action, int number) {
      return new Kind(action, false, Optional.of(new Edit("auditor", "case " + number, number)));
    }
  }

  /** A reading, and when it arrives. */
  record Sent(long at, Kind kind, Reading reading) {}

  Deliveries(Random random, History.Shape shape, long start) {
    this.random = random;
    this.shape = shape;
    this.start = start;
  }

  List<Sent> sent() {
    return sent;
  }

  /** Delivers what one meter said, in the order of time. */
  void deliver(List<Reading> readings) {
    long loadedUntil = start + shape.loaded().toMillis();
    for (int from = 0; from < readings.size(); ) {
      int to = Math.min(readings.size(), from + 1 + random.nextInt(60));
      List<Reading> run = readings.subList(from, to);
      if (readings.get(from).time() < loadedUntil && random.nextInt(3) > 0) {
        load(run);
      } else {
        run.forEach(this::deliver);
      }
      from = to;
    }
  }

  /** History: loaded in a run at any time, sometimes twice, sometimes with another number. */
  private void load(List<Reading> run) {
    for (int times = 1 + random.nextInt(5) / 4; times > 0; times--) {
      long at = start + (long) (random.nextDouble() * shape.length().toMillis());
      for (Reading reading : run) {
        send(at, Kind.BACKFILL, random.nextInt(40) == 0 ? other(reading) : reading);
      }
    }
  }

  private void deliver(Reading reading) {
    send(late(reading), Kind.REPORT, reading);
    if (random.nextInt(10) == 0) {
      send(late(reading), Kind.REPORT, again(reading));
    }
    if (random.nextInt(20) == 0) {
      send(late(reading), Kind.REPORT, other(reading));
    }
    if (random.nextInt(100) == 0) {
      withdraw(reading);
    }
    if (random.nextInt(200) == 0) {
      edit(reading);
    }
  }

  private void withdraw(Reading reading) {
    send(late(reading), Kind.WITHDRAW, nothing(reading));
    if (random.nextBoolean()) {
      send(late(reading), Kind.REPORT, random.nextBoolean() ? reading : other(reading));
    }
  }

  /** By hand, and then what the meter says all the same, and perhaps by hand again. */
  private void edit(Reading reading) {
    for (int times = 1 + random.nextInt(2); times > 0; times--) {
      boolean report = random.nextInt(3) > 0;
      Kind kind = Kind.edit(report ? Action.REPORT : Action.WITHDRAW, sent.size());
      Reading number = random.nextInt(4) == 0 ? reading : other(reading);
      send(late(reading), kind, report ? number : nothing(reading));
    }
    if (random.nextBoolean()) {
      send(late(reading), Kind.REPORT, reading);
    }
    if (random.nextInt(4) == 0) {
      send(late(reading), Kind.WITHDRAW, nothing(reading));
    }
  }

  private void send(long at, Kind kind, Reading reading) {
    sent.add(new Sent(at, kind, reading));
  }

  private long late(Reading reading) {
    long delay =
        random.nextInt(3) > 0
            ? random.nextInt(5_000)
            : (long) (random.nextDouble() * shape.lateness().toMillis());
    return reading.time() + delay;
  }

  /** The same number, perhaps with a zero more. */
  private Reading again(Reading reading) {
    int zeros = reading.scale() < Reading.MAX_SCALE ? random.nextInt(2) : 0;
    return new Reading(
        reading.point(),
        reading.time(),
        zeros == 0 ? reading.value() : reading.value() * 10,
        reading.scale() + zeros);
  }

  private Reading other(Reading reading) {
    return new Reading(
        reading.point(), reading.time(), reading.value() + random.nextInt(50), reading.scale());
  }

  private static Reading nothing(Reading reading) {
    return new Reading(reading.point(), reading.time(), 0, 0);
  }
}
