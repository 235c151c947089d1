// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.client.FileForm;
import io.tanliu.client.FileForm.PointColumn;
import io.tanliu.client.PointMap;
import io.tanliu.client.TimeForm;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a file is to be read, for the commands that read one. */
final class FileOptions {
  @Option(
      names = "--charset",
      description = "Encoding of CSV; default: UTF-8 when all of it is, else GB 18030 (GBK).")
  Optional<Charset> charset;

  @Option(
      names = "--separator",
      description = "Between the cells of CSV; default: comma, semicolon or tab, as it is found.")
  Optional<Character> separator;

  @Option(names = "--sheet", description = "Sheet of a workbook; default: the first.")
  Optional<String> sheet;

  @Option(
      names = "--header-row",
      defaultValue = "0",
      description = "Row in which the header begins; default: the first that names the time.")
  int headerRow;

  @Option(
      names = "--time-column",
      description = "Column of the times; default: time, date, 时间, 日期, 采集时间 and the like.")
  Optional<String> timeColumn;

  @Option(
      names = "--point-column",
      description = "Column of the points of a long file; default: point, 测点, 计量点 and the like.")
  Optional<String> pointColumn;

  @Option(
      names = "--time-format",
      defaultValue = "auto",
      description =
          "Pattern of the times, e.g. \"dd-MM-yyyy HH:mm\", or iso; default: auto, which is iso and"
              + " what begins with the year.")
  String timeFormat;

  @Option(
      names = "--value-column",
      description = "Column of the values; default: value, 数值, 读数 and the like.")
  Optional<String> valueColumn;

  @Option(
      names = "--map",
      description =
          "Column of a wide file and its point, e.g. \"1#进线=E1\" or \"1#进线=E1:kWh\"; repeatable.")
  Map<String, String> points = new LinkedHashMap<>();

  @Option(
      names = "--map-file",
      description = "CSV file with the columns column, point and, optionally, unit.")
  Optional<Path> pointFile;

  @Option(
      names = "--interval",
      defaultValue = "15m",
      converter = DurationText.class,
      description = "Length of an interval, e.g. 15m, 1h, PT15M; default: ${DEFAULT-VALUE}.")
  Duration interval;

  @Option(
      names = "--label",
      defaultValue = "start",
      description = "What a time names: start or end of its interval.")
  String label;

  @Option(
      names = "--midnight",
      defaultValue = "0h",
      description = "0h: 00:00 begins the day of its date. 24h: it ends it.")
  String midnight;

  @Option(
      names = "--zone",
      defaultValue = "Asia/Shanghai",
      description = "Zone of times without an offset; default: ${DEFAULT-VALUE}.")
  ZoneId zone;

  /**
   * The form that was chosen.
   *
   * @throws IllegalArgumentException for a label or midnight that is none
   * @throws IOException when the file of the points cannot be read
   */
  FileForm form() throws IOException {
    Map<String, PointColumn> named = new LinkedHashMap<>();
    if (pointFile.isPresent()) {
      named.putAll(PointMap.read(pointFile.get()));
    }
    points.forEach((column, point) -> named.put(column, PointMap.point(point)));
    return new FileForm(
        charset,
        separator,
        sheet,
        headerRow,
        timeColumn,
        pointColumn,
        valueColumn,
        named,
        new TimeForm(
            timeFormat, interval, TimeForm.Label.of(label), TimeForm.Midnight.of(midnight), zone));
  }
}
