// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.ledger.FrameOutcome;
import io.tanliu.domain.ledger.FrameOutcome.Rejection;
import io.tanliu.domain.quality.DayArrivals;
import io.tanliu.domain.quality.Silence;
import io.tanliu.domain.quality.Tally;
import io.tanliu.domain.quality.UnitArrivals;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.reading.ReadingRules;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.topology.state.ArrivalsCodec;
import io.tanliu.topology.state.StateKeys;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Counts what comes, per unit, day and gateway. It costs a frame two rows; what was decoded is kept
 * as long as the task lives, since nobody else writes these rows.
 */
final class ArrivalDesk {
  private static final int DAY = 1;

  /** Units whose decoded rows are kept in memory. */
  private static final int KEPT = 4_096;

  private final Map<String, IntervalLengths> lengths = new HashMap<>();
  private final TallyDesk tallies = new TallyDesk();
  private final Map<ZoneId, LocalDays> days = new HashMap<>();
  private final Map<String, UnitArrivals> decoded =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, UnitArrivals> eldest) {
          return size() > KEPT;
        }
      };

  private KeyValueStore<String, byte[]> units;
  private KeyValueStore<Bytes, byte[]> resting;

  /** The stores again, and nothing of what was in memory. */
  void init(
      KeyValueStore<String, byte[]> unitRows,
      KeyValueStore<Bytes, byte[]> dayRows,
      KeyValueStore<String, byte[]> gatewayRows) {
    units = unitRows;
    resting = dayRows;
    decoded.clear();
    lengths.clear();
    tallies.init(gatewayRows);
  }

  /** What was counted by gateway. */
  TallyDesk tallies() {
    return tallies;
  }

  /** Visits every unit that was ever heard of. */
  void forEach(BiConsumer<String, UnitArrivals> visitor) {
    try (KeyValueIterator<String, byte[]> all = units.all()) {
      all.forEachRemaining(row -> visitor.accept(row.key, ArrivalsCodec.decode(row.value)));
    }
  }

  /**
   * What came from a unit, to be changed and then {@linkplain #put put}; empty before the first.
   */
  Optional<UnitArrivals> get(String unit) {
    UnitArrivals known = decoded.get(unit);
    if (known == null) {
      byte[] bytes = units.get(unit);
      if (bytes == null) {
        return Optional.empty();
      }
      known = ArrivalsCodec.decode(bytes);
      decoded.put(unit, known);
    }
    return Optional.of(known);
  }

  void put(String unit, UnitArrivals arrivals) {
    decoded.put(unit, arrivals);
    units.put(unit, ArrivalsCodec.encode(arrivals));
  }

  /** What came for a day, wherever it rests; empty when nothing did. */
  Optional<DayArrivals> day(String unit, UnitArrivals arrivals, long epochDay) {
    DayArrivals hot = arrivals.hot().get(epochDay);
    return Optional.ofNullable(hot == null ? resting(unit, epochDay) : hot);
  }

  private DayArrivals resting(String unit, long epochDay) {
    byte[] bytes = resting.get(StateKeys.row(unit, DAY, epochDay));
    return bytes == null ? null : ArrivalsCodec.decodeDay(bytes);
  }

  /** Days of a unit before a day that rest in the store, oldest first; they are deleted. */
  List<Long> forgetBefore(String unit, long epochDay) {
    List<Long> gone = new ArrayList<>();
    Bytes from = StateKeys.row(unit, DAY, Long.MIN_VALUE);
    Bytes to = StateKeys.row(unit, DAY, epochDay - 1);
    try (KeyValueIterator<Bytes, byte[]> rows = resting.range(from, to)) {
      rows.forEachRemaining(row -> gone.add(StateKeys.time(row.key)));
    }
    gone.forEach(day -> resting.delete(StateKeys.row(unit, DAY, day)));
    return gone;
  }

  /** A whole frame was refused: nobody is known who could have sent it. */
  void refused(ReadingFrame frame, String code) {
    Tally tally = new Tally();
    tally.refused(code, frame.readings().size());
    tally.receivedAt(frame.receivedAt());
    tallies.count(frame.gateway(), tally);
  }

  /** A gateway refused something; the unit is empty when it is not a registered one. */
  void refused(Input.Refused refused, Optional<EnergyUnit> unit) {
    Tally tally = new Tally();
    tally.refused(refused.code(), 1);
    tally.receivedAt(refused.receivedAt());
    tallies.count(refused.gateway(), tally);
    unit.ifPresent(
        u -> {
          UnitArrivals arrivals = changed(u.id(), tally);
          DayArrivals day = day(u, arrivals, days(u).of(refused.receivedAt()));
          day.tally().add(tally);
          put(u.id(), arrivals);
        });
  }

  /** A frame entered the ledger of a unit. */
  void took(EnergyUnit unit, ReadingFrame frame, FrameOutcome outcome) {
    Tally tally = new Tally();
    tally.receivedAt(frame.receivedAt());
    UnitArrivals arrivals = get(unit.id()).orElseGet(UnitArrivals::new);
    new Counting(unit, arrivals, frame, tally).count(outcome);
    tallies.count(frame.gateway(), tally);
    arrivals.account().add(tally);
    arrivals.told(false);
    heard(arrivals, frame.receivedAt());
    put(unit.id(), arrivals);
  }

  private UnitArrivals changed(String unit, Tally tally) {
    UnitArrivals arrivals = get(unit).orElseGet(UnitArrivals::new);
    arrivals.account().add(tally);
    arrivals.told(false);
    heard(arrivals, tally.asOf());
    return arrivals;
  }

  /** A unit has another definition. */
  void defined(String unit) {
    lengths.remove(unit);
  }

  private static void heard(UnitArrivals arrivals, long receivedAt) {
    if (arrivals.silence().isEmpty()) {
      arrivals.silence(Silence.first(receivedAt));
    }
  }

  private LocalDays days(EnergyUnit unit) {
    return days.computeIfAbsent(unit.zone(), LocalDays::new);
  }

  private DayArrivals day(EnergyUnit unit, UnitArrivals arrivals, long epochDay) {
    return arrivals.change(
        epochDay,
        day -> resting(unit.id(), day),
        (day, came) -> resting.put(StateKeys.row(unit.id(), DAY, day), ArrivalsCodec.encode(came)));
  }

  /** One frame, reading by reading; neighbours in it are mostly of the same day. */
  private final class Counting {
    private final EnergyUnit unit;
    private final UnitArrivals arrivals;
    private final ReadingFrame frame;
    private final Tally tally;
    private final LocalDays calendar;
    private final IntervalLengths intervals;
    private long currentDay = Long.MIN_VALUE;
    private DayArrivals current;

    private Counting(EnergyUnit unit, UnitArrivals arrivals, ReadingFrame frame, Tally tally) {
      this.unit = unit;
      this.arrivals = arrivals;
      this.frame = frame;
      this.tally = tally;
      this.calendar = days(unit);
      this.intervals = lengths.computeIfAbsent(unit.id(), u -> new IntervalLengths(unit));
    }

    private void count(FrameOutcome outcome) {
      Map<Integer, String> codes = new HashMap<>();
      for (Rejection rejection : outcome.rejections()) {
        codes.put(rejection.index(), rejection.error().code().name());
      }
      List<Reading> readings = frame.readings();
      for (int i = 0; i < readings.size(); i++) {
        Reading reading = readings.get(i);
        DayArrivals day = day(reading.time());
        String code = codes.get(i);
        if (code != null) {
          day.tally().refused(code, 1);
          tally.refused(code, 1);
          continue;
        }
        Tally.Outcome became = became(outcome.outcomes().get(i));
        day.tally().took(became, 1);
        tally.took(became, 1);
        if (frame.action() == ReadingFrame.Action.REPORT) {
          long length = intervals.of(i, reading.point());
          day.delays().add(frame.receivedAt() - reading.time() - length, 1);
          day.reached(reading.time());
        }
      }
    }

    private Tally.Outcome became(FrameOutcome.Outcome outcome) {
      return switch (outcome) {
        case ACCEPTED -> Tally.Outcome.ACCEPTED;
        case DUPLICATE -> Tally.Outcome.DUPLICATE;
        default ->
            frame.action() == ReadingFrame.Action.WITHDRAW
                ? Tally.Outcome.WITHDRAWN
                : Tally.Outcome.CORRECTED;
      };
    }

    /** A time that cannot be believed counts to the day of its receipt. */
    private DayArrivals day(long time) {
      boolean believed =
          time >= ReadingRules.OLDEST.toEpochMilli()
              && time <= frame.receivedAt() + ReadingRules.FUTURE_TOLERANCE.toMillis();
      long day = calendar.of(believed ? time : frame.receivedAt());
      if (current == null || day != currentDay) {
        current = ArrivalDesk.this.day(unit, arrivals, day);
        current.tally().receivedAt(frame.receivedAt());
        currentDay = day;
      }
      return current;
    }
  }
}
