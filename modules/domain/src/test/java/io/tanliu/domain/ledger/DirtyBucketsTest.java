// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.time.Granularity;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DirtyBucketsTest {
  private static TreeSet<Long> buckets(DirtyBuckets dirty) {
    TreeSet<Long> buckets = new TreeSet<>();
    dirty
        .ranges()
        .forEach(
            (start, end) -> {
              for (long at = start; at < end; at += Granularity.BASE) {
                buckets.add(at);
              }
            });
    return buckets;
  }

  @Test
  void shouldHoldExactlyWhatWasMarkedWhileThereAreFewRanges() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      DirtyBuckets dirty = new DirtyBuckets();
      TreeSet<Long> model = new TreeSet<>();
      for (int i = 0; i < 60; i++) {
        // At most 15 groups of neighbours: never more ranges than are kept apart.
        long bucket = (random.nextInt(30) - 15) * Granularity.BASE;
        dirty.mark(bucket);
        model.add(bucket);
      }
      assertThat(buckets(dirty)).as("seed %d", seed).isEqualTo(model);
      assertThat(dirty.buckets()).isEqualTo(model.size());
    }
  }

  @Test
  void shouldLeaveNothingOutAndStayBoundedWhenManyRangesAreMarked() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      DirtyBuckets dirty = new DirtyBuckets();
      TreeSet<Long> model = new TreeSet<>();
      for (int i = 0; i < 200; i++) {
        long start = random.nextInt(5_000) * Granularity.BASE;
        long end = start + (1 + random.nextInt(20)) * Granularity.BASE;
        dirty.markRange(start, end);
        for (long at = start; at < end; at += Granularity.BASE) {
          model.add(at);
        }
        assertThat(dirty.ranges()).hasSizeLessThanOrEqualTo(16);
      }
      assertThat(buckets(dirty).containsAll(model)).as("seed %d", seed).isTrue();
      assertThat(buckets(dirty).first()).isEqualTo(model.first());
      assertThat(buckets(dirty).last()).isEqualTo(model.last());
      dirty.clear();
      assertThat(dirty.isEmpty()).isTrue();
    }
  }

  @Test
  void shouldMarkTheRunningWindowWhenTheEventTimeGoesOn() {
    EntityBook book = new EntityBook(java.time.ZoneId.of("Asia/Shanghai"));
    book.reached(1_000);
    assertThat(book.dirty().isEmpty()).isTrue();
    book.reached(500);
    assertThat(book.dirty().isEmpty()).isTrue();
    book.reached(5 * Granularity.BASE);
    assertThat(buckets(book.dirty())).containsExactly(0L);
    assertThat(book.asOf()).isEqualTo(5 * Granularity.BASE);
  }
}
