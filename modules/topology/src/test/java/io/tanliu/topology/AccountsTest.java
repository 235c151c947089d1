// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.Given.at;
import static io.tanliu.topology.Given.interval;
import static io.tanliu.topology.Given.reading;
import static io.tanliu.topology.Given.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.QualityAccount;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.wire.RejectionMapping;
import io.tanliu.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Received = accepted + duplicate + corrected + rejected, per unit, per gateway and in total. */
class AccountsTest {
  private final LedgerDriver driver = new LedgerDriver();
  private int frames;

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void shouldCountEveryReadingOncePerUnitPerGatewayAndInTotal() {
    driver.define(unit("U", "360102", interval("E1")));
    driver.define(unit("V", "360102", interval("E1")));
    send(
        "U",
        "north",
        reading("E1", "2024-06-01T00:00:00Z", 1),
        reading("E1", "2024-06-01T00:15:00Z", 2));
    send("U", "north", reading("E1", "2024-06-01T00:00:00Z", 1));
    send(
        "U",
        "south",
        reading("E1", "2024-06-01T00:15:00Z", 3),
        reading("E1", "2024-06-01T00:30:00Z", -3));
    send(
        "V",
        "",
        reading("E1", "2024-06-01T00:00:00Z", 1),
        reading("E9", "2024-06-01T00:00:00Z", 1));
    send("NOBODY", "south", reading("E1", "2024-06-01T00:00:00Z", 1));

    Map<String, QualityAccount> accounts = driver.accounts();
    assertThat(numbers(accounts.get("unit|U"))).containsExactly(5L, 2L, 1L, 1L, 1L);
    assertThat(numbers(accounts.get("unit|V"))).containsExactly(2L, 1L, 0L, 0L, 1L);
    assertThat(numbers(accounts.get("gateway|north"))).containsExactly(3L, 2L, 1L, 0L, 0L);
    assertThat(numbers(accounts.get("gateway|south"))).containsExactly(3L, 0L, 0L, 1L, 2L);
    assertThat(numbers(accounts.get("gateway|direct"))).containsExactly(2L, 1L, 0L, 0L, 1L);
    assertThat(numbers(accounts.get("total"))).containsExactly(8L, 3L, 1L, 1L, 3L);
    assertThat(accounts).doesNotContainKey("unit|NOBODY");
    assertThat(accounts.get("total").getRejectedByCode())
        .containsOnly(
            Map.entry("NEGATIVE", 1L),
            Map.entry("UNKNOWN_POINT", 1L),
            Map.entry("UNKNOWN_UNIT", 1L));
    assertThat(accounts.get("unit|U").getRejectedByCode()).containsOnly(Map.entry("NEGATIVE", 1L));
  }

  @Test
  void shouldCountWhatAGatewayRefusedAndNotTwiceWhatTheLedgerRefused() {
    driver.define(unit("U", "360102", interval("E1")));
    send("U", "north", reading("E1", "2024-06-01T00:00:00Z", -1));
    refuse("U", "U", "north");
    refuse("NOBODY", "NOBODY", "north");
    refuse(null, "", "north");

    Map<String, QualityAccount> accounts = driver.accounts();
    assertThat(numbers(accounts.get("unit|U"))).containsExactly(2L, 0L, 0L, 0L, 2L);
    assertThat(numbers(accounts.get("gateway|north"))).containsExactly(4L, 0L, 0L, 0L, 4L);
    assertThat(numbers(accounts.get("total"))).containsExactly(4L, 0L, 0L, 0L, 4L);
    assertThat(accounts.get("unit|U").getRejectedByCode())
        .containsOnly(Map.entry("NEGATIVE", 1L), Map.entry("MALFORMED", 1L));
  }

  @Test
  void shouldPublishNothingAgainWhenNothingChanged() {
    driver.define(unit("U", "360102", interval("E1")));
    send("U", "north", reading("E1", "2024-06-01T00:00:00Z", 1));
    assertThat(driver.accounts()).hasSize(3);
    driver.publish();
    driver.publish();
    driver.publish();
    assertThat(driver.accountRecords()).isZero();
  }

  private void refuse(String key, String unit, String gateway) {
    driver.send(
        Topics.READING_REJECTED,
        key,
        RejectionMapping.toAvro(
            new RejectionMapping.Origin(
                unit, "f", gateway, false, Optional.empty(), at("2024-06-01T00:00:00Z")),
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.of("x"),
            new ReadingError(ReadingError.Code.MALFORMED, "line", "x", "a reading")));
  }

  private void send(String unit, String gateway, Reading... readings) {
    driver.frame(
        new ReadingFrame(
            "f" + frames++,
            unit,
            at("2024-06-02T00:00:00Z"),
            "test",
            gateway,
            ReadingFrame.Action.REPORT,
            false,
            Optional.empty(),
            List.of(readings)));
  }

  private static List<Long> numbers(QualityAccount account) {
    assertThat(account.getReceived())
        .isEqualTo(
            account.getAccepted()
                + account.getDuplicate()
                + account.getCorrected()
                + account.getRejected());
    assertThat(account.getRejectedByCode().values().stream().mapToLong(n -> n).sum())
        .isEqualTo(account.getRejected());
    return List.of(
        account.getReceived(),
        account.getAccepted(),
        account.getDuplicate(),
        account.getCorrected(),
        account.getRejected());
  }
}
