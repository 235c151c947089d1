// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.rejected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.avro.RejectedReading;
import io.tanliu.client.Delivery;
import io.tanliu.client.Delivery.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a replay makes of refused readings. */
class ReplayPlanTest {
  private static final Corrections NONE = new Corrections(Map.of(), Optional.empty(), false);
  private static final String T0 = "2018-01-01T00:00:00+09:00";
  private static final String T0_UTC = "2017-12-31T15:00:00Z";

  private long offset;

  @Test
  void shouldSendAReadingAsItWasSent() {
    ReplayPlan plan = plan(NONE, record(reading("E9", T0, "3.170")));

    assertThat(json(plan)).containsExactly(reading("E9", T0, "3.170"));
    assertThat(plan.requests(NONE)).extracting(r -> r.delivery().kind()).containsExactly(Kind.LIVE);
  }

  @Test
  void shouldSendOnlyTheLastOfSeveralReadingsOfOneMoment() {
    ReplayPlan plan =
        plan(
            NONE,
            record(reading("E9", T0, "1")),
            record(reading("E8", T0, "2")),
            record(reading("E9", T0_UTC, "3")));

    assertThat(json(plan)).containsExactly(reading("E8", T0, "2"), reading("E9", T0_UTC, "3"));
    assertThat(plan.superseded()).isEqualTo(1);
  }

  @Test
  void shouldCorrectUnitPointAndScaleExactly() {
    Corrections corrections =
        new Corrections(
            Map.of("unit", "U-2", "point", "E1", "energy-unit", "kWh"),
            Optional.of(new BigDecimal("0.001")),
            false);

    ReplayPlan plan =
        plan(
            corrections,
            record(
                "{\"point\":\"E9\",\"time\":\"" + T0 + "\",\"value\":\"3.17\",\"unit\":\"Wh\"}"));

    assertThat(json(plan))
        .containsExactly(
            "{\"point\":\"E1\",\"time\":\"" + T0 + "\",\"value\":0.00317,\"unit\":\"kWh\"}");
    assertThat(plan.requests(corrections).get(0).delivery().unit()).isEqualTo("U-2");
  }

  @Test
  void shouldSayWhatCannotBeSent() {
    ReplayPlan plan =
        plan(
            new Corrections(Map.of(), Optional.of(BigDecimal.TEN), false),
            record(null),
            record("{\"point\":\"E1"),
            record("{\"point\":\"E1\",\"value\":\"NaN\"}"),
            record("{\"point\":\"E1\",\"value\":2}"));

    assertThat(json(plan)).containsExactly("{\"point\":\"E1\",\"value\":20}");
    assertThat(plan.unsendable()).hasSize(3);
    assertThat(plan.unsendable().get(new RecordId(0, 2)))
        .isEqualTo("value: NaN (expected: a number)");
  }

  @Test
  void shouldSendHistoryAndEditsAsSuch() {
    RejectedReading edit =
        RejectedReading.newBuilder(rejected(reading("E1", T0, "1")))
            .setAuthor("Li")
            .setReason("why")
            .build();
    RejectedReading history =
        RejectedReading.newBuilder(rejected(reading("E2", T0, "1"))).setBackfill(true).build();

    ReplayPlan plan =
        ReplayPlan.of(
            List.of(
                new RejectedRecord(new RecordId(0, 1), edit),
                new RejectedRecord(new RecordId(0, 2), history),
                new RejectedRecord(new RecordId(0, 3), rejected(reading("E3", T0, "1")))),
            NONE);

    assertThat(plan.requests(NONE))
        .extracting(r -> r.delivery().kind())
        .containsExactly(Kind.EDIT, Kind.BACKFILL, Kind.LIVE);
  }

  @Test
  void shouldHaveTheSameKeyForTheSameRecordsAndCorrectionsOnly() {
    Corrections scaled = new Corrections(Map.of(), Optional.of(BigDecimal.ONE), false);
    List<RejectedRecord> records = List.of(record(reading("E9", T0, "1")));
    String key = delivery(records, NONE).key();

    assertThat(delivery(records, NONE).key()).isEqualTo(key).matches("replay-[0-9a-f]{40}");
    assertThat(delivery(records, scaled).key()).isNotEqualTo(key);
    assertThat(delivery(List.of(record(reading("E9", T0, "1"))), NONE).key()).isNotEqualTo(key);
  }

  @Test
  void shouldReadTheNumberAloneOfEarlierVersions() {
    RejectedReading old =
        RejectedReading.newBuilder(rejected("3.17")).setPoint("E1").setTime(T0_UTC).build();

    ReplayPlan plan = ReplayPlan.of(List.of(new RejectedRecord(new RecordId(0, 1), old)), NONE);

    assertThat(json(plan)).containsExactly(reading("E1", T0_UTC, "3.17"));
  }

  @Test
  void shouldRefuseCorrectionsThatMeanNothing() {
    assertThatThrownBy(() -> new Corrections(Map.of("time", "now"), Optional.empty(), false))
        .hasMessage("set: time (expected: unit, point, value or energy-unit)");
    assertThatThrownBy(() -> new Corrections(Map.of("value", "x"), Optional.empty(), false))
        .hasMessage("value: x (expected: a number)");
    assertThatThrownBy(() -> RecordId.of("3"))
        .hasMessage("id: 3 (expected: partition-offset, e.g. 3-1204)");
  }

  private static ReplayPlan plan(Corrections corrections, RejectedRecord... records) {
    return ReplayPlan.of(List.of(records), corrections);
  }

  private static Delivery delivery(List<RejectedRecord> records, Corrections corrections) {
    return ReplayPlan.of(records, corrections).requests(corrections).get(0).delivery();
  }

  private static List<String> json(ReplayPlan plan) {
    return plan.sent().stream().map(resend -> resend.json().toString()).toList();
  }

  private RejectedRecord record(String reading) {
    return new RejectedRecord(new RecordId(0, offset++), rejected(reading));
  }

  private static RejectedReading rejected(String reading) {
    return RejectedReading.newBuilder()
        .setUnit("U-1")
        .setFrameId("f")
        .setIndex(0)
        .setReading(reading)
        .setCode("UNKNOWN_POINT")
        .setField("point")
        .setValue("E9")
        .setExpected("a point")
        .setStage("gateway")
        .setRejectedAt(Instant.EPOCH)
        .build();
  }

  private static String reading(String point, String time, String value) {
    return "{\"point\":\"" + point + "\",\"time\":\"" + time + "\",\"value\":" + value + "}";
  }
}
