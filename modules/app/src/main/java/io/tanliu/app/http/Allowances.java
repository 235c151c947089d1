// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What each of many may do in a while. Only the senders seen last are remembered, so that senders
 * under many names cannot fill the memory; who was forgotten begins anew.
 */
final class Allowances {
  private static final int REMEMBERED = 20_000;

  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);
  private final long capacity;
  private final long refill;
  private final Duration period;

  /**
   * @param capacity at once
   * @param refill in each period, evenly spread
   */
  Allowances(long capacity, long refill, Duration period) {
    this.capacity = capacity;
    this.refill = refill;
    this.period = period;
  }

  /** Takes one. Returns 0 when there was one left, otherwise the seconds until there is. */
  long take(String sender) {
    ConsumptionProbe probe = bucket(sender).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed() ? 0 : seconds(probe.getNanosToWaitForRefill());
  }

  /** Takes as many as it was, also what is not there: it must come back before the next. */
  void charge(String sender, long many) {
    bucket(sender).consumeIgnoringRateLimits(many);
  }

  /** Seconds until {@link #take} would find one; 0 when it would now. */
  long missing(String sender) {
    Bucket known;
    synchronized (buckets) {
      known = buckets.get(sender);
    }
    return known == null ? 0 : seconds(known.estimateAbilityToConsume(1).getNanosToWaitForRefill());
  }

  private static long seconds(long nanos) {
    return nanos <= 0 ? 0 : TimeUnit.NANOSECONDS.toSeconds(nanos) + 1;
  }

  private Bucket bucket(String sender) {
    synchronized (buckets) {
      Bucket bucket = buckets.get(sender);
      if (bucket == null) {
        bucket =
            Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(refill, period))
                .build();
        buckets.put(sender, bucket);
        if (buckets.size() > REMEMBERED) {
          buckets.remove(buckets.keySet().iterator().next());
        }
      }
      return bucket;
    }
  }
}
