// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What somebody at the enterprise should look at, and what is known about the gateway. */
final class Alarms {
  /** A gateway that has not answered for this long is told. */
  private static final Duration SILENCE = Duration.ofMinutes(10);

  /** The Date header has whole seconds, so half of one is added on average. */
  private static final Duration HALF_SECOND = Duration.ofMillis(500);

  private final Duration driftLimit;
  private final Map<String, String> failures = new TreeMap<>();
  private Instant lastSent = Instant.EPOCH;
  private Instant failingSince;
  private String lastFailure = "";
  private Duration drift = Duration.ZERO;
  private boolean driftKnown;
  private boolean full;
  private long refusedForSpace;
  private String broker = "";
  private boolean brokerKnown;

  Alarms(Duration driftLimit) {
    this.driftLimit = driftLimit;
  }

  /**
   * Measures the clocks by one request.
   *
   * @param date the gateway's clock when it answered, whole seconds
   */
  synchronized void clock(Instant before, Instant date, Instant after) {
    Instant middle = before.plus(Duration.between(before, after).dividedBy(2));
    drift = Duration.between(date.plus(HALF_SECOND), middle);
    driftKnown = true;
  }

  synchronized void sent(String unit, Instant now) {
    failures.remove(unit);
    lastSent = now;
    failingSince = null;
  }

  /**
   * A request was not taken.
   *
   * @param refused true when the gateway does not want it, which is told at once
   */
  synchronized void failed(String unit, String reason, boolean refused, Instant now) {
    lastFailure = reason;
    if (refused) {
      failures.put(unit, reason);
    }
    failingSince = failingSince == null ? now : failingSince;
  }

  synchronized void full() {
    full = true;
    refusedForSpace++;
  }

  /**
   * How the connection with the broker is.
   *
   * @param wrong what is wrong with it; empty: nothing
   * @return true when that is new
   */
  synchronized boolean broker(String wrong) {
    boolean changed = !broker.equals(wrong) || !brokerKnown;
    broker = wrong;
    brokerKnown = true;
    return changed;
  }

  synchronized void hasRoom() {
    full = false;
  }

  synchronized Instant lastSent() {
    return lastSent;
  }

  /** The agent's clock less the gateway's; positive: the agent's is ahead. */
  synchronized Duration drift() {
    return drift;
  }

  synchronized boolean driftKnown() {
    return driftKnown;
  }

  synchronized long refusedForSpace() {
    return refusedForSpace;
  }

  /** Everything that is wrong, in words; empty: nothing. */
  synchronized List<String> told(EdgeStatus status, Duration keep, Instant now) {
    List<String> told = new ArrayList<>();
    if (full) {
      told.add("存储已满，拒收新数据 The store is full of unacknowledged readings: new ones are refused");
    }
    if (failingSince != null && failingSince.plus(SILENCE).isBefore(now)) {
      told.add("上报失败 Nothing is taken by the gateway since " + failingSince + ": " + lastFailure);
    }
    failures.forEach((unit, reason) -> told.add(unit + ": " + reason));
    if (!broker.isEmpty()) {
      told.add("MQTT " + broker);
    }
    if (status.refused() > 0) {
      told.add("整批退回 Requests that the gateway refused as a whole: " + status.refused());
    }
    if (driftKnown && drift.abs().compareTo(driftLimit) > 0) {
      told.add("时钟偏差 The clocks differ by " + drift.toSeconds() + " s");
    }
    if (!status.salvaged().isEmpty()) {
      told.add("存储损坏已修复 The store was damaged: " + status.salvaged());
    }
    if (status.usedBytes() > status.limitBytes() * 9 / 10
        && status.oldestKept() > now.minus(keep).toEpochMilli()) {
      told.add("空间不足，保存期缩短 The quota does not hold what is to be kept");
    }
    return told;
  }
}
