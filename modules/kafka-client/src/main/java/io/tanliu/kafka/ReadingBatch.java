// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.kafka;

import io.tanliu.domain.reading.FrameRules;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.reading.ReadingFrame.Action;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Readings of one unit in the order in which they take effect. Sent again under the same id it
 * makes the same frames, so a repeat after a failure changes nothing.
 */
public final class ReadingBatch {
  /** Most readings in one frame; a batch of more becomes several frames. */
  public static final int FRAME_READINGS = 1_000;

  private static final BigInteger LARGEST = BigInteger.valueOf(Reading.MAX_VALUE);

  /** Room for the number of a frame behind the id. */
  private static final int MAX_ID = FrameRules.MAX_ID - 8;

  private final String unit;
  private final String id;
  private final boolean backfill;
  private final List<Entry> entries;

  private record Entry(Action action, Reading reading) {}

  private ReadingBatch(Builder builder) {
    this.unit = builder.unit;
    this.id = builder.id;
    this.backfill = builder.backfill;
    this.entries = List.copyOf(builder.entries);
  }

  /**
   * Begins a batch.
   *
   * @param unit id of the energy-using unit (用能单位), 1 to 64 characters
   * @param id what this batch is, for the sender: a repeat has the same; 1 to 120 characters
   * @throws IllegalArgumentException when one of them is none
   */
  public static Builder of(String unit, String id) {
    return new Builder(unit, id);
  }

  /** Id of the unit. */
  public String unit() {
    return unit;
  }

  /** Id of the batch; its frames are called by it and their number, {@code id-1}, {@code id-2}. */
  public String id() {
    return id;
  }

  /** Number of readings. */
  public int size() {
    return entries.size();
  }

  /** Readings that were sent one after the other for the same purpose, in pieces. */
  List<ReadingFrame> frames(String source, long now) {
    List<ReadingFrame> frames = new ArrayList<>();
    List<Reading> piece = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      piece.add(entry.reading());
      boolean last = i + 1 == entries.size() || entries.get(i + 1).action() != entry.action();
      if (last || piece.size() == FRAME_READINGS) {
        frames.add(frame(frames.size() + 1, source, now, entry.action(), List.copyOf(piece)));
        piece.clear();
      }
    }
    return frames;
  }

  private ReadingFrame frame(
      int number, String source, long now, Action action, List<Reading> readings) {
    return new ReadingFrame(
        id + "-" + number, unit, now, source, "", action, backfill, Optional.empty(), readings);
  }

  /** Collects readings. */
  public static final class Builder {
    private final String unit;
    private final String id;
    private final List<Entry> entries = new ArrayList<>();
    private boolean backfill;

    private Builder(String unit, String id) {
      this.unit = text("unit", unit, FrameRules.MAX_NAME);
      this.id = text("id", id, MAX_ID);
    }

    private static String text(String name, String text, int most) {
      if (!FrameRules.oneLine(text, most)) {
        throw new IllegalArgumentException(
            name + ": " + text + " (expected: 1 to " + most + " characters on one line)");
      }
      return text;
    }

    /**
     * A reading as the meter shows it, before the multiplier.
     *
     * @param point id of the metering point (计量点) within the unit
     * @param time INTERVAL: start of the interval; else the moment of the reading; to the
     *     millisecond
     * @param value the number, at most 18 digits, 9 of them after the point, in the point's unit
     * @throws IllegalArgumentException when the number has more digits; it is never rounded
     */
    public Builder report(String point, Instant time, BigDecimal value) {
      BigDecimal number = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
      if ((long) number.precision() - number.scale() > 19 || number.scale() > Reading.MAX_SCALE) {
        throw tooLong(value);
      }
      if (number.scale() < 0) {
        number = number.setScale(0);
      }
      if (number.unscaledValue().abs().compareTo(LARGEST) > 0) {
        throw tooLong(value);
      }
      return add(
          Action.REPORT, point, time, number.unscaledValue().longValueExact(), number.scale());
    }

    /** The reading of a point and time goes away. */
    public Builder withdraw(String point, Instant time) {
      return add(Action.WITHDRAW, point, time, 0, 0);
    }

    private Builder add(Action action, String point, Instant time, long value, int scale) {
      Objects.requireNonNull(point, "point");
      entries.add(new Entry(action, new Reading(point, time.toEpochMilli(), value, scale)));
      return this;
    }

    /** The readings are history, which may be older than the correction horizon of 45 days. */
    public Builder backfill() {
      backfill = true;
      return this;
    }

    /**
     * The batch.
     *
     * @throws IllegalArgumentException when it is empty
     */
    public ReadingBatch build() {
      if (entries.isEmpty()) {
        throw new IllegalArgumentException("readings: 0 (expected: 1 or more)");
      }
      return new ReadingBatch(this);
    }

    private static IllegalArgumentException tooLong(BigDecimal value) {
      return new IllegalArgumentException(
          "value: " + value + " (expected: at most 18 digits, 9 of them after the point)");
    }
  }
}
