// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.course;

import io.tanliu.domain.alert.Grounds;
import io.tanliu.domain.control.DailyLedger;
import io.tanliu.domain.control.Shown;
import io.tanliu.domain.control.Target;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes {@link Grounds} little by little. */
final class GroundsOf {
  private final DailyLedger ledger;
  private final String quantity;
  private final String period;
  private final Map<String, String> labels = new HashMap<>();
  private Optional<String> measured = Optional.empty();
  private Optional<String> limit = Optional.empty();
  private Optional<String> schedule = Optional.empty();
  private OptionalLong crossedAt = OptionalLong.empty();
  private String unit = "1";
  private String source = "";
  private BigDecimal coverage = BigDecimal.ZERO;
  private BigDecimal estimated = BigDecimal.ZERO;

  GroundsOf(DailyLedger ledger, String quantity, String period) {
    this.ledger = ledger;
    this.quantity = quantity;
    this.period = period;
  }

  GroundsOf(DailyLedger ledger, Target target, String period) {
    this(ledger, target.quantity(), period);
    source = target.source();
    label("nature", target.terms().nature().name());
  }

  GroundsOf amounts(long sum, OptionalLong allowed, OptionalLong scheduled, String of) {
    measured = Optional.of(Long.toString(sum));
    limit = allowed.isPresent() ? Optional.of(Long.toString(allowed.getAsLong())) : limit;
    schedule = scheduled.isPresent() ? Optional.of(Long.toString(scheduled.getAsLong())) : schedule;
    unit = of;
    return this;
  }

  GroundsOf figures(
      Optional<BigDecimal> figure,
      Optional<BigDecimal> allowed,
      Optional<BigDecimal> scheduled,
      String of) {
    measured = figure.map(Shown::of);
    limit = allowed.map(Shown::of);
    schedule = scheduled.map(Shown::of);
    unit = of;
    return this;
  }

  GroundsOf coverage(BigDecimal share, BigDecimal guessed) {
    coverage = share;
    estimated = guessed;
    return this;
  }

  GroundsOf crossedAt(OptionalLong time) {
    crossedAt = time;
    return this;
  }

  GroundsOf label(String name, String value) {
    labels.put(name, value);
    return this;
  }

  Grounds make() {
    return new Grounds(
        quantity,
        period,
        crossedAt,
        measured,
        limit,
        schedule,
        unit,
        coverage.doubleValue(),
        estimated.doubleValue(),
        ledger.revision(),
        ledger.zone().getId(),
        source,
        labels);
  }
}
