// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.export;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of columns and tables, for machines and for people. */
final class Names {
  private Names() {}

  /** The column's name with its unit, e.g. {@code value_tCO2e}. */
  static String machine(Column column, Document document) {
    String unit = unit(column, document);
    return unit.isEmpty() ? column.name() : column.name() + "_" + unit.replaceAll("[^\\w]+", "_");
  }

  /** The column's name with its unit in a language, e.g. 数值 (tCO2e). */
  static String shown(Column column, Document document, boolean chinese) {
    String unit = unit(column, document);
    String name = Headings.of(column.path(), chinese);
    return unit.isEmpty() ? name : name + " (" + unit + ")";
  }

  static String shown(Table table, boolean chinese) {
    return Headings.of(List.of(table.name().split("\\.", 8)), chinese);
  }

  private static String unit(Column column, Document document) {
    return switch (column.unit()) {
      case Column.UNIT_OF_ANSWER -> document.head().path("unit").asText("");
      case Column.NO_UNIT -> "";
      default -> column.unit();
    };
  }

  /**
   * Columns that a reader of one language needs: no codes beside their names, one language only.
   */
  static Set<String> ofOneLanguage(List<Column> columns, boolean chinese) {
    Set<String> all = columns.stream().map(Column::name).collect(Collectors.toSet());
    Set<String> kept = new HashSet<>(all);
    for (String name : all) {
      if (name.endsWith("En")) {
        String stem = name.substring(0, name.length() - 2);
        String other = all.contains(stem) ? stem : stem + "Zh";
        if (all.contains(other)) {
          kept.remove(chinese ? name : other);
        }
      }
      if (name.endsWith("_code") && all.contains(name.replaceAll("code$", "name"))) {
        kept.remove(name);
      }
    }
    return kept;
  }
}
