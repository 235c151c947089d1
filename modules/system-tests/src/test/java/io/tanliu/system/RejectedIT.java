// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.FrameAction;
import io.tanliu.avro.MeterReading;
import io.tanliu.avro.ReadingFrame;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nothing that is refused or cannot be read is lost, nor does it stop anything. */
@ExtendWith(SharedDemo.class)
class RejectedIT {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String T0 = "2018-01-01T00:00:00+09:00";
  private static final String T1 = "2018-01-01T00:15:00+09:00";
  private static final String ONE_POINT =
      """
      units:
        - id: %1$s
          region: "360100"
          industry: "3120"
          zone: "+09:00"
          points:
            - {id: E1, energy: electricity, measure: INTERVAL, unit: kWh, interval: 15m}
      """;
  private static final String TWO_POINTS =
      ONE_POINT
          + "      - {id: E2, energy: electricity, measure: INTERVAL, unit: kWh, interval: 15m}\n";

  private final Demo demo;
  private final Api api;

  RejectedIT(Demo demo) {
    this.demo = demo;
    this.api = demo.api();
  }

  @Test
  void shouldEnterRefusedReadingsOnceWhenTheirPointIsKnown() {
    String unit = "REPLAY-01";
    demo.apply(ONE_POINT.formatted(unit));
    push(unit, 202, reading("E1", T0, "1.5"));
    push(unit, 422, reading("E2", T0, "1"), reading("E2", T1, "2"));
    push(unit, 422, reading("E2", T0, "5"));

    List<String> listed =
        rejected(0, "list", "--unit", unit, "--code", "unknown_point", "--json").lines().toList();
    assertThat(listed).hasSize(3);
    JsonNode first = Api.json(listed.get(0));
    assertThat(first.get("reading").asText()).isEqualTo(reading("E2", T0, "1"));
    assertThat(rejected(0, "show", first.get("id").asText())).contains("UNKNOWN_POINT", "E2");
    assertThat(rejected(0, "list", "--unit", unit))
        .contains("rejectedAt", first.get("id").asText());

    demo.apply(TWO_POINTS.formatted(unit));
    assertThat(rejected(0, "replay", "--unit", unit, "--dry-run"))
        .contains("would send 2, superseded 1");
    assertThat(rejected(0, "replay", "--unit", unit)).contains("2 accepted, 0 rejected again");
    awaitYear(unit, 8_500);
    EntityWindow year = year(unit);

    assertThat(rejected(0, "replay", "--unit", unit)).contains("2 sent before");
    // Other corrections with the same result: past the receipts, and into the ledger again.
    assertThat(rejected(0, "replay", "--unit", unit, "--scale", "1"))
        .contains("2 accepted, 0 rejected again, 0 sent before");
    awaitBalance();
    assertThat(year(unit)).isEqualTo(year);
    assertThat(rejected(1, "replay", "--unit", unit, "--set", "point=E9"))
        .contains("0 accepted, 2 rejected again");
    assertThat(rejected(2, "replay")).isEmpty();
  }

  @Test
  void shouldEnterLateReadingsAsHistoryAndRecordWhatIsChangedByHand() {
    String unit = "REPLAY-03";
    demo.apply(ONE_POINT.formatted(unit));
    push(unit, 202, reading("E1", "2018-06-01T00:00:00+09:00", "1"));
    push(unit, 202, reading("E1", T0, "2.5"));
    Awaitility.await("refusal by the ledger")
        .atMost(LONGEST)
        .untilAsserted(
            () ->
                assertThat(rejected(0, "list", "--unit", unit, "--stage", "ledger"))
                    .contains("BEYOND_HORIZON"));
    awaitYear(unit, 1_000);

    assertThat(rejected(0, "replay", "--unit", unit, "--backfill")).contains("1 accepted");
    awaitYear(unit, 3_500);

    String edits = "/api/v1/units/" + unit + "/edits";
    String edit =
        "{\"author\":\"Li\",\"reason\":\"why\",\"readings\":[%s]}"
            .formatted(reading("E1", "2018-06-01T00:00:00+09:00", "7"));
    assertThat(api.post(edits, "application/json", edit).statusCode()).isEqualTo(202);
    awaitYear(unit, 9_500);
    Awaitility.await("record of the edit")
        .atMost(LONGEST)
        .untilAsserted(() -> assertThat(api.get(edits).get("edits")).hasSize(1));
    JsonNode made = api.get(edits).get("edits").get(0);
    assertThat(made.get("author").asText()).isEqualTo("Li");
    assertThat(made.get("oldValue").decimalValue()).isEqualByComparingTo("1");
    assertThat(made.get("newValue").decimalValue()).isEqualByComparingTo("7");
    // A meter no longer changes what was entered by hand.
    push(unit, 202, reading("E1", "2018-06-01T00:00:00+09:00", "1"));
    Awaitility.await("refusal of the meter's number")
        .atMost(LONGEST)
        .untilAsserted(() -> assertThat(rejected(0, "list", "--unit", unit)).contains("EDITED"));
    awaitYear(unit, 9_500);
    awaitBalance();
  }

  @Test
  void shouldGoOnBehindRecordsThatCannotBeRead() {
    String unit = "REPLAY-02";
    demo.apply(ONE_POINT.formatted(unit));
    byte[] hidden = new byte[3 << 20];
    Arrays.fill(hidden, (byte) 7);
    produce(unit, Topics.READING_FRAME.name(), "no frame".getBytes(StandardCharsets.UTF_8));
    produce(unit, Topics.READING_FRAME.name(), hidden);
    push(unit, 202, reading("E1", T0, "1.5"));
    awaitYear(unit, 1_500);

    List<String> letters =
        rejected(0, "list", "--dead-letters", "--unit", unit, "--json").lines().toList();
    assertThat(letters)
        .extracting(line -> Api.json(line).get("bytes").asText())
        .containsExactly("8", Integer.toString(hidden.length + unit.length()));
    assertThat(rejected(0, "list", "--dead-letters", "--unit", unit)).contains("reading.frame");
    assertThat(rejected(1, "replay", "--dead-letters", "--unit", unit))
        .contains("sent 0, cannot be sent 2");

    ReadingFrame frame =
        new ReadingFrame(
            "kafka-1",
            unit,
            Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
            "kafka",
            "",
            "",
            FrameAction.REPORT,
            false,
            null,
            List.of(new MeterReading("E1", Instant.parse("2017-12-31T15:15:00Z"), 25L, 1)));
    produce(unit, Topics.DEAD_LETTER.name(), bytes(frame));
    assertThat(rejected(1, "replay", "--dead-letters", "--unit", unit))
        .contains("sent 1, cannot be sent 2");
    awaitYear(unit, 4_000);
    assertThat(rejected(1, "replay", "--dead-letters", "--unit", unit)).contains("sent 1");
    awaitBalance();
    awaitYear(unit, 4_000);
  }

  private void push(String unit, int status, String... readings) {
    var answer =
        api.post(
            "/api/v1/units/" + unit + "/readings",
            "application/json",
            "[" + String.join(",", readings) + "]");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  /** Runs {@code tanliu rejected} and gives what it says. */
  private String rejected(int code, String verb, String... more) {
    List<String> arguments = new ArrayList<>(List.of("rejected", verb));
    arguments.addAll(List.of("--bootstrap", demo.endpoint("bootstrap.servers")));
    arguments.addAll(List.of("--registry", demo.endpoint("schema.registry.url")));
    if (verb.equals("replay")) {
      arguments.addAll(List.of("--url", api.url()));
    }
    arguments.addAll(List.of(more));
    try (Command command = demo.start(arguments)) {
      Command.Finished finished = command.await(LONGEST);
      assertThat(finished.code()).as("%s%n%s", arguments, command.output()).isEqualTo(code);
      return finished.out();
    }
  }

  private void awaitYear(String unit, long wattHours) {
    Awaitility.await("year of " + unit)
        .atMost(LONGEST)
        .untilAsserted(
            () ->
                assertThat(api.electricity(unit, "1Y", "2018-01-01", "2019-01-01"))
                    .containsValue(wattHours));
  }

  private EntityWindow year(String unit) {
    return demo.records().newest(Topics.METRIC_ENERGY).get(unit + "|1Y|2017-12-31T15:00:00Z");
  }

  /** The ledger has taken everything, and each reading became exactly one thing. */
  private void awaitBalance() {
    Awaitility.await("balance")
        .atMost(LONGEST)
        .untilAsserted(
            () ->
                assertThat(api.counter("tanliu_streams_readings_received_total"))
                    .isGreaterThanOrEqualTo(api.counter("tanliu_gateway_readings_accepted_total"))
                    .isEqualTo(api.counter("tanliu_streams_readings_total")));
  }

  private void produce(String key, String topic, byte[] value) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            demo.endpoint("bootstrap.servers"),
            "compression.type",
            "gzip",
            "max.request.size",
            16 << 20);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
      record
          .headers()
          .add(
              "__streams.errors.topic",
              Topics.READING_FRAME.name().getBytes(StandardCharsets.UTF_8));
      producer.send(record);
    }
  }

  private byte[] bytes(ReadingFrame frame) {
    Map<String, Object> config =
        Map.of("schema.registry.url", demo.endpoint("schema.registry.url"));
    try (var serializer = ValueSerdes.serializer(Topics.READING_FRAME, config)) {
      return serializer.serialize(Topics.READING_FRAME.name(), frame);
    }
  }

  private static String reading(String point, String time, String value) {
    return "{\"point\":\"" + point + "\",\"time\":\"" + time + "\",\"value\":" + value + "}";
  }
}
