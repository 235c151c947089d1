// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which changes of a unit's points would break books that were already written, and which restate
 * them.
 *
 * <p>Readings are kept as numbers and turned into amounts by the definition of their point. What
 * gives old numbers another meaning restates the books for as long as the numbers are kept; what
 * makes another kind of number of them is a new point id. Names, parent and added points may change
 * freely, and the rated maximum of all but registers, for which it decides what a drop means.
 */
public final class DefinitionChange {
  private static final List<Field> FROZEN =
      List.of(new Field("measure", Point::measure), new Field("interval", Point::interval));

  private static final List<Field> RESTATABLE =
      List.of(
          new Field("energy", Point::energy),
          new Field("unit", p -> p.unit().symbol()),
          new Field("level", Point::level),
          new Field("direction", Point::direction),
          new Field("multiplier", p -> p.multiplier().stripTrailingZeros().toPlainString()),
          new Field(
              "modulus",
              p -> p.modulus().map(m -> m.stripTrailingZeros().toPlainString()).orElse("none")),
          new Field("maxGap", Point::maxGap),
          new Field("signed", Point::signed),
          new Field("ratedMaximum", DefinitionChange::rolloverLimit),
          new Field("estimation", Point::estimation));

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
    for (Point.Earlier earlier : changed.earlierPoints()) {
      Point now = changed.pointsById().get(earlier.point().id());
      if (now != null) {
        found.addAll(compare(FROZEN, now, earlier.point()));
      }
    }
    Map<String, Point> after = changed.pointsById();
    for (Point before : existing.points()) {
      Point now = after.get(before.id());
      if (now == null) {
        found.add(
            new Violation(
                before.id(), "id", "(removed)", "point " + before.id() + ": its readings stay"));
      } else {
        found.addAll(compare(FROZEN, before, now));
      }
    }
    return List.copyOf(found);
  }

  /**
   * What differs between two versions of a point and gives its readings another meaning, in the
   * order of importance; empty when both read the same.
   */
  public static List<Violation> restatable(Point before, Point now) {
    return compare(RESTATABLE, before, now);
  }

  private static List<Violation> compare(List<Field> fields, Point before, Point now) {
    List<Violation> found = new ArrayList<>();
    for (Field field : fields) {
      String was = field.text(before);
      String is = field.text(now);
      if (!was.equals(is)) {
        found.add(
            new Violation(
                before.id(), field.name(), is, was + " as before; a new meter is a new point id"));
      }
    }
    return found;
  }

  private record Field(String name, Function<Point, Object> value) {
    String text(Point point) {
      return value.apply(point).toString();
    }
  }
}
