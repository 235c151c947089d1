// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which changes of a unit's points would break books that were already written.
 *
 * <p>Readings are kept as numbers and turned into amounts by the definition of their point. A point
 * that silently became another meter would make old numbers mean something new, so a new meter is a
 * new point id; names, parent and added points may change freely, and the rated maximum of all but
 * registers, for which it decides what a drop means.
 */
public final class DefinitionChange {
  private static final List<Frozen> FROZEN =
      List.of(
          new Frozen("energy", Point::energy),
          new Frozen("measure", Point::measure),
          new Frozen("unit", p -> p.unit().symbol()),
          new Frozen("interval", Point::interval),
          new Frozen("level", Point::level),
          new Frozen("direction", Point::direction),
          new Frozen("multiplier", p -> p.multiplier().stripTrailingZeros().toPlainString()),
          new Frozen(
              "modulus",
              p -> p.modulus().map(m -> m.stripTrailingZeros().toPlainString()).orElse("none")),
          new Frozen("maxGap", Point::maxGap),
          new Frozen("signed", Point::signed),
          new Frozen("ratedMaximum", DefinitionChange::rolloverLimit));

  private DefinitionChange() {}

  /** The rated maximum of a register decides whether a drop was a rollover; of others, nothing. */
  private static String rolloverLimit(Point point) {
    return point.measure() == Measure.REGISTER
        ? point.ratedMaximum().map(m -> m.stripTrailingZeros().toPlainString()).orElse("none")
        : "none";
  }

  /**
   * One refused change.
   *
   * @param point id of the point
   * @param field changed field; {@code id} when the point was removed
   * @param value value after the change, as text
   * @param expected value before it, and the way out
   */
  public record Violation(String point, String field, String value, String expected) {}

  /**
   * Changes that are refused, in the order of the existing points; empty when all may be taken.
   *
   * @param existing the unit as it stands in the books
   * @param changed the same unit as it shall become
   */
  public static List<Violation> violations(EnergyUnit existing, EnergyUnit changed) {
    List<Violation> found = new ArrayList<>();
    Map<String, Point> after = changed.pointsById();
    for (Point before : existing.points()) {
      Point now = after.get(before.id());
      if (now == null) {
        found.add(
            new Violation(
                before.id(), "id", "(removed)", "point " + before.id() + ": its readings stay"));
      } else {
        compare(before, now, found);
      }
    }
    return List.copyOf(found);
  }

  private static void compare(Point before, Point now, List<Violation> found) {
    for (Frozen field : FROZEN) {
      String was = field.text(before);
      String is = field.text(now);
      if (!was.equals(is)) {
        found.add(
            new Violation(
                before.id(), field.name(), is, was + " as before; a new meter is a new point id"));
      }
    }
  }

  private record Frozen(String name, Function<Point, Object> value) {
    String text(Point point) {
      return value.apply(point).toString();
    }
  }
}
