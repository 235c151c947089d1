// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.control.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code targets/*.csv}: what the policy documents demand, a file for each document. */
final class TargetSeeds {
  static final String DIRECTORY = "targets";

  /** The files that are packaged. */
  static final List<String> FILES =
      List.of(
          "jiangsu_opinions.csv",
          "jiangxi_climate_plan.csv",
          "jiangxi_peaking.csv",
          "jiangxi_synergy.csv",
          "nanchang_peaking.csv",
          "national_rules.csv");

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "entity",
          "name",
          "type",
          "quantity",
          "operator",
          "value",
          "unit",
          "period",
          "nature",
          "clause",
          "quote",
          "contradicts",
          "note",
          "source",
          "confidence");

  private TargetSeeds() {}

  /** A target with the row that says it. */
  private record Entry(SeedRow row, Target target) {}

  static List<Target> read(
      SeedSource source, List<Quantity> quantities, Regions regions, List<String> problems) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (String file : source.list(DIRECTORY, FILES)) {
      for (SeedRow row : SeedTable.read(source, DIRECTORY + "/" + file, COLUMNS, problems)) {
        Optional<Target> target = TargetReader.read(new Row(row), quantities);
        target.ifPresent(t -> check(row, t, regions, entries));
      }
    }
    entries.values().forEach(entry -> contradicted(entry, entries));
    return entries.values().stream().map(Entry::target).toList();
  }

  private static void check(
      SeedRow row, Target target, Regions regions, Map<String, Entry> entries) {
    if (!regions.contains(target.entity())) {
      row.problem("entity", target.entity(), "the code of a region in regions.csv");
    }
    if (entries.putIfAbsent(target.id(), new Entry(row, target)) != null) {
      row.problem("id", target.id(), "an id that is not in another row of targets");
    }
  }

  /** A contradiction has two sides, and each names the other. */
  private static void contradicted(Entry entry, Map<String, Entry> entries) {
    for (String other : entry.target().terms().origin().contradicts()) {
      Entry side = entries.get(other);
      if (side == null
          || !side.target().terms().origin().contradicts().contains(entry.target().id())) {
        entry
            .row()
            .problem(
                "contradicts", other, "ids of targets that name " + entry.target().id() + " too");
      }
    }
  }

  /**
   * A row as the fields of a target: several values stand in one field, separated by semicolons.
   */
  private static final class Row implements TargetFields {
    private final SeedRow row;
    private boolean ok = true;

    Row(SeedRow row) {
      this.row = row;
    }

    @Override
    public Optional<String> text(String name) {
      return switch (name) {
        // The source of a row is the document; document and clause together are a target's source.
        case "document" -> filled("source");
        case "source" -> Optional.empty();
        default -> filled(name);
      };
    }

    private Optional<String> filled(String column) {
      return Optional.of(row.text(column)).filter(text -> !text.isEmpty());
    }

    @Override
    public List<String> texts(String name) {
      return filled(name).map(text -> List.of(text.split("\\s*;\\s*"))).orElse(List.of());
    }

    @Override
    public void wrong(String name, String expected) {
      ok = false;
      row.problem(name, filled(name).orElse("missing"), expected);
    }

    @Override
    public boolean ok() {
      return ok;
    }
  }
}
