// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Parameters of the validation rules; their values are data (seeds/vee_rules.csv). */
public enum VeeParameter {
  /** SPIKE: a value above this multiple of the day's third largest. */
  SPIKE_FACTOR("SPIKE", "spike.factor", "1", "1.1", "1000", true),
  /** SPIKE: fewer readings on a day are not judged. */
  SPIKE_LEAST("SPIKE", "spike.least", "readings", "4", "100000", true),
  /** STUCK: the same value for as long within one day. */
  STUCK_AFTER("STUCK", "stuck.after", "h", "0.25", "24", true),
  /**
   * BALANCE: largest difference of a point and the sum of its children, as a share of the point.
   */
  BALANCE_TOLERANCE("BALANCE", "balance.tolerance", "1", "0", "1", true),
  /** CLOCK_DRIFT: largest constant by which readings are behind or ahead of their receipt. */
  DRIFT_LIMIT("CLOCK_DRIFT", "drift.limit", "s", "1", "86400", true),
  /** Least share of the expected readings on a good day. */
  COMPLETENESS_LEAST("COMPLETENESS", "completeness.least", "1", "0", "1", false),
  /** Largest difference of the sum of a month's days and the reported month. */
  MONTHLY_TOLERANCE("MONTHLY", "monthly.tolerance", "1", "0", "1", false),
  /** Shortest silence after which a unit is offline. */
  OFFLINE_LEAST("OFFLINE", "offline.least", "s", "60", "2592000", false),
  /** Intervals of its slowest level-1 point for which a unit may be silent. */
  OFFLINE_FACTOR("OFFLINE", "offline.factor", "1", "1", "100", false);

  private final String rule;
  private final String key;
  private final String unit;
  private final BigDecimal least;
  private final BigDecimal most;
  private final boolean perPoint;

  VeeParameter(String rule, String key, String unit, String least, String most, boolean perPoint) {
    this.rule = rule;
    this.key = key;
    this.unit = unit;
    this.least = new BigDecimal(least);
    this.most = new BigDecimal(most);
    this.perPoint = perPoint;
  }

  /** Code of the rule. */
  public String rule() {
    return rule;
  }

  /** Name in files, {@code rule.parameter}. */
  public String key() {
    return key;
  }

  /** Unit of the value; {@code 1} for a factor or share. */
  public String unit() {
    return unit;
  }

  /** The values that are accepted, as text. */
  public String expected() {
    return least.toPlainString()
        + " to "
        + most.toPlainString()
        + (unit.equals("1") ? "" : " " + unit);
  }

  /** The number in a text, or empty when it is none or out of range. */
  public Optional<BigDecimal> parse(String text) {
    if (!text.matches("\\d{1,9}(\\.\\d{1,6})?")) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(text);
    return value.compareTo(least) < 0 || value.compareTo(most) > 0
        ? Optional.empty()
        : Optional.of(value);
  }

  /** The parameter of that name. */
  public static Optional<VeeParameter> of(String key) {
    return Arrays.stream(values()).filter(p -> p.key.equals(key)).findFirst();
  }

  /** The parameter of that name, when a point may override it. */
  public static Optional<VeeParameter> ofPoint(String key) {
    return of(key).filter(p -> p.perPoint);
  }

  /** Names that a point may override. */
  public static List<String> pointKeys() {
    return Arrays.stream(values()).filter(p -> p.perPoint).map(p -> p.key).toList();
  }
}
