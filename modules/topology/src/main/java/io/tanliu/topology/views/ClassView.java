// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.avro.ClassIndicator;
import io.tanliu.avro.ProductClass;
import io.tanliu.avro.UnitClass;
import io.tanliu.domain.assess.Benchmark;
import io.tanliu.domain.assess.BenchmarkClass;
import io.tanliu.domain.assess.BenchmarkClass.Indicator;
import io.tanliu.domain.assess.BenchmarkClass.Reason;
import io.tanliu.domain.assess.BenchmarkJudge;
import io.tanliu.domain.assess.Days;
import io.tanliu.domain.assess.OutputSeries;
import io.tanliu.domain.assess.OutputSeries.Output;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.UnitProfile;
import io.tanliu.domain.unit.UnitProfile.Product;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Benchmark classes of a unit's products: calendar years, and the twelve whole months before now.
 */
final class ClassView implements UnitView {
  static final String ROLLING = "rolling-12M";

  private static final int YEARS = 6;

  private final BenchmarkJudge judge;
  private final Map<Days, List<BenchmarkClass>> bySpan = new HashMap<>();
  private final Map<String, Optional<OutputSeries>> outputs = new HashMap<>();
  private UnitFacts judged;

  ClassView(BenchmarkJudge judge) {
    this.judge = judge;
  }

  @Override
  public void look(UnitFacts facts, Told told) {
    tell(facts, ROLLING, rolling(facts), false, told);
    LocalDate last = facts.end().minusDays(1);
    int first =
        Math.max(
            last.getYear() - YEARS + 1,
            facts.first().map(LocalDate::getYear).orElse(last.getYear()));
    for (int year = first; year <= last.getYear(); year++) {
      LocalDate begin = LocalDate.of(year, 1, 1);
      boolean running = year == last.getYear() && facts.end().isBefore(begin.plusYears(1));
      Days days = running ? facts.yearToDate() : new Days(begin, begin.plusYears(1));
      tell(facts, Integer.toString(year), days, running, told);
    }
  }

  /** The twelve whole months before the running one: production is reported by the month. */
  static Days rolling(UnitFacts facts) {
    LocalDate end = facts.end().withDayOfMonth(1);
    return new Days(end.minusMonths(12), end);
  }

  /** The classes over some days; what was judged of the same facts is not judged again. */
  List<BenchmarkClass> classes(UnitFacts facts, Days days) {
    begin(facts);
    return bySpan.computeIfAbsent(days, span -> judge(facts, span));
  }

  /** Reported production of a product; what was spread over months is not spread again. */
  Optional<OutputSeries> production(UnitFacts facts, String product) {
    begin(facts);
    return outputs.computeIfAbsent(product, facts::production);
  }

  @SuppressWarnings("ReferenceEquality") // the same object: comparing years of days costs more
  private void begin(UnitFacts facts) {
    if (facts != judged) {
      judged = facts;
      bySpan.clear();
      outputs.clear();
    }
  }

  private List<BenchmarkClass> judge(UnitFacts facts, Days days) {
    UnitProfile profile = facts.unit().profile();
    return profile.products().stream()
        .map(
            product ->
                judge.judge(
                    product,
                    profile.energyShare(product),
                    days,
                    judge.made(product, profile, production(facts, product.name()), facts::series),
                    facts::series))
        .toList();
  }

  private void tell(UnitFacts facts, String period, Days days, boolean running, Told told) {
    String key = facts.unit().id() + "|" + period;
    if (facts.unit().profile().products().isEmpty()) {
      told.takeBack(Topics.CONTROL_CLASS, key);
      return;
    }
    List<BenchmarkClass> classes = classes(facts, days);
    List<ProductClass> products = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      products.add(record(facts, facts.unit().profile().products().get(i), classes.get(i)));
    }
    UnitClass record =
        UnitClass.newBuilder()
            .setEntity(facts.unit().id())
            .setPeriod(period)
            .setFrom(days.from().toString())
            .setTo(days.to().toString())
            .setZone(facts.zone())
            .setAsOf(facts.asOf())
            .setCoverage(facts.series(Quantities.TCE).sum(days).coverage())
            .setProvisional(running || products.stream().anyMatch(ProductClass::getProvisional))
            .setProducts(products)
            .build();
    told.tell(Topics.CONTROL_CLASS, key, record);
  }

  private static ProductClass record(UnitFacts facts, Product product, BenchmarkClass judged) {
    return ProductClass.newBuilder()
        .setProduct(product.name())
        .setProduction(judged.output().map(Output::amount).map(Texts::rounded).orElse(null))
        .setProductionUnit(judged.outputUnit())
        .setCapacity(Texts.orNull(product.capacity()))
        .setCapacityUnit(product.capacityUnit())
        .setEnergyShare(
            Texts.text(facts.unit().profile().energyShare(product).orElse(BigDecimal.ZERO)))
        .setProvisional(judged.output().map(Output::provisional).orElse(false))
        .setAssumedMonths(
            judged.output().map(Output::assumed).orElse(List.of()).stream()
                .map(YearMonth::toString)
                .toList())
        .setReason(judged.reason().map(Reason::code).orElse(""))
        .setIndicators(judged.indicators().stream().map(ClassView::record).toList())
        .build();
  }

  private static ClassIndicator record(Indicator indicator) {
    Benchmark row = indicator.benchmark();
    return ClassIndicator.newBuilder()
        .setIndicator(row.indicator())
        .setQuantity(row.quantity())
        .setValue(Texts.orNull(indicator.value()))
        .setUnit(row.unit())
        .setLevel1(Texts.orNull(indicator.levels().get(0)))
        .setLevel2(Texts.orNull(indicator.levels().get(1)))
        .setLevel3(Texts.orNull(indicator.levels().get(2)))
        .setMet(indicator.met())
        .setLevel(indicator.level().orElse(null))
        .setBenchmark(Texts.orNull(row.benchmark()))
        .setBaseline(Texts.orNull(row.baseline()))
        .setPolicyClass(indicator.policy().name())
        .setCorrections(indicator.applied())
        .setUncorrected(indicator.missing())
        .setStandard(row.standard())
        .setPolicyDoc(row.policyDoc())
        .setConfidence(row.confidence())
        .setPolicyConfidence(row.policyConfidence())
        .build();
  }
}
