// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import io.tanliu.client.FileForm.PointColumn;
import io.tanliu.client.table.Cell;
import io.tanliu.client.table.Row;
import io.tanliu.client.table.Table;
import io.tanliu.client.table.TableException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The readings of a file, one after the other, in the order of its rows. */
public final class FileReadings implements Closeable {
  /** Rows in which the header is looked for. */
  private static final int HEADER_ROWS = 30;

  /** Points of a long file whose order of rows is followed. */
  private static final int MAX_POINTS = 100_000;

  private final Table table;
  private final TimeForm times;
  private final Optional<String> onePoint;
  private final Columns columns;
  private final Map<String, TimeLabels> labels = new HashMap<>();
  private final Deque<FileReading> ready = new ArrayDeque<>();
  private Optional<Row> ahead;

  private FileReadings(Table table, FileForm form, Optional<String> point) throws IOException {
    this.table = table;
    this.times = form.times();
    this.onePoint = point;
    this.columns = Columns.find(header(form), form, point);
  }

  /**
   * Opens the file and reads its header.
   *
   * @param point point of a file of one point; empty: the file names its points
   * @throws TableException when it is no table, or its header does not have the columns
   */
  public static FileReadings open(Path file, FileForm form, Optional<String> point)
      throws IOException {
    Table table = form.open(file);
    try {
      return new FileReadings(table, form, point);
    } catch (IOException | RuntimeException e) {
      table.close();
      throw e;
    }
  }

  /** Sheets that are not read. */
  public List<String> otherSheets() {
    return table.otherSheets();
  }

  /** True when the file can say that readings go away. */
  boolean hasWithdrawals() {
    return columns.withdrawn() >= 0;
  }

  /**
   * Finds the header. One that is merged over several rows has rows without a time below its first;
   * their names are joined with a slash.
   */
  private List<String> header(FileForm form) throws IOException {
    Optional<Row> row = table.next();
    List<String> first = row.map(Columns::names).orElse(List.of());
    for (int i = 0; row.isPresent() && !begins(row.get(), form); i++) {
      row = i < HEADER_ROWS ? table.next() : Optional.empty();
    }
    if (first.isEmpty()) {
      throw new TableException("file: is empty (expected: a header line)");
    }
    if (row.isEmpty()) {
      Columns.find(first, form, onePoint);
      throw new TableException("header: none in the first rows (expected: a time column)");
    }
    List<String> names = new ArrayList<>(Columns.names(row.get()));
    int time = Columns.timeColumn(row.get(), form);
    ahead = table.next();
    while (ahead.isPresent() && continues(ahead.get(), time)) {
      names = joined(names, ahead.get(), time);
      ahead = table.next();
    }
    return names;
  }

  private static boolean begins(Row row, FileForm form) {
    return form.headerRow() == 0
        ? Columns.timeColumn(row, form) >= 0
        : row.number() == form.headerRow();
  }

  private static boolean continues(Row row, int time) {
    return time >= 0
        && row.cell(time).isEmpty()
        && row.cells().stream()
            .allMatch(cell -> cell.isEmpty() || (cell.kind() == Cell.Kind.TEXT && isName(cell)));
  }

  private static boolean isName(Cell cell) {
    return cell.text().codePoints().anyMatch(c -> Character.isLetter(c) && c != 'e' && c != 'E');
  }

  /** Of cells that are merged, only the first has the text: it counts for those right of it. */
  private static List<String> joined(List<String> upper, Row lower, int time) {
    List<String> names = new ArrayList<>();
    String group = "";
    for (int i = 0; i < Math.max(upper.size(), lower.cells().size()); i++) {
      String above = i < upper.size() ? upper.get(i) : "";
      String below = lower.cell(i).text();
      group = above.isEmpty() && i != time ? group : above;
      if (i == time || below.isEmpty()) {
        names.add(above);
      } else {
        names.add(group.isEmpty() ? below : group + "/" + below);
      }
    }
    return names;
  }

  /**
   * The next reading; empty at the end.
   *
   * @throws IOException when the file cannot be read on
   */
  public Optional<FileReading> next() throws IOException {
    while (ready.isEmpty() && ahead.isPresent()) {
      take(ahead.get());
      ahead = table.next();
    }
    return Optional.ofNullable(ready.poll());
  }

  private void take(Row row) {
    Cell time = row.cell(columns.time());
    if (columns.value() < 0) {
      String start = start("", time);
      for (Map.Entry<Integer, PointColumn> each : new TreeMap<>(columns.points()).entrySet()) {
        Cell value = row.cell(each.getKey());
        if (!value.isEmpty()) {
          ready.add(
              new FileReading(
                  row.where(each.getKey()),
                  each.getValue().point(),
                  start,
                  value.text(),
                  "",
                  each.getValue().unit().orElse("")));
        }
      }
      return;
    }
    String point = onePoint.orElseGet(() -> row.cell(columns.point()).text());
    ready.add(
        new FileReading(
            row.where(columns.value()),
            point,
            start(point, time),
            row.cell(columns.value()).text(),
            row.cell(columns.withdrawn()).text(),
            row.cell(columns.unit()).text()));
  }

  /** A label that is no time goes along as it is: the gateway refuses it and keeps a record. */
  private String start(String point, Cell time) {
    String key = labels.size() < MAX_POINTS ? point : "";
    TimeLabels order = labels.computeIfAbsent(key, p -> new TimeLabels(times));
    Optional<Instant> start =
        time.moment() == null ? order.start(time.text()) : order.start(time.moment());
    return start
        .map(Instant::toString)
        .orElseGet(() -> time.isEmpty() ? "" : time.text() + " (not " + times.format() + ")");
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
