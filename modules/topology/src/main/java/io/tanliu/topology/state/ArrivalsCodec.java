// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.quality.DayArrivals;
import io.tanliu.domain.quality.DelayHistogram;
import io.tanliu.domain.quality.Silence;
import io.tanliu.domain.quality.Tally;
import io.tanliu.domain.quality.UnitArrivals;
import java.util.Map;
import java.util.TreeMap;

/** What came from a unit, for a day, or through a gateway, as state. */
public final class ArrivalsCodec {
  private static final int VERSION = 1;

  private ArrivalsCodec() {}

  /** Bytes of a unit's arrivals. */
  public static byte[] encode(UnitArrivals arrivals) {
    StateWriter out = new StateWriter(VERSION);
    tally(out, arrivals.account());
    out.number(arrivals.told() ? 1 : 0).number(arrivals.newestDay());
    out.number(arrivals.silence().isPresent() ? 1 : 0);
    arrivals
        .silence()
        .ifPresent(
            s ->
                out.number(s.online() ? 1 : 0)
                    .number(s.since())
                    .number(s.heard())
                    .number(s.sequence()));
    out.number(arrivals.changed().size());
    arrivals.changed().forEach(out::number);
    out.number(arrivals.hot().size());
    arrivals.hot().forEach((day, came) -> day(out.number(day), came));
    return out.bytes();
  }

  /** The arrivals of a unit in the bytes. */
  public static UnitArrivals decode(byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION);
    UnitArrivals arrivals = new UnitArrivals(tally(in));
    arrivals.told(in.number() == 1);
    arrivals.newestDay(in.number());
    if (in.number() == 1) {
      arrivals.silence(new Silence(in.number() == 1, in.number(), in.number(), in.count()));
    }
    int changed = in.count();
    for (int i = 0; i < changed; i++) {
      arrivals.changed().add(in.number());
    }
    int hot = in.count();
    for (int i = 0; i < hot; i++) {
      arrivals.hot().put(in.number(), day(in));
    }
    return arrivals;
  }

  /** Bytes of a day. */
  public static byte[] encode(DayArrivals day) {
    StateWriter out = new StateWriter(VERSION);
    day(out, day);
    return out.bytes();
  }

  /** The day in the bytes. */
  public static DayArrivals decodeDay(byte[] bytes) {
    return day(new StateReader(bytes, VERSION));
  }

  /** Bytes of what was counted, and of that part of it which was told elsewhere. */
  public static byte[] encode(Tally counted, Tally told) {
    StateWriter out = new StateWriter(VERSION);
    tally(out, counted);
    tally(out, told);
    return out.bytes();
  }

  /** What was counted, and what was told, in the bytes. */
  public static Tally[] decodePair(byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION);
    return new Tally[] {tally(in), tally(in)};
  }

  private static void day(StateWriter out, DayArrivals day) {
    tally(out, day.tally());
    out.number(day.lastReading());
    DelayHistogram delays = day.delays();
    out.number(delays.size());
    if (delays.size() > 0) {
      out.number(delays.min()).number(delays.max());
      int[] before = {0};
      delays.forEach(
          (bucket, count) -> {
            out.number(bucket - before[0]).number(count);
            before[0] = bucket;
          });
    }
  }

  private static DayArrivals day(StateReader in) {
    Tally tally = tally(in);
    long lastReading = in.number();
    DelayHistogram delays = new DelayHistogram();
    int size = in.count();
    if (size > 0) {
      delays.restore(in.number(), in.number());
      int bucket = 0;
      for (int i = 0; i < size; i++) {
        bucket += in.count();
        delays.restore(bucket, in.number());
      }
    }
    return new DayArrivals(tally, delays, lastReading);
  }

  static void tally(StateWriter out, Tally tally) {
    for (long number : tally.numbers()) {
      out.number(number);
    }
    out.number(tally.rejectedByCode().size());
    tally.rejectedByCode().forEach((code, count) -> out.text(code).number(count));
  }

  static Tally tally(StateReader in) {
    long[] numbers = new Tally().numbers();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.number();
    }
    Map<String, Long> byCode = new TreeMap<>();
    int codes = in.count();
    for (int i = 0; i < codes; i++) {
      byCode.put(in.text(), in.number());
    }
    return Tally.of(numbers, byCode);
  }
}
