// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.ActivityReport.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is known of an entity, in the words of a test. Energy in tce, carbon in tCO2e, per day. */
public final class Known {
  /** Zone of the entity. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** Its id. */
  public static final String ENTITY = "360100";

  private static final long TONNE = 1_000_000;

  private final DailyLedger ledger = new DailyLedger(ZONE);
  private final Map<LocalDate, Map<String, DayAmount>> days = new TreeMap<>();
  private final List<ActivityReport> reports = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();

  /** A day. */
  public static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  /** Each day from one on, before another, uses so much. */
  public Known daily(String quantity, String from, String to, double tonnes) {
    return daily(quantity, from, to, tonnes, 1);
  }

  /** The same, measured in part. */
  public Known daily(String quantity, String from, String to, double tonnes, double coverage) {
    for (LocalDate day = day(from); day.isBefore(day(to)); day = day.plusDays(1)) {
      days.computeIfAbsent(day, d -> new TreeMap<>())
          .put(
              quantity,
              new DayAmount(
                  Math.round(tonnes * TONNE), (int) Math.round(coverage * 1e6), 0, false));
    }
    return this;
  }

  /** Energy alone. */
  public Known energy(String from, String to, double tonnes) {
    return daily(Quantities.TCE, from, to, tonnes);
  }

  /** A whole year of which no days are kept any more. */
  public Known year(int year, String quantity, double tonnes) {
    ledger.year(year, Map.of(quantity, DayAmount.measured(Math.round(tonnes * TONNE))));
    return this;
  }

  /** Gross domestic product at the prices of 2020, in 1e4 CNY. */
  public Known gdp(String period, String value) {
    return report(Kind.GDP, null, period, value, "1e4 CNY", 2020);
  }

  /** Tonnes of a product. */
  public Known production(String product, String period, String tonnes) {
    return report(Kind.PRODUCTION, product, period, tonnes, "t", null);
  }

  /** Energy as statistics have it. */
  public Known reportedEnergy(String product, String period, String tonnes) {
    return report(Kind.ENERGY, product, period, tonnes, "tce", null);
  }

  /** Any report. */
  public Known report(
      Kind kind, String product, String period, String value, String unit, Integer priceBase) {
    reports.add(
        new ActivityReport(
            ENTITY,
            kind,
            Optional.ofNullable(product),
            period,
            new BigDecimal(value),
            unit,
            Optional.ofNullable(priceBase),
            false,
            "test"));
    return this;
  }

  /** A target. */
  public Known target(Target target) {
    targets.add(target);
    return this;
  }

  /** A budget with more to say. */
  public static Target budget(String id, String period, double tonnes, TermsBuilder terms) {
    return new Target(
        id,
        ENTITY,
        Quantities.TCE,
        Period.parse(period).orElseThrow(),
        Math.round(tonnes * TONNE),
        Target.DEFAULT_MARGIN,
        "test",
        terms.build());
  }

  /** A plain budget. */
  public static Target budget(String id, String period, double tonnes) {
    return budget(id, period, tonnes, Terms.of(TargetType.BUDGET));
  }

  /** A decline in percent. */
  public static Target decline(String id, String period, String percent, TermsBuilder terms) {
    return new Target(
        id,
        ENTITY,
        Quantities.TCE,
        Period.parse(period).orElseThrow(),
        0,
        Target.DEFAULT_MARGIN,
        "test",
        terms.value(Optional.ofNullable(percent).map(BigDecimal::new)).unit("%").build());
  }

  /** Terms of an intensity per GDP. */
  public static TermsBuilder perGdp() {
    return Terms.of(TargetType.INTENSITY).denominator(Denominator.parse("GDP"));
  }

  /** All that is known when the readings reach to the beginning of a day. */
  public ControlFacts until(String time) {
    ledger.reached(LocalDate.parse(time).atStartOfDay(ZONE).toInstant().toEpochMilli());
    days.forEach(ledger::day);
    return new ControlFacts(
        ledger,
        new ReportBook(reports),
        targets,
        ControlSettings.DEFAULT,
        q -> Optional.ofNullable(Quantities.derivedDimension(q)));
  }
}
