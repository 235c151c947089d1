// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import io.tanliu.domain.unit.Point;
import io.tanliu.reference.Seeds;
import io.tanliu.reference.register.Tree.Entry;
import io.tanliu.reference.register.Tree.Mapping;
import io.tanliu.reference.register.Tree.Scalar;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a point was before: only what differed, the rest is as it is now. */
final class PointVersions {
  static final String FIELD = "earlier";

  /** For what a point did not have before: it would else be as it is now. */
  static final String NONE = "none";

  /** A meter that counts otherwise, or at other times, is another point. */
  private static final List<String> NAMES =
      List.of(
          "until",
          "name",
          "energy",
          "unit",
          "level",
          "direction",
          "multiplier",
          "modulus",
          "ratedMaximum",
          "maxGap",
          "signed",
          "estimation",
          "rules");

  private static final int MOST = 1_000;

  private PointVersions() {}

  /**
   * The versions, or empty when one is wrong.
   *
   * @param now the point as it is
   * @param mapping its text
   */
  static Optional<List<Point.Earlier>> read(
      Fields now, Mapping mapping, ZoneId zone, Seeds seeds, Problems problems) {
    List<Point.Earlier> versions = new ArrayList<>();
    Moments moments = new Moments(zone);
    boolean ok = true;
    List<Tree> items = now.items(FIELD, MOST);
    for (int i = 0; i < items.size(); i++) {
      Optional<Fields> entry = now.entry(FIELD, i, items.get(i), NAMES, "until and what differed");
      if (entry.isEmpty()) {
        ok = false;
        continue;
      }
      Optional<Long> until = moments.until(entry.get());
      if (until.isEmpty() || !entry.get().ok()) {
        ok = false;
        continue;
      }
      Mapping merged = merged(mapping, (Mapping) items.get(i));
      String path = now.at(FIELD) + "[" + i + "]";
      Optional<Point> point = PointSection.read(PointSection.fields(merged, path, problems), seeds);
      ok &= point.isPresent();
      point.ifPresent(p -> versions.add(new Point.Earlier(until.get(), p)));
    }
    return ok && now.ok() ? Optional.of(versions) : Optional.empty();
  }

  private static Mapping merged(Mapping now, Mapping then) {
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : now.entries()) {
      String name = entry.name().text();
      if (!name.equals(FIELD)
          && then.entries().stream().noneMatch(e -> e.name().text().equals(name))) {
        entries.add(entry);
      }
    }
    for (Entry entry : then.entries()) {
      boolean none = entry.value() instanceof Scalar scalar && scalar.text().equalsIgnoreCase(NONE);
      boolean optional = List.of("modulus", "ratedMaximum").contains(entry.name().text());
      if (!entry.name().text().equals("until") && !(none && optional)) {
        entries.add(entry);
      }
    }
    return new Mapping(then.place(), entries);
  }
}
