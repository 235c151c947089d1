// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of the rules' parameters: a point's own, else the default of its energy kind and
 * measure, else of either, else of all. Immutable.
 */
public final class VeeRules {
  private static final BigDecimal MILLIS = BigDecimal.valueOf(1_000);

  private final Map<VeeParameter, List<Default>> defaults = new EnumMap<>(VeeParameter.class);

  /**
   * One default.
   *
   * @param parameter whose value it is
   * @param energy energy kind to which it applies; empty for all
   * @param measure measure to which it applies; empty for all
   * @param value in the parameter's unit
   */
  public record Default(
      VeeParameter parameter,
      Optional<String> energy,
      Optional<Measure> measure,
      BigDecimal value) {
    private boolean fits(Point point) {
      return energy.map(point.energy()::equals).orElse(true)
          && measure.map(m -> m == point.measure()).orElse(true);
    }

    private int weight() {
      return (energy.isPresent() ? 2 : 0) + (measure.isPresent() ? 1 : 0);
    }
  }

  /**
   * @throws IllegalArgumentException when a parameter has no default that applies to all
   */
  public VeeRules(List<Default> rows) {
    for (VeeParameter parameter : VeeParameter.values()) {
      List<Default> own =
          rows.stream()
              .filter(row -> row.parameter() == parameter)
              .sorted((a, b) -> b.weight() - a.weight())
              .toList();
      if (own.isEmpty() || own.get(own.size() - 1).weight() > 0) {
        throw new IllegalArgumentException(
            parameter.key() + ": no default (expected: a row for all energies and measures)");
      }
      defaults.put(parameter, own);
    }
  }

  /** The value that holds for all points. */
  public BigDecimal value(VeeParameter parameter) {
    List<Default> rows = defaults.get(parameter);
    return rows.get(rows.size() - 1).value();
  }

  /** The value for one point. */
  public BigDecimal value(Point point, VeeParameter parameter) {
    String own = point.rules().get(parameter.key());
    return Optional.ofNullable(own)
        .flatMap(parameter::parse)
        .orElseGet(
            () ->
                defaults.get(parameter).stream()
                    .filter(row -> row.fits(point))
                    .findFirst()
                    .map(Default::value)
                    .orElseThrow());
  }

  /** How long a unit may be silent before it is offline: its own limit, else by its intervals. */
  public Duration offlineAfter(EnergyUnit unit) {
    return unit.offlineAfter()
        .orElseGet(
            () -> {
              long longest =
                  unit.points().stream()
                      .filter(p -> p.level() == 1)
                      .mapToLong(p -> p.interval().toMillis())
                      .max()
                      .orElse(0);
              long byInterval = millis(value(VeeParameter.OFFLINE_FACTOR), longest);
              long least = millis(value(VeeParameter.OFFLINE_LEAST), 1_000);
              return Duration.ofMillis(Math.max(byInterval, least));
            });
  }

  /** A point's clock limit, in milliseconds: the strictest of the unit. */
  public long driftLimit(EnergyUnit unit) {
    return unit.points().stream()
        .map(p -> value(p, VeeParameter.DRIFT_LIMIT))
        .min(BigDecimal::compareTo)
        .orElseGet(() -> value(VeeParameter.DRIFT_LIMIT))
        .multiply(MILLIS)
        .longValue();
  }

  private static long millis(BigDecimal factor, long unit) {
    return factor.multiply(BigDecimal.valueOf(unit)).longValue();
  }
}
