// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.Direction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Coal equivalent and carbon of one base bucket from its physical flows. Each flow is converted and
 * rounded once per bucket, so the result depends on nothing but the bucket's amounts, and parts add
 * up to their total exactly.
 *
 * <p>Derived lines are {@code tce_equivalent} and the parts of {@code tce} and {@code co2e}, the
 * deduction lines and {@code co2e.measured}; a total is the sum of its parts and has no line.
 * Beside a line, under the same name with {@value #EXTRAPOLATED}, stands the share that a factor of
 * another year made, which keeps the figure provisional, and with {@value #UNVERIFIED} the share
 * that unverified factors made.
 */
public final class Derivation {
  /** Suffix of the part of a derived line that was made with another year's factor. */
  public static final String EXTRAPOLATED = "~";

  /** Suffix of the part of a derived line that was made with an unverified factor. */
  public static final String UNVERIFIED = "?";

  /**
   * Which lines are derived, counted up with every change of it: what was derived otherwise is
   * converted anew, as if factors had changed. 1 kept the totals as lines and no parts.
   */
  public static final int FORM = 2;

  /** Regions × industries × years whose conversions are remembered. */
  private static final int MOST_PLACES = 4_096;

  private static final Map<String, Direction> DIRECTIONS =
      Arrays.stream(Direction.values())
          .collect(Collectors.toUnmodifiableMap(Direction::code, Function.identity()));

  private final FactorBook factors;
  private final Map<Place, Map<String, List<Conversion>>> known = new ConcurrentHashMap<>();

  private record Place(Affiliation affiliation, int year) {}

  public Derivation(FactorBook factors) {
    this.factors = factors;
  }

  /** True for the name of a flow, false for a derived line. */
  public static boolean isFlow(String line) {
    return line.indexOf(':') >= 0;
  }

  /** Energy kind of a flow. */
  public static String energy(String flow) {
    return flow.substring(0, flow.indexOf(':'));
  }

  /** Direction of a flow. */
  public static Direction direction(String flow) {
    return DIRECTIONS.get(flow.substring(flow.indexOf(':') + 1));
  }

  /**
   * The derived lines of a bucket.
   *
   * @param lines its lines, of which the flows count
   * @param affiliation where the unit belonged, which chooses the grid factor and the guideline
   * @param year data year of the bucket
   */
  public Lines derive(Lines lines, Affiliation affiliation, int year) {
    Map<String, List<Conversion>> conversions = conversions(affiliation, year);
    Lines result = new Lines();
    lines.forEach(
        (name, line) -> {
          if (isFlow(name)) {
            for (Conversion conversion : conversions(conversions, name, affiliation, year)) {
              conversion.convert(line, result);
            }
          }
        });
    return result;
  }

  /**
   * A change of flows together with the change of the derived lines that follows from it.
   *
   * @param before the bucket's lines, derived ones included
   * @param flows change of its flows
   */
  public Lines change(Lines before, Lines flows, Affiliation affiliation, int year) {
    Lines after = before.copy();
    after.add(flows);
    Lines result = derive(after, affiliation, year);
    before.forEach(
        (name, line) -> {
          if (!isFlow(name)) {
            result.add(name, line.negated());
          }
        });
    result.add(flows);
    return result;
  }

  private Map<String, List<Conversion>> conversions(Affiliation affiliation, int year) {
    Place place = new Place(affiliation, year);
    Map<String, List<Conversion>> found = known.get(place);
    if (found != null) {
      return found;
    }
    if (known.size() >= MOST_PLACES) {
      known.clear();
    }
    return known.computeIfAbsent(place, p -> new ConcurrentHashMap<>());
  }

  private List<Conversion> conversions(
      Map<String, List<Conversion>> ofPlace, String flow, Affiliation affiliation, int year) {
    List<Conversion> found = ofPlace.get(flow);
    if (found == null) {
      found = Conversion.of(factors, flow, affiliation.region(), affiliation.industry(), year);
      ofPlace.put(flow, found);
    }
    return found;
  }

  /** Renewables of one's own emit nothing and feedstock is not burnt. */
  public static boolean emits(Direction direction) {
    return direction == Direction.BOUGHT || direction == Direction.SOLD;
  }
}
