// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What became of readings: received = accepted + duplicate + corrected + rejected, always. */
public final class Tally {
  private final TreeMap<String, Long> rejectedByCode = new TreeMap<>();
  private long accepted;
  private long duplicate;
  private long corrected;
  private long rejected;
  private long withdrawn;
  private long asOf = Long.MIN_VALUE;

  /** What became of a reading that was not refused. */
  public enum Outcome {
    /** It was new. */
    ACCEPTED,
    /** It changed nothing. */
    DUPLICATE,
    /** It replaced another number. */
    CORRECTED,
    /** It took a reading away; counts as corrected. */
    WITHDRAWN
  }

  /** Counts readings that were not refused. */
  public void took(Outcome outcome, long count) {
    switch (outcome) {
      case ACCEPTED -> accepted += count;
      case DUPLICATE -> duplicate += count;
      case CORRECTED -> corrected += count;
      case WITHDRAWN -> {
        corrected += count;
        withdrawn += count;
      }
    }
  }

  /** Counts refused readings. */
  public void refused(String code, long count) {
    rejected += count;
    rejectedByCode.merge(code, count, Long::sum);
  }

  /** What was counted was received at that moment, epoch milliseconds. */
  public void receivedAt(long time) {
    asOf = Math.max(asOf, time);
  }

  /** Adds another tally. */
  public void add(Tally other) {
    add(other, 1);
  }

  /** What this tally counted beyond an earlier one. */
  public Tally since(Tally earlier) {
    Tally difference = new Tally();
    difference.add(this, 1);
    difference.add(earlier, -1);
    difference.asOf = asOf;
    return difference;
  }

  private void add(Tally other, int sign) {
    accepted += sign * other.accepted;
    duplicate += sign * other.duplicate;
    corrected += sign * other.corrected;
    rejected += sign * other.rejected;
    withdrawn += sign * other.withdrawn;
    other.rejectedByCode.forEach(
        (code, count) ->
            rejectedByCode.merge(code, sign * count, (a, b) -> a + b == 0 ? null : a + b));
    asOf = Math.max(asOf, other.asOf);
  }

  /** Everything as numbers, for the codec. */
  public long[] numbers() {
    return new long[] {accepted, duplicate, corrected, rejected, withdrawn, asOf};
  }

  /** A tally from {@link #numbers()} and the refused by code. */
  public static Tally of(long[] numbers, Map<String, Long> rejectedByCode) {
    Tally tally = new Tally();
    tally.accepted = numbers[0];
    tally.duplicate = numbers[1];
    tally.corrected = numbers[2];
    tally.rejected = numbers[3];
    tally.withdrawn = numbers[4];
    tally.asOf = numbers[5];
    tally.rejectedByCode.putAll(rejectedByCode);
    return tally;
  }

  /** All readings that came. */
  public long received() {
    return accepted + duplicate + corrected + rejected;
  }

  /** New readings. */
  public long accepted() {
    return accepted;
  }

  /** Readings that changed nothing. */
  public long duplicate() {
    return duplicate;
  }

  /** Readings that replaced or withdrew another number. */
  public long corrected() {
    return corrected;
  }

  /** Refused readings. */
  public long rejected() {
    return rejected;
  }

  /** Readings that went away; contained in the corrected ones. */
  public long withdrawn() {
    return withdrawn;
  }

  /** Refused readings by code; they add up to {@link #rejected()}. */
  public Map<String, Long> rejectedByCode() {
    return rejectedByCode;
  }

  /** When the newest was received, epoch milliseconds; {@link Long#MIN_VALUE} when none was. */
  public long asOf() {
    return asOf;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tally tally
        && Arrays.equals(numbers(), tally.numbers())
        && rejectedByCode.equals(tally.rejectedByCode);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers());
  }

  @Override
  public String toString() {
    return Arrays.toString(numbers()) + rejectedByCode;
  }
}
