// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.wire.TopicSpec;
import io.tanliu.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first month of the example of a province-year, told to a running system by the command. */
class ScenarioIT {
  private static final String FILE = "docs/examples/scenario/province-2022.yaml";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Topics without a record in this run, and why. */
  private static final Map<String, String> NOT_HERE =
      Map.of(
          Topics.DEAD_LETTER.name(), "nothing failed",
          Topics.DEVICE_PACKET.name(), "no data logger is connected",
          Topics.KEY_USE.name(), "a demo asks nobody who they are",
          Topics.CONTROL_CLASS.name(), "nothing to tell within the first month",
          Topics.CONTROL_CAPACITY.name(), "nothing to tell within the first month",
          Topics.CONTROL_FORECAST.name(), "nothing to tell within the first month",
          Topics.CONTROL_SYNERGY.name(), "nothing to tell within the first month",
          Topics.CONTROL_UTILISATION.name(), "no year has ended",
          Topics.CONTROL_HOTSPOT.name(), "units without position",
          Topics.REPORT_SEALED.name(), "nobody sealed a report");

  @TempDir private Path directory;

  /** 31 days of 960 MWh, as the file says. */
  private static final long JANUARY = 31 * 960_000_000L;

  @Test
  void shouldTellASystemWhatHappenedUntilADayAndChangeNothingWhenItIsToldTwice() {
    try (Demo demo = Demo.start("scenario", "--finest", "DAY")) {
      assertThat(tell(demo)).matches("(?s).*2021-02-01: [1-9]\\d* readings\n.*");

      await().atMost(PATIENCE).untilAsserted(() -> assertThat(january(demo)).isEqualTo(JANUARY));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(targets(demo)).contains("P-INT", "P-CO2"));
      JsonNode hours = demo.api().get("/api/v1/entities/NC-STEEL/windows?granularity=1h");
      assertThat(hours.get("windows")).isEmpty();

      tell(demo);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(demo.api().counter("tanliu_streams_readings_received_total"))
                      .isEqualTo(demo.api().counter("tanliu_gateway_readings_accepted_total")));
      assertThat(january(demo)).isEqualTo(JANUARY);

      new OneOfEach(demo, directory).happen();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(missing(demo)).isEmpty());
      TopicCheck check = TopicCheck.of(demo);
      if (Boolean.getBoolean("tanliu.update")) {
        check.keepExamples(Places.ROOT.resolve("docs/examples/records"));
      }
      assertThat(check.findings()).isEmpty();
      assertThat(check.seen().keySet()).as("with a record").containsAll(expected());
    }
  }

  /** Topics of the catalogue that something is awaited in and has not come to yet. */
  private static Set<String> missing(Demo demo) {
    Set<String> missing = new TreeSet<>(expected());
    missing.removeAll(TopicCheck.filled(demo));
    return missing;
  }

  private static Set<String> expected() {
    Set<String> expected =
        Topics.all().stream().map(TopicSpec::name).collect(Collectors.toCollection(TreeSet::new));
    expected.removeAll(NOT_HERE.keySet());
    return expected;
  }

  private static String tell(Demo demo) {
    return demo.run(
            List.of(
                "scenario",
                Places.ROOT.resolve(FILE).toString(),
                "--until",
                "2021-02-01",
                "--url",
                demo.api().url()))
        .out();
  }

  private static long january(Demo demo) {
    return demo.api().electricity("NC-STEEL", "1M", "2021-01-01", "2021-02-01").values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private static List<String> targets(Demo demo) {
    JsonNode lamps = demo.api().get("/api/v1/lamps?entity=360000&period=2021").get("lamps");
    return StreamSupport.stream(lamps.spliterator(), false)
        .flatMap(entity -> StreamSupport.stream(entity.get("lamps").spliterator(), false))
        .map(lamp -> lamp.get("target").asText())
        .toList();
  }
}
