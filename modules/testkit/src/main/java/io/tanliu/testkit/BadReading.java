// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingError.Code;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A reading that no door takes: as it is sent to a gateway, and as it stands in a frame that
 * somebody writes to Kafka. Both must be refused for the same reason.
 *
 * @param name what is wrong with it
 * @param json as a gateway takes it
 * @param reading as it stands in a frame
 * @param code why it is refused
 * @param field which field is wrong
 */
public record BadReading(String name, String json, Reading reading, Code code, String field) {
  /** When the bad readings are received. */
  public static final Instant RECEIVED = Instant.parse("2024-06-01T12:00:00Z");

  /** The unit to which they are sent: one-way intervals of 15 min, 1 000 kW at most. */
  public static final EnergyUnit UNIT =
      new EnergyUnit("U", "U", "360102", "3120", ZoneId.of("Asia/Shanghai"), List.of(point()));

  /** All of them. */
  public static final List<BadReading> ALL =
      List.of(
          bad(
              "point that the unit has not",
              "X",
              "2024-06-01T00:00:00Z",
              1,
              0,
              Code.UNKNOWN_POINT,
              "point"),
          bad("empty point", "", "2024-06-01T00:00:00Z", 1, 0, Code.UNKNOWN_POINT, "point"),
          bad("time before any meter", "E", "1999-12-31T23:45:00Z", 1, 0, Code.BAD_TIME, "time"),
          bad("time ahead", "E", "2024-06-01T12:15:00Z", 1, 0, Code.FUTURE, "time"),
          bad("time beside the grid", "E", "2024-06-01T00:07:00Z", 1, 0, Code.OFF_GRID, "time"),
          bad("negative amount", "E", "2024-06-01T00:00:00Z", -1, 0, Code.NEGATIVE, "value"),
          bad("more than is rated", "E", "2024-06-01T00:00:00Z", 251, 0, Code.ABOVE_RATED, "value"),
          bad(
              "one too many digits",
              "E",
              "2024-06-01T00:00:00Z",
              Reading.MAX_VALUE + 1,
              0,
              Code.OUT_OF_RANGE,
              "value"),
          bad(
              "one too many places",
              "E",
              "2024-06-01T00:00:00Z",
              1,
              10,
              Code.OUT_OF_RANGE,
              "value"),
          bad(
              "amount beyond any meter",
              "E",
              "2024-06-01T00:00:00Z",
              Reading.MAX_VALUE,
              0,
              Code.OUT_OF_RANGE,
              "value"));

  private static BadReading bad(
      String name, String point, String time, long value, int scale, Code code, String field) {
    String number = new BigDecimal(java.math.BigInteger.valueOf(value), scale).toPlainString();
    return new BadReading(
        name,
        "{\"point\":\"%s\",\"time\":\"%s\",\"value\":%s}".formatted(point, time, number),
        new Reading(point, Instant.parse(time).toEpochMilli(), value, scale),
        code,
        field);
  }

  private static Point point() {
    return new Point(
        "E",
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
        Duration.ofHours(1),
        false);
  }

  @Override
  public String toString() {
    return name;
  }
}
