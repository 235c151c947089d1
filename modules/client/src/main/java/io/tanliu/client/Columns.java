// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import io.tanliu.client.FileForm.PointColumn;
import io.tanliu.client.table.Row;
import io.tanliu.client.table.TableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which column of a table is what.
 *
 * @param time column of the time labels
 * @param point column of the points; -1: the file is not long
 * @param value column of the values of one point or of a long file; -1: the file is wide
 * @param unit column of the units; -1: none
 * @param withdrawn column that says with {@code true} that a reading goes away; -1: none
 * @param points what the columns of a wide file are, in the order of the columns
 */
record Columns(
    int time, int point, int value, int unit, int withdrawn, Map<Integer, PointColumn> points) {

  /** Column that says with {@code true} that the reading of a row goes away. */
  static final String WITHDRAWN = "withdrawn";

  private static final Set<String> TIMES =
      Set.of(
          "time",
          "timestamp",
          "datetime",
          "date",
          "时间",
          "日期",
          "日期时间",
          "采集时间",
          "数据时间",
          "抄表时间",
          "统计时间",
          "时间戳",
          "时刻");
  private static final Set<String> POINTS =
      Set.of(
          "point", "pointid", "meter", "测点", "点位", "计量点", "测点编码", "测点编号", "计量点编号", "表计编号", "仪表编号");
  private static final Set<String> VALUES =
      Set.of("value", "reading", "数值", "值", "读数", "示数", "用量", "能耗值");
  private static final Set<String> UNITS = Set.of("unit", "单位", "计量单位");

  private static final Pattern UNIT_IN_BRACKETS =
      Pattern.compile("^(.+?)\\s*[(（\\[【]\\s*([^()（）\\[\\]【】]+?)\\s*[)）\\]】]$");

  /** Column that this row names as that of the time; -1 when it is no header. */
  static int timeColumn(Row row, FileForm form) {
    return column(names(row), form.timeColumn(), TIMES);
  }

  static List<String> names(Row row) {
    return row.cells().stream().map(cell -> cell.text()).toList();
  }

  /**
   * Finds the columns.
   *
   * @param header names of the columns
   * @param one point of a file of one point
   * @throws TableException when a column is missing
   */
  static Columns find(List<String> header, FileForm form, Optional<String> one)
      throws TableException {
    int time = required(header, "time-column", form.timeColumn(), TIMES);
    int withdrawn = column(header, Optional.empty(), Set.of(WITHDRAWN, "撤回"));
    int unit = column(header, Optional.empty(), UNITS);
    if (one.isPresent()) {
      int value = required(header, "value-column", form.valueColumn(), VALUES);
      return new Columns(time, -1, value, -1, withdrawn, Map.of());
    }
    int point = column(header, form.pointColumn(), POINTS);
    if (point >= 0 && form.points().isEmpty()) {
      int value = required(header, "value-column", form.valueColumn(), VALUES);
      return new Columns(time, point, value, unit, withdrawn, Map.of());
    }
    if (form.pointColumn().isPresent() && form.points().isEmpty()) {
      throw missing("point-column", form.pointColumn(), POINTS, header);
    }
    Map<Integer, PointColumn> points =
        form.points().isEmpty() ? all(header, time) : mapped(header, form.points());
    return new Columns(time, -1, -1, -1, -1, points);
  }

  private static Map<Integer, PointColumn> all(List<String> header, int time)
      throws TableException {
    Map<Integer, PointColumn> points = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      if (i != time && !header.get(i).isEmpty()) {
        PointColumn point = point(header.get(i));
        Integer before = seen.put(point.point(), i);
        if (before != null) {
          throw new TableException(
              "header: " + point.point() + " stands above two columns (expected: once)");
        }
        points.put(i, point);
      }
    }
    if (points.isEmpty()) {
      throw new TableException("header: " + header + " (expected: columns beside the time)");
    }
    return points;
  }

  /** A name such as {@code E1 (kWh)}: the point, and the unit in brackets. */
  private static PointColumn point(String name) {
    Matcher brackets = UNIT_IN_BRACKETS.matcher(name);
    return brackets.matches()
        ? new PointColumn(brackets.group(1), Optional.of(brackets.group(2)))
        : new PointColumn(name, Optional.empty());
  }

  private static Map<Integer, PointColumn> mapped(
      List<String> header, Map<String, PointColumn> named) throws TableException {
    Map<Integer, PointColumn> points = new HashMap<>();
    for (Map.Entry<String, PointColumn> each : named.entrySet()) {
      List<Integer> found =
          IntStream.range(0, header.size())
              .filter(i -> isNamed(header.get(i), each.getKey()))
              .boxed()
              .toList();
      if (found.size() != 1) {
        throw new TableException(
            "map: "
                + each.getKey()
                + " is the name of "
                + found.size()
                + " columns (expected: of exactly one of "
                + String.join(", ", header)
                + ")");
      }
      String name = header.get(found.get(0));
      Optional<String> unit = each.getValue().unit().or(() -> point(name).unit());
      points.put(found.get(0), new PointColumn(each.getValue().point(), unit));
    }
    return points;
  }

  /** A column answers to its whole name, without its unit, and to the last part of it. */
  private static boolean isNamed(String header, String name) {
    String plain = normal(point(header).point());
    String wanted = normal(name);
    return normal(header).equals(wanted)
        || plain.equals(wanted)
        || plain.substring(plain.lastIndexOf('/') + 1).equals(wanted);
  }

  private static int required(
      List<String> header, String option, Optional<String> name, Set<String> usual)
      throws TableException {
    int found = column(header, name, usual);
    if (found < 0) {
      throw missing(option, name, usual, header);
    }
    return found;
  }

  private static TableException missing(
      String option, Optional<String> name, Set<String> usual, List<String> header) {
    return new TableException(
        option
            + ": "
            + name.orElseGet(() -> "none of " + new ArrayList<>(usual).stream().sorted().toList())
            + " (expected: one of "
            + String.join(", ", header)
            + ")");
  }

  private static int column(List<String> header, Optional<String> name, Set<String> usual) {
    for (int i = 0; i < header.size(); i++) {
      String cell = header.get(i);
      if (name.isPresent()
          ? cell.equals(name.get())
          : usual.contains(normal(point(cell).point()))) {
        return i;
      }
    }
    return -1;
  }

  private static String normal(String name) {
    return name.replaceAll("[\\s\\u3000_]+", "").toLowerCase(Locale.ROOT);
  }
}
