// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import io.tanliu.client.FileForm.PointColumn;
import io.tanliu.client.table.Row;
import io.tanliu.client.table.Table;
import io.tanliu.client.table.TableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which point each column of a wide file is, as people write it down. */
public final class PointMap {
  private static final int MAX_POINTS = 16_384;

  private PointMap() {}

  /** A point such as {@code E1}, or with the unit of its values, {@code E1:kWh}. */
  public static PointColumn point(String text) {
    int colon = text.lastIndexOf(':');
    return colon < 0
        ? new PointColumn(text, Optional.empty())
        : new PointColumn(text.substring(0, colon), Optional.of(text.substring(colon + 1)));
  }

  /**
   * Reads a table with the columns {@code column} (列), {@code point} (点, 测点) and, optionally,
   * {@code unit} (单位).
   *
   * @throws IOException when it is none
   */
  public static Map<String, PointColumn> read(Path file) throws IOException {
    Map<String, PointColumn> points = new LinkedHashMap<>();
    try (Table table = Table.open(file, Optional.empty(), Optional.empty(), Optional.empty())) {
      List<String> header = table.next().map(Columns::names).orElse(List.of());
      int column = find(file, header, "column", "列", "列名");
      int point = find(file, header, "point", "点", "测点");
      int unit = Math.max(header.indexOf("unit"), header.indexOf("单位"));
      for (Optional<Row> next = table.next(); next.isPresent(); next = table.next()) {
        Row row = next.get();
        Optional<String> said = Optional.of(row.cell(unit).text()).filter(u -> !u.isEmpty());
        PointColumn before =
            points.put(row.cell(column).text(), new PointColumn(row.cell(point).text(), said));
        if (before != null || points.size() > MAX_POINTS || row.cell(point).isEmpty()) {
          throw new TableException(
              "map-file: "
                  + file
                  + ": "
                  + row.where(column)
                  + " (expected: each column once, with"
                  + " its point)");
        }
      }
    }
    return points;
  }

  private static int find(Path file, List<String> header, String... names) throws TableException {
    for (String name : names) {
      if (header.contains(name)) {
        return header.indexOf(name);
      }
    }
    throw new TableException(
        "map-file: " + file + ": " + header + " (expected: columns column, point and unit)");
  }
}
