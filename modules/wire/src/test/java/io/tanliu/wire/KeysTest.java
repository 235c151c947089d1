// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeysTest {

  @Test
  void shouldWriteStartsInUtcSoThatKeysSortByTime() {
    String earlier = Keys.window("STEEL-01", "15m", 1_542_844_800_000L);
    assertThat(earlier).isEqualTo("STEEL-01|15m|2018-11-22T00:00:00Z");
    assertThat(Keys.window("STEEL-01", "15m", 1_542_844_800_000L + 900_000))
        .isEqualTo("STEEL-01|15m|2018-11-22T00:15:00Z")
        .isGreaterThan(earlier);
  }

  @Test
  void shouldFindTheEntityInEveryKey() {
    assertThat(Keys.entity("STEEL-01")).isEqualTo("STEEL-01");
    assertThat(Keys.entity("STEEL-01|15m|2018-11-22T00:00:00Z")).isEqualTo("STEEL-01");
    assertThat(Keys.entity("|x")).isEmpty();
  }
}
