// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the ledger remembers of one unit between frames, besides rows: its event time, where each
 * point's readings begin, end and are settled, and the accounts.
 */
public final class UnitBook {
  /** Positions of a frame whose point is guessed from the frame before. */
  private static final int MOST_GUESSES = 1_024;

  private final List<PointBook> points = new ArrayList<>();
  private final Map<String, PointBook> byId = new HashMap<>();
  private final long[] unsettled = {Long.MAX_VALUE, Long.MAX_VALUE};
  private Accounts accounts = Accounts.ZERO;
  private long newest = Long.MIN_VALUE;
  private long top = Long.MIN_VALUE;
  private boolean reshaped;

  // In memory only.
  private final List<PointBook> guesses = new ArrayList<>();
  private UnitMeters meters;

  /** The book of a point; made at first sight, its number is never reused. */
  public PointBook point(String id) {
    PointBook known = byId.get(id);
    if (known == null) {
      known = new PointBook(this, points.size(), id);
      byId.put(id, known);
      points.add(known);
      reshaped = true;
      if (meters != null) {
        known.versions(meters.point(id));
      }
    }
    return known;
  }

  /** The points in the order of their numbers. */
  public List<PointBook> points() {
    return Collections.unmodifiableList(points);
  }

  /**
   * The book of the point at a position of a frame, or null before its first reading. Frames of a
   * unit mostly name the same points in the same order.
   */
  PointBook known(int index, String id) {
    PointBook guess = index < guesses.size() ? guesses.get(index) : null;
    if (guess != null && guess.id().equals(id)) {
      return guess;
    }
    PointBook known = byId.get(id);
    if (known != null && index < MOST_GUESSES) {
      while (guesses.size() <= index) {
        guesses.add(null);
      }
      guesses.set(index, known);
    }
    return known;
  }

  /** The definition by which the next readings are judged. */
  void use(UnitMeters current) {
    if (meters != current) {
      meters = current;
      points.forEach(p -> p.versions(current.point(p.id())));
    }
  }

  /**
   * Newest time of any reading that ever entered, the unit's event time; {@link Long#MIN_VALUE}
   * before the first.
   */
  public long newest() {
    return newest;
  }

  void entered(long time) {
    newest = Math.max(newest, time);
  }

  /** Nothing is stored after; {@link Long#MIN_VALUE} when there never was a reading. */
  public long top() {
    return top;
  }

  void stored(long time, boolean keepsWeek) {
    top = Math.max(top, time);
    int kind = keepsWeek ? 1 : 0;
    if (time < unsettled[kind]) {
      unsettled[kind] = time;
      reshaped = true;
    }
  }

  /**
   * No reading before this time waits to be settled; {@link Long#MAX_VALUE} when none waits.
   *
   * @param keepsWeek for the points whose readings are kept longer, or for the others
   */
  public long unsettled(boolean keepsWeek) {
    return unsettled[keepsWeek ? 1 : 0];
  }

  void settledTo(boolean keepsWeek, long cutoff) {
    unsettled[keepsWeek ? 1 : 0] = cutoff;
    reshaped = true;
  }

  /** Another definition keeps readings for another time: look at all that are not settled. */
  void keepsChanged() {
    unsettled[0] = Math.min(unsettled[0], unsettled[1]);
    unsettled[1] = unsettled[0];
    reshaped = true;
  }

  /** Sets what was stored with the book. */
  public void restore(long newestTime, long topTime, long unsettledOthers, long unsettledWeek) {
    newest = newestTime;
    top = topTime;
    unsettled[0] = unsettledOthers;
    unsettled[1] = unsettledWeek;
  }

  /** True when more than accounts and newest times has changed since {@link #shapeSaved()}. */
  public boolean isReshaped() {
    return reshaped;
  }

  /** The shape of the book, which seldom changes, has been stored. */
  public void shapeSaved() {
    reshaped = false;
  }

  void reshaped() {
    reshaped = true;
  }

  /** What became of all readings so far. */
  public Accounts accounts() {
    return accounts;
  }

  /** Sets the accounts. */
  public void accounts(Accounts accounts) {
    this.accounts = accounts;
  }
}
