// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.time.Granularity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TilingTest {
  private static final List<ZoneId> ZONES =
      List.of(ZoneId.of("Asia/Shanghai"), ZoneId.of("Europe/Berlin"), ZoneId.of("Asia/Kolkata"));

  @Test
  void shouldSumAnySpanAndFindThePassedLimitAsALinearScanDoes() {
    for (long seed = 0; seed < 25; seed++) {
      Random random = new Random(seed);
      ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
      MemoryWindows rows = new MemoryWindows(zone);
      TreeMap<Long, Long> buckets = new TreeMap<>();
      long origin = Instant.parse("2023-11-20T00:00:00Z").toEpochMilli();
      for (int i = 0; i < 1_500; i++) {
        long bucket = origin + random.nextInt(140 * 96) * Granularity.BASE;
        long amount = random.nextInt(1_000);
        rows.add(bucket, amount);
        buckets.merge(bucket, amount, Long::sum);
      }
      Tiling tiling = new Tiling(rows, zone);
      for (int i = 0; i < 40; i++) {
        long from = origin + random.nextInt(70 * 96) * Granularity.BASE;
        long to = from + random.nextInt(70 * 96) * Granularity.BASE;
        long sum = buckets.subMap(from, to).values().stream().mapToLong(a -> a).sum();
        assertThat(tiling.sum(from, to).lines().get(MemoryWindows.FLOW).amount())
            .as("seed %d", seed)
            .isEqualTo(sum);
        long limit = sum == 0 ? 0 : random.nextLong(sum + sum / 10 + 1);
        assertThat(tiling.firstAbove(from, to, limit, l -> l.get(MemoryWindows.FLOW).amount()))
            .as("seed %d", seed)
            .isEqualTo(scan(buckets, from, to, limit));
      }
    }
  }

  private static OptionalLong scan(TreeMap<Long, Long> buckets, long from, long to, long limit) {
    long sum = 0;
    for (var bucket : buckets.subMap(from, to).entrySet()) {
      sum += bucket.getValue();
      if (sum > limit) {
        return OptionalLong.of(bucket.getKey());
      }
    }
    return OptionalLong.empty();
  }

  @Test
  void shouldFindNoCrossingInAnEmptySpan() {
    MemoryWindows rows = new MemoryWindows(ZONES.get(0));
    Tiling tiling = new Tiling(rows, ZONES.get(0));
    assertThat(tiling.firstAbove(0, 0, 0, l -> 1)).isEmpty();
    assertThat(tiling.sum(0, 86_400_000L).revision()).isZero();
  }
}
