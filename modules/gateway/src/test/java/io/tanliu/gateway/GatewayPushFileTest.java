// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tanliu.client.Connection;
import io.tanliu.client.FileForm;
import io.tanliu.client.FilePush;
import io.tanliu.client.PushListener;
import io.tanliu.client.PushOptions;
import io.tanliu.client.PushProgress;
import io.tanliu.client.TimeForm;
import io.tanliu.client.TimeForm.Label;
import io.tanliu.client.TimeForm.Midnight;
import io.tanliu.domain.reading.Reading;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file client against a real gateway. */
class GatewayPushFileTest {
  private static final ZoneOffset KOREA = ZoneOffset.ofHours(9);

  private static Rig rig;

  @TempDir Path dir;

  @BeforeAll
  static void start(@TempDir Path dir) {
    rig = new Rig(dir, GatewaySettings.defaults());
    for (String unit : List.of("SMALL-01", "STEEL-01")) {
      String register = Rig.REGISTER.replace("STEEL-01", unit);
      assertThat(rig.register(register).statusCode()).isEqualTo(200);
    }
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void shouldNameRejectedRowsAndRepeatWithoutHarm() throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("small.csv"),
            """
            date,Usage_kWh,Day
            01-01-2018 23:30,3.17,Monday
            01-01-2018 23:45,-4,Monday
            01-01-2018 00:00,5.00,Monday
            32-01-2018 00:15,6,Tuesday

            02-01-2018 00:15,,Tuesday
            02-01-2018 00:30,8,Tuesday
            """);
    Rejected listener = new Rejected();

    PushProgress first = new FilePush(options(file, "SMALL-01", 4), listener).run();
    PushProgress second = new FilePush(options(file, "SMALL-01", 4), listener).run();

    assertThat(first).isEqualTo(new PushProgress(6, 3, 3, 0));
    assertThat(second).isEqualTo(new PushProgress(6, 3, 3, 6));
    assertThat(listener.rows.subList(0, 3))
        .containsExactly(
            "line 3, B NEGATIVE value -4",
            "line 5, B BAD_TIME time 32-01-2018 00:15 (not dd-MM-yyyy HH:mm)",
            "line 7, B MISSING_FIELD value ");
    assertThat(readings("SMALL-01"))
        .extracting(r -> Instant.ofEpochMilli(r.time()) + " " + r.decimal())
        .containsExactly(
            "2018-01-01T14:15:00Z 3.17", "2018-01-01T14:45:00Z 5", "2018-01-01T15:15:00Z 8");
  }

  @Test
  void shouldBringTheSteelYearIntoTheLogToTheWattHour() throws Exception {
    Path data =
        Path.of(System.getProperty("tanliu.root", "."), "..", "shared", "data", "steel")
            .normalize();
    Assumptions.assumeTrue(Files.isDirectory(data), "the steel data set is not here");
    JsonNode expected = new ObjectMapper().readTree(data.resolve("expected.json").toFile());
    Rejected listener = new Rejected();

    PushProgress done =
        new FilePush(options(data.resolve("Steel_industry_data.csv"), "STEEL-01", 2_000), listener)
            .run();

    assertThat(done).isEqualTo(new PushProgress(35_040, 35_040, 0, 0));
    Map<String, BigDecimal> months = new TreeMap<>();
    TreeSet<Long> times = new TreeSet<>();
    for (Reading reading : readings("STEEL-01")) {
      Instant time = Instant.ofEpochMilli(reading.time());
      times.add(reading.time());
      months.merge(
          YearMonth.from(time.atOffset(KOREA)).toString(), reading.decimal(), BigDecimal::add);
    }
    assertThat(times).hasSize(35_040);
    assertThat(Instant.ofEpochMilli(times.first())).isEqualTo("2017-12-31T15:00:00Z");
    assertThat(Instant.ofEpochMilli(times.last())).isEqualTo("2018-12-31T14:45:00Z");
    assertThat(months).hasSize(12);
    months.forEach(
        (month, sum) ->
            assertThat(sum)
                .as(month)
                .isEqualByComparingTo(expected.at("/monthly/" + month + "/kWh").asText()));
  }

  /** Keeps which rows were rejected. */
  private static final class Rejected implements PushListener {
    private final List<String> rows = new ArrayList<>();

    @Override
    public void rejected(String where, String code, String field, String value, String expected) {
      rows.add(where + " " + code + " " + field + " " + value);
    }

    @Override
    public void progress(PushProgress progress) {}

    @Override
    public void note(String text) {}
  }

  private static List<Reading> readings(String unit) {
    return rig.all(Topics.READING_FRAME).stream()
        .filter(frame -> frame.getUnit().equals(unit))
        .flatMap(frame -> FrameMapping.fromAvro(frame).readings().stream())
        .toList();
  }

  private PushOptions options(Path file, String unit, int batch) {
    return new PushOptions(
        Connection.open(URI.create(rig.url())),
        unit,
        Optional.of("E1"),
        file,
        FileForm.found(
                new TimeForm(
                    "dd-MM-yyyy HH:mm",
                    Duration.ofMinutes(15),
                    Label.END,
                    Midnight.ENDS_DAY,
                    KOREA))
            .withColumns("date", "Usage_kWh"),
        Optional.of("kWh"),
        false,
        batch,
        true,
        Duration.ofSeconds(20),
        dir.resolve("state"));
  }
}
