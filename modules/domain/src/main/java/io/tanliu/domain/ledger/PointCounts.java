// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many points measure each flow of an entity, as a step function of time: what coverage is a
 * share of. Additive, so a unit that moves away and back leaves no trace.
 */
public final class PointCounts {
  /** The time of what has always been so. */
  public static final long ALWAYS = Long.MIN_VALUE;

  private final TreeMap<String, TreeMap<Long, Long>> steps = new TreeMap<>();

  /** Visits the steps of all flows. */
  @FunctionalInterface
  public interface Visitor {
    /** From {@code from} on there are {@code count} more points of the flow, or less. */
    void step(String flow, long from, long count);
  }

  /** Adds points, or removes when negative, from a time on. */
  public void add(String flow, long from, long count) {
    if (count == 0) {
      return;
    }
    TreeMap<Long, Long> ofFlow = steps.computeIfAbsent(flow, f -> new TreeMap<>());
    ofFlow.merge(from, count, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b));
    if (ofFlow.isEmpty()) {
      steps.remove(flow);
    }
  }

  /** Adds all steps of another. */
  public void add(PointCounts other) {
    other.forEach(this::add);
  }

  /** Takes all steps of another away. */
  public void subtract(PointCounts other) {
    other.forEach((flow, from, count) -> add(flow, from, -count));
  }

  /** Visits all steps, by flow and time. */
  public void forEach(Visitor visitor) {
    steps.forEach(
        (flow, ofFlow) -> ofFlow.forEach((from, count) -> visitor.step(flow, from, count)));
  }

  /** Flows that are or were measured. */
  public Set<String> flows() {
    return steps.keySet();
  }

  /** Number of all steps. */
  public int size() {
    return steps.values().stream().mapToInt(Map::size).sum();
  }

  /** True when there is no point at any time. */
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** The earliest step; {@link Long#MAX_VALUE} when there is none. */
  public long first() {
    return steps.values().stream().mapToLong(TreeMap::firstKey).min().orElse(Long.MAX_VALUE);
  }

  /** Time after which there is no point again; {@link Long#MAX_VALUE} when there always is. */
  public long last() {
    long last = Long.MIN_VALUE;
    for (SortedMap<Long, Long> ofFlow : steps.values()) {
      long left = ofFlow.values().stream().mapToLong(Long::longValue).sum();
      last = Math.max(last, left == 0 ? ofFlow.lastKey() : Long.MAX_VALUE);
    }
    return last;
  }

  /**
   * Point-milliseconds of {@code [start, end)} in a sum of steps.
   *
   * @param ofFlows change of the number of points by time
   * @throws ArithmeticException on overflow
   */
  static long time(SortedMap<Long, Long> ofFlows, long start, long end) {
    long sum = 0;
    for (Map.Entry<Long, Long> step : ofFlows.entrySet()) {
      if (step.getKey() >= end) {
        break;
      }
      long millis = end - Math.max(start, step.getKey());
      sum = Math.addExact(sum, Math.multiplyExact(step.getValue(), millis));
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PointCounts that && steps.equals(that.steps);
  }

  @Override
  public int hashCode() {
    return steps.hashCode();
  }

  @Override
  public String toString() {
    return steps.toString();
  }
}
