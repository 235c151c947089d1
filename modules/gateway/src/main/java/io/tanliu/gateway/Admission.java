// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingError.Code;
import io.tanliu.domain.reading.ReadingFrame.Action;
import io.tanliu.domain.unit.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Judges the readings of one request: each is either accepted or rejected, none is lost. */
final class Admission implements Consumer<RawReading> {
  private final KnownUnit unit;
  private final long receivedAt;
  private final int maxReadings;
  private final List<Run> runs = new ArrayList<>();
  private final List<Rejection> rejected = new ArrayList<>();
  private int accepted;
  private int withdrawn;

  /**
   * @param receivedAt when the request came, epoch milliseconds
   * @param maxReadings most readings in the request
   */
  Admission(KnownUnit unit, long receivedAt, int maxReadings) {
    this.unit = unit;
    this.receivedAt = receivedAt;
    this.maxReadings = maxReadings;
  }

  /** Accepted readings that were sent one after the other for the same purpose. */
  record Run(Action action, List<Reading> readings) {}

  /** The accepted readings, in the order in which they were sent. */
  List<Run> runs() {
    return runs;
  }

  /** Number of accepted readings. */
  int accepted() {
    return accepted;
  }

  /** Number of accepted readings that are to go away. */
  int withdrawn() {
    return withdrawn;
  }

  List<Rejection> rejected() {
    return rejected;
  }

  int received() {
    return accepted + rejected.size();
  }

  @Override
  public void accept(RawReading raw) {
    if (received() == maxReadings) {
      throw Problem.of(
          Problem.Code.TOO_MANY_READINGS,
          "body",
          "more than " + maxReadings + " readings",
          "at most " + maxReadings + " readings per request; send them in several");
    }
    judge(raw).ifPresent(error -> rejected.add(new Rejection(received(), raw, error)));
  }

  /** Rejects a reading for a reason that its door knows. */
  void reject(RawReading raw, ReadingError error) {
    rejected.add(new Rejection(received(), raw, error));
  }

  private Optional<ReadingError> judge(RawReading raw) {
    if (raw.defect() != null) {
      return error(Code.MALFORMED, "reading", raw.text(), raw.defect());
    }
    if (raw.point() == null) {
      return missing("point");
    }
    if (!unit.knows(raw.point())) {
      return error(Code.UNKNOWN_POINT, "point", raw.point(), "a point of " + unit.unit().id());
    }
    if (raw.time() == null) {
      return missing("time");
    }
    TimeText.Parsed time = TimeText.parse(raw.time());
    if (time.error() != null) {
      return Optional.of(time.error());
    }
    PointRules rules = unit.point(raw.point(), time.millis());
    if (raw.withdrawn()) {
      return take(rules, Action.WITHDRAW, time.millis(), 0, 0);
    }
    if (raw.value() == null) {
      return missing("value");
    }
    if (!raw.number()) {
      return error(Code.NOT_A_NUMBER, "value", raw.value(), "a number, not text: 3.17");
    }
    NumberText.Parsed number = NumberText.parse(raw.value());
    if (number.error() != null) {
      return Optional.of(number.error());
    }
    return judgeUnit(raw, rules.point())
        .or(() -> take(rules, Action.REPORT, time.millis(), number.value(), number.scale()));
  }

  private Optional<ReadingError> take(
      PointRules rules, Action action, long time, long value, int scale) {
    Optional<ReadingError> error = rules.rules().check(time, value, scale, receivedAt);
    if (error.isEmpty()) {
      add(runs, action, new Reading(rules.point().id(), time, value, scale));
      accepted++;
      withdrawn += action == Action.WITHDRAW ? 1 : 0;
    }
    return error;
  }

  /** Adds a reading behind others. */
  static void add(List<Run> runs, Action action, Reading reading) {
    if (runs.isEmpty() || runs.get(runs.size() - 1).action() != action) {
      runs.add(new Run(action, new ArrayList<>()));
    }
    runs.get(runs.size() - 1).readings().add(reading);
  }

  private static Optional<ReadingError> judgeUnit(RawReading raw, Point point) {
    if (raw.unit() == null || PhysicalUnit.of(raw.unit()).orElse(null) == point.unit()) {
      return Optional.empty();
    }
    return error(Code.WRONG_UNIT, "unit", raw.unit(), point.unit().symbol());
  }

  private static Optional<ReadingError> missing(String field) {
    return error(Code.MISSING_FIELD, field, "", "the field " + field);
  }

  private static Optional<ReadingError> error(
      Code code, String field, String value, String expected) {
    return Optional.of(new ReadingError(code, field, value, expected));
  }
}
