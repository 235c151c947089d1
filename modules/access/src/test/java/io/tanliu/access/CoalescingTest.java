// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoalescingTest {
  private final Coalescing coalescing = new Coalescing(100);

  private static AuditEntry refusal(long at, String address) {
    return AuditEntry.refusal(at, Caller.NOBODY, "GET /x", "wrong-secret", address);
  }

  @Test
  void shouldTellTheFirstRefusalAtOnceAndItsRepeatsAsOne() {
    assertThat(coalescing.add(refusal(0, "a"))).isPresent();
    for (int i = 1; i <= 5_000; i++) {
      assertThat(coalescing.add(refusal(i, "a"))).isEmpty();
    }
    assertThat(coalescing.add(refusal(9, "b"))).as("another address").isPresent();
    assertThat(coalescing.due(Coalescing.WINDOW - 1)).isEmpty();
    List<Coalescing.Counted> told = coalescing.due(Coalescing.WINDOW);
    assertThat(told).hasSize(1);
    assertThat(told.get(0).count()).isEqualTo(5_000);
    assertThat(told.get(0).first()).isEqualTo(1);
    assertThat(told.get(0).last()).isEqualTo(5_000);
    assertThat(coalescing.add(refusal(Coalescing.WINDOW, "a"))).as("a new minute").isPresent();
  }

  @Test
  void shouldStayBoundedUnderAnAttackFromManyAddresses() {
    List<Coalescing.Counted> told = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      coalescing.add(refusal(i % 1_000, "a" + i)).ifPresent(told::add);
    }
    assertThat(told).hasSize(100);
    told.addAll(coalescing.due(2 * Coalescing.WINDOW));
    assertThat(told).hasSize(101);
    assertThat(told.stream().mapToLong(Coalescing.Counted::count).sum()).isEqualTo(100_000);
    assertThat(told.get(100).entry().address()).isEqualTo("(many)");
  }

  @Test
  void shouldTellEveryChangeByItself() {
    AuditEntry change =
        new AuditEntry(
            AuditEntry.Kind.CHANGE, 0, Caller.NOBODY, "PUT /x", "e", "done", "a", "b", "addr");
    for (int i = 0; i < 1_000; i++) {
      assertThat(coalescing.add(change)).isPresent();
    }
    assertThat(coalescing.rest()).isEmpty();
  }

  @Test
  void shouldKeepLinesAndSecretsOutOfTheRecord() {
    String nasty = "x\r\n2026 INFO forged\u001b[31m\u202e tlk_steel_" + "s".repeat(43);
    AuditEntry entry =
        new AuditEntry(
            AuditEntry.Kind.REFUSAL,
            0,
            new Caller(Caller.Kind.TOKEN, nasty, nasty, java.util.Set.of()),
            nasty,
            nasty,
            "wrong-secret",
            nasty,
            nasty,
            nasty.repeat(100));
    var event = AuditMapping.toAvro(new Coalescing.Counted(entry, 1, 0, 0));
    String text =
        event.getCaller()
            + event.getAction()
            + event.getEntity()
            + event.getAfter()
            + event.getAddress()
            + event.getCallerName()
            + event.getBefore();
    assertThat(text.chars().anyMatch(Character::isISOControl)).isFalse();
    assertThat(text).doesNotContain("sss").doesNotContain("\u202e").contains("\\u000a");
    assertThat(event.getAddress()).hasSize(64);
  }
}
