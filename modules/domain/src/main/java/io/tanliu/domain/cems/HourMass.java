// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

import io.tanliu.domain.quantity.Quantities;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * Mass of one gas in one hour. A valid hour stands for its 60 minutes: the mean of its valid
 * records, times their number in a full hour (HJ 76-2017, annex B: at least 45 valid minutes).
 *
 * @param sum exact sum of the valid records, mg
 * @param valid valid records; one at which the source stood still has no mass and is valid
 * @param standing of them, those at which the source stood still
 * @param parts records in a full hour
 * @param needed valid records that make the hour valid
 */
public record HourMass(long sum, int valid, int standing, int parts, int needed) {

  /**
   * One record of a monitor.
   *
   * @param mass mg; empty when the record is not valid
   * @param standing true when nothing was measured because the source stood still (停运); its mass is
   *     0
   */
  public record Part(OptionalLong mass, boolean standing) {
    /** Not valid. */
    public static final Part NONE = new Part(OptionalLong.empty(), false);

    /** What was measured, or nothing because the source stands still. */
    public static Part of(OptionalLong measured, boolean stands) {
      return measured.isEmpty() && stands
          ? new Part(OptionalLong.of(0), true)
          : new Part(measured, false);
    }
  }

  /** The hour of the records that are at hand. */
  public static HourMass of(Collection<Part> records, int parts, CemsRules rules) {
    long sum = 0;
    int valid = 0;
    int standing = 0;
    for (Part part : records) {
      if (part.mass().isPresent()) {
        sum = Math.addExact(sum, part.mass().getAsLong());
        valid++;
        standing += part.standing() ? 1 : 0;
      }
    }
    return new HourMass(sum, valid, standing, parts, rules.needed(parts));
  }

  /**
   * The minute of its five-second values: their mean, times twelve; valid with enough of them.
   *
   * @param values those that are at hand
   * @param parts values in a full minute
   */
  public static Part minute(Collection<Part> values, int parts, CemsRules rules) {
    long sum = 0;
    List<Part> valid = new ArrayList<>();
    for (Part value : values) {
      if (value.mass().isPresent()) {
        sum = Math.addExact(sum, value.mass().getAsLong());
        valid.add(value);
      }
    }
    return valid.size() < Math.min(parts, rules.valuesOfMinute())
        ? Part.NONE
        : new Part(
            OptionalLong.of(Quantities.portion(sum, parts, valid.size())),
            valid.stream().allMatch(Part::standing));
  }

  /** True when enough of the hour was measured. */
  public boolean isValid() {
    return valid >= needed;
  }

  /** True when the hour is valid and the source stood still in all of it. */
  public boolean isStopped() {
    return isValid() && standing == valid;
  }

  /** Mass of the whole hour, mg, rounded half even; empty when the hour is not valid. */
  public OptionalLong mass() {
    return isValid()
        ? OptionalLong.of(Quantities.portion(sum, parts, valid))
        : OptionalLong.empty();
  }

  /** Share of the hour that was measured, 0 to 1. */
  public double coverage() {
    return (double) valid / parts;
  }
}
