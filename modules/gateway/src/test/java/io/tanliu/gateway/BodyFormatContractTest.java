// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingError.Code;
import io.tanliu.domain.reading.ReadingFrame.Action;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds in every body format. */
class BodyFormatContractTest {
  private static final long RECEIVED = Instant.parse("2018-06-01T00:00:00Z").toEpochMilli();
  private static final long START = Instant.parse("2017-12-31T15:00:00Z").toEpochMilli();
  private static final String LOCAL = "2018-01-01T00:00:00+09:00";
  private static final KnownUnit UNIT =
      KnownUnit.of(
          new EnergyUnit(
              "STEEL-01",
              "Steel",
              "360100",
              "3120",
              ZoneOffset.ofHours(9),
              List.of(
                  new Point(
                      "E1",
                      "",
                      "electricity",
                      Measure.INTERVAL,
                      PhysicalUnit.KWH,
                      Duration.ofMinutes(15),
                      1,
                      Direction.BOUGHT,
                      Optional.empty(),
                      BigDecimal.ONE,
                      Optional.empty(),
                      Optional.of(new BigDecimal("1000")),
                      Duration.ofMinutes(15),
                      false))));

  /** The texts of the fields; null for one that is not sent. */
  private record Row(String point, String time, String value, String unit, String withdrawn) {
    Row(String point, String time, String value, String unit) {
      this(point, time, value, unit, null);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldReadDecimalsExactlyAndTimesInAnyOffset(BodyFormat format) throws IOException {
    Admission admission =
        admit(
            format,
            row("E1", LOCAL, "3.17"),
            row("E1", "2017-12-31T15:15:00Z", "0.100"),
            new Row("E1", Long.toString(START + 1_800_000), "4", "kWh"),
            row("E1", "2018-01-01T00:45+09:00", "0.000000001"));

    assertThat(admission.rejected()).isEmpty();
    assertThat(readings(admission))
        .containsExactly(
            new Reading("E1", START, 317, 2),
            new Reading("E1", START + 900_000, 1, 1),
            new Reading("E1", START + 1_800_000, 4, 0),
            new Reading("E1", START + 2_700_000, 1, 9));
  }

  @ParameterizedTest
  @EnumSource
  void shouldRejectEveryBadReadingAloneAndKeepTheOthers(BodyFormat format) throws IOException {
    Admission admission =
        admit(
            format,
            row("E1", LOCAL, "1"),
            row("E9", LOCAL, "1"),
            row("E1", LOCAL, "NaN"),
            row("E1", LOCAL, "-Infinity"),
            row("E1", LOCAL, "-1"),
            row("E1", "2018-06-01T00:15:00Z", "1"),
            row("E1", "2018-01-01T00:07:00+09:00", "1"),
            row("E1", LOCAL, "251"),
            new Row("E1", LOCAL, "1", "MWh"),
            row("E1", "2018-01-01T00:00:00", "1"),
            row("E1", "yesterday", "1"),
            row("E1", "1514732400", "1"),
            row(null, LOCAL, "1"),
            row("E1", null, "1"),
            row("E1", LOCAL, null),
            row("E1", LOCAL, "1e999999999"),
            row("E1", LOCAL, "0.0000000001"),
            row("E1", LOCAL, "2"));

    assertThat(readings(admission))
        .containsExactly(new Reading("E1", START, 1, 0), new Reading("E1", START, 2, 0));
    assertThat(admission.rejected())
        .extracting(r -> r.index() + " " + r.error().code() + " " + r.error().field())
        .containsExactly(
            "1 UNKNOWN_POINT point",
            "2 NOT_A_NUMBER value",
            "3 NOT_A_NUMBER value",
            "4 NEGATIVE value",
            "5 FUTURE time",
            "6 OFF_GRID time",
            "7 ABOVE_RATED value",
            "8 WRONG_UNIT unit",
            "9 BAD_TIME time",
            "10 BAD_TIME time",
            "11 BAD_TIME time",
            "12 MISSING_FIELD point",
            "13 MISSING_FIELD time",
            "14 MISSING_FIELD value",
            "15 OUT_OF_RANGE value",
            "16 OUT_OF_RANGE value");
    assertThat(admission.rejected().get(8).error().expected())
        .isEqualTo("an offset or Z after this local time");
  }

  @ParameterizedTest
  @EnumSource
  void shouldRejectTextForNumber(BodyFormat format) throws IOException {
    Row text = row("E1", LOCAL, "\"three\"");

    assertThat(admit(format, text).rejected())
        .extracting(r -> r.error().code())
        .containsExactly(Code.NOT_A_NUMBER);
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepEnoughOfRejectedReadingToSendItAgain(BodyFormat format) throws IOException {
    assertThat(admit(format, row("E9", LOCAL, "3.17")).rejected().get(0).reading().text())
        .isEqualTo("{\"point\":\"E9\",\"time\":\"" + LOCAL + "\",\"value\":3.17}");
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseMoreReadingsThanAllowed(BodyFormat format) {
    Row good = row("E1", LOCAL, "1");

    assertThatThrownBy(
            () ->
                admit(
                    format, good, good, good, good, good, good, good, good, good, good, good, good,
                    good, good, good, good, good, good, good, good, good))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("TOO_MANY_READINGS");
  }

  @ParameterizedTest
  @EnumSource
  void shouldReadNothingFromBodyWithoutReadings(BodyFormat format) throws IOException {
    assertThat(admit(format).received()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepTheOrderOfReportsAndWithdrawals(BodyFormat format) throws IOException {
    Admission admission =
        admit(
            format,
            row("E1", LOCAL, "1"),
            new Row("E1", LOCAL, null, null, "true"),
            new Row("E1", LOCAL, "-7", null, "true"),
            new Row("E1", LOCAL, "2", null, "false"));

    assertThat(admission.runs())
        .containsExactly(
            new Admission.Run(Action.REPORT, List.of(new Reading("E1", START, 1, 0))),
            new Admission.Run(
                Action.WITHDRAW,
                List.of(new Reading("E1", START, 0, 0), new Reading("E1", START, 0, 0))),
            new Admission.Run(Action.REPORT, List.of(new Reading("E1", START, 2, 0))));
    assertThat(admission.withdrawn()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void shouldJudgeWithdrawalsLikeReadings(BodyFormat format) throws IOException {
    Admission admission =
        admit(
            format,
            new Row("E9", LOCAL, null, null, "true"),
            new Row("E1", "2018-01-01T00:07:00+09:00", null, null, "true"),
            new Row("E1", null, null, null, "true"),
            new Row("E1", LOCAL, "1", null, format == BodyFormat.CSV ? "maybe" : "1"),
            new Row("E1", LOCAL, null, null, "false"));

    assertThat(admission.accepted()).isZero();
    assertThat(admission.rejected())
        .extracting(rejection -> rejection.error().code())
        .containsExactly(
            Code.UNKNOWN_POINT,
            Code.OFF_GRID,
            Code.MISSING_FIELD,
            Code.MALFORMED,
            Code.MISSING_FIELD);
    assertThat(admission.rejected().get(0).reading().text())
        .isEqualTo("{\"point\":\"E9\",\"time\":\"" + LOCAL + "\",\"withdrawn\":true}");
  }

  private static List<Reading> readings(Admission admission) {
    return admission.runs().stream().flatMap(run -> run.readings().stream()).toList();
  }

  private static Row row(String point, String time, String value) {
    return new Row(point, time, value, null);
  }

  private static Admission admit(BodyFormat format, Row... rows) throws IOException {
    Admission admission = new Admission(UNIT, RECEIVED, 20);
    format.parser().parse(new StringReader(body(format, List.of(rows))), admission);
    return admission;
  }

  private static String body(BodyFormat format, List<Row> rows) {
    return switch (format) {
      case JSON ->
          rows.stream()
              .map(BodyFormatContractTest::json)
              .collect(Collectors.joining(",", "[", "]"));
      case NDJSON -> rows.stream().map(row -> json(row) + "\n").collect(Collectors.joining());
      case CSV ->
          rows.stream()
              .map(
                  row ->
                      String.join(
                          ",",
                          blank(row.point),
                          blank(row.time),
                          blank(row.value),
                          blank(row.unit),
                          blank(row.withdrawn)))
              .collect(Collectors.joining("\r\n", "point,time,value,unit,withdrawn\r\n", "\r\n"));
    };
  }

  private static String json(Row row) {
    return "{"
        + List.of(
                quoted("point", row.point),
                quoted("time", row.time),
                row.value == null ? "" : "\"value\":" + row.value,
                quoted("unit", row.unit),
                row.withdrawn == null ? "" : "\"withdrawn\":" + row.withdrawn)
            .stream()
            .filter(s -> !s.isEmpty())
            .collect(Collectors.joining(","))
        + "}";
  }

  private static String quoted(String name, String value) {
    if (value == null) {
      return "";
    }
    boolean digits = value.chars().allMatch(Character::isDigit);
    return "\"" + name + "\":" + (digits ? value : "\"" + value + "\"");
  }

  private static String blank(String text) {
    return text == null ? "" : text;
  }
}
