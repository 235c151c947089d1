// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.control.Target;
import io.tanliu.domain.ledger.Cause;
import io.tanliu.domain.ledger.Lines;
import io.tanliu.domain.ledger.PointCounts;
import io.tanliu.domain.quality.Tally;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiFunction;

/** Messages of the roll-up as bytes. */
public final class RollupCodec {
  private static final int VERSION = 3;
  private static final int CHANGE = 1;
  private static final int TARGET = 2;
  private static final int COUNTED = 3;

  private RollupCodec() {}

  /** Makes a change from its parts. */
  @FunctionalInterface
  public interface ChangeMaker<M> {
    /** The change. */
    M make(String unit, long asOf, Cause cause, PointCounts points, SortedMap<Long, Lines> buckets);
  }

  /** Bytes of a change. */
  public static byte[] change(
      String unit, long asOf, Cause cause, PointCounts points, SortedMap<Long, Lines> buckets) {
    StateWriter out = new StateWriter(VERSION).number(CHANGE).text(unit).number(asOf);
    out.number(Causes.number(cause)).points(points);
    LinesCodec.write(out, buckets);
    return out.bytes();
  }

  /** Bytes of a target. */
  public static byte[] target(String id, Optional<Target> target) {
    StateWriter out = new StateWriter(VERSION).number(TARGET).text(id);
    out.number(target.isPresent() ? 1 : 0);
    target.ifPresent(t -> Budget.write(out, t));
    return out.bytes();
  }

  /** Bytes of what became of readings. */
  public static byte[] counted(Tally tally) {
    StateWriter out = new StateWriter(VERSION).number(COUNTED);
    ArrivalsCodec.tally(out, tally);
    return out.bytes();
  }

  /** True when the bytes say what became of readings. */
  public static boolean isCounted(byte[] bytes) {
    return new StateReader(bytes, VERSION).number() == COUNTED;
  }

  /** What became of readings, in the bytes. */
  public static Tally counted(byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION);
    in.number();
    return ArrivalsCodec.tally(in);
  }

  /** The message in the bytes. */
  public static <M> M decode(
      byte[] bytes, ChangeMaker<M> change, BiFunction<String, Optional<Target>, M> target) {
    StateReader in = new StateReader(bytes, VERSION);
    if (in.number() == TARGET) {
      String id = in.text();
      return target.apply(
          id,
          in.number() == 1
              ? Optional.of(Budget.readTarget(in, in.version() > 2))
              : Optional.empty());
    }
    String unit = in.text();
    long asOf = in.number();
    Cause cause = Cause.READING;
    PointCounts points = new PointCounts();
    if (in.version() == 1) {
      in.undatedPoints(points);
    } else {
      cause = Causes.of(in.count());
      in.points(points);
    }
    return change.make(unit, asOf, cause, points, LinesCodec.readBuckets(in));
  }
}
