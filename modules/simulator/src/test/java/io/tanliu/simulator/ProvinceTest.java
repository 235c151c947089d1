// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tanliu.domain.assess.BenchmarkBook;
import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingRules;
import io.tanliu.domain.time.Granularity;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import io.tanliu.domain.unit.UnitProfile;
import io.tanliu.reference.Seeds;
import io.tanliu.reference.register.RegisterReader;
import io.tanliu.reference.register.RegisterResult;
import io.tanliu.reference.register.RegisterWriter;
import io.tanliu.simulator.Fault.Kind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProvinceTest {
  private static final Seeds SEEDS = Seeds.load();
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final long START = Times.startOfDay(TODAY.minusYears(1));
  private static final long END = Times.startOfDay(TODAY);
  private static final Province PROVINCE = Province.of(36, SEEDS, TODAY);

  @Test
  void shouldHaveSixUnitsInEachOfElevenCities() {
    Map<String, List<EnergyUnit>> byCity =
        PROVINCE.units().stream()
            .collect(Collectors.groupingBy(u -> u.region().substring(0, 4) + "00"));

    assertThat(byCity.keySet()).containsExactlyInAnyOrderElementsOf(Cities.codes()).hasSize(11);
    assertThat(byCity.values()).allSatisfy(units -> assertThat(units).hasSize(6));
    assertThat(PROVINCE.units().stream().map(EnergyUnit::region).distinct()).hasSize(22);
    assertThat(PROVINCE.units()).extracting(EnergyUnit::id).doesNotHaveDuplicates();
    assertThat(PROVINCE.units()).extracting(EnergyUnit::name).doesNotHaveDuplicates();
  }

  @Test
  void shouldStandInTheProvinceWithoutTwoUnitsInOnePlace() {
    assertThat(PROVINCE.units())
        .extracting(unit -> unit.profile().position().orElseThrow())
        .doesNotHaveDuplicates()
        .allSatisfy(
            position -> {
              assertThat(position.latitude().doubleValue()).isBetween(24.4, 30.1);
              assertThat(position.longitude().doubleValue()).isBetween(113.5, 118.5);
            });
  }

  @Test
  void shouldMeasureEverythingThatKeyUnitsUse() {
    List<Point> points = PROVINCE.units().stream().flatMap(u -> u.points().stream()).toList();

    assertThat(points).extracting(Point::measure).contains(Measure.values());
    assertThat(points)
        .extracting(Point::energy)
        .contains("electricity", "raw_coal", "natural_gas", "heat");
    assertThat(points)
        .extracting(Point::flow)
        .contains("heat:sold", "electricity:sold", "electricity:renewable", "anthracite:feedstock");
    assertThat(points).anyMatch(p -> p.level() == 2 && p.parent().isPresent());
    assertThat(points).anyMatch(p -> p.modulus().isPresent() && p.multiplier().intValueExact() > 1);
  }

  @Test
  void shouldHaveIndustriesOfTheSeedsAndFactorsForEveryEnergy() {
    Set<String> industries =
        SEEDS.industries().stream().map(i -> i.code()).collect(Collectors.toSet());
    for (EnergyUnit unit : PROVINCE.units()) {
      assertThat(industries).contains(unit.industry());
      for (Point point : unit.points()) {
        EnergyKind kind = SEEDS.factors().energy(point.energy()).orElseThrow();
        if (kind.isEnergy()) {
          assertThat(SEEDS.factors().coalEquivalent(point.energy(), 2026)).isPresent();
        }
        if (EnergyKind.co2ePart(kind.category()).isPresent()) {
          assertThat(SEEDS.factors().emission(point.energy(), unit.region(), 2026)).isPresent();
        }
      }
    }
  }

  @Test
  void shouldBeReadBackFromTheRegisterExactly() {
    String json = RegisterWriter.toJson(PROVINCE.document(), SEEDS);

    RegisterResult result = RegisterReader.read("province", json, SEEDS, e -> false);

    assertThat(result.problems()).isEmpty();
    assertThat(result.document()).isEqualTo(PROVINCE.document());
  }

  @Test
  void shouldBeTheSameForTheSameSeedAndAnotherForAnother() {
    assertThat(digest(Province.of(36, SEEDS, TODAY))).isEqualTo(digest(PROVINCE));
    assertThat(digest(Province.of(37, SEEDS, TODAY))).isNotEqualTo(digest(PROVINCE));
  }

  private static String digest(Province province) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          RegisterWriter.toJson(province.document(), SEEDS).getBytes(StandardCharsets.UTF_8));
      for (SimulatedUnit unit : province.simulated()) {
        String sent = Body.csv(unit.sendings(END - 5 * Times.DAY, END, Cadence.LIVE));
        digest.update(sent.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldSendTheSameInOneSpanAsInItsParts() {
    for (SimulatedUnit unit : PROVINCE.simulated()) {
      List<Sending> whole = unit.sendings(START, START + 6 * Times.DAY, Cadence.HISTORY);
      List<Sending> parts = new ArrayList<>();
      for (long from = START; from < START + 6 * Times.DAY; from += 7 * Times.HOUR) {
        long to = Math.min(from + 7 * Times.HOUR, START + 6 * Times.DAY);
        parts.addAll(unit.sendings(from, to, Cadence.HISTORY));
      }
      assertThat(parts).containsExactlyInAnyOrderElementsOf(whole);
    }
  }

  @Test
  void shouldReadTheSameLiveAsInLoadedHistory() {
    for (SimulatedUnit unit : PROVINCE.simulated()) {
      if (unit.fault().isEmpty()) {
        List<Sending> live = unit.sendings(START, START + Times.DAY, Cadence.LIVE);
        assertThat(live).containsAll(unit.sendings(START, START + Times.DAY, Cadence.HISTORY));
      }
    }
  }

  @Test
  void shouldRefuseNothingButTheListedFaults() {
    Map<ReadingError.Code, Set<String>> refused = new EnumMap<>(ReadingError.Code.class);
    for (SimulatedUnit unit : PROVINCE.simulated()) {
      Map<String, ReadingRules> rules = new TreeMap<>();
      unit.definition()
          .points()
          .forEach(p -> rules.put(p.id(), new ReadingRules(p, unit.definition().zone())));
      for (Sending s : unit.sendings(START, END, Cadence.HISTORY)) {
        rules
            .get(s.meter().point().id())
            .check(s.time(), s.value(), s.meter().decimals(), s.at())
            .ifPresent(
                e ->
                    refused
                        .computeIfAbsent(e.code(), c -> new TreeSet<>())
                        .add(unit.definition().id()));
      }
    }

    assertThat(refused)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                ReadingError.Code.FUTURE, unitsWith(Kind.CLOCK_AHEAD),
                ReadingError.Code.NEGATIVE, unitsWith(Kind.NEGATIVE),
                ReadingError.Code.ABOVE_RATED, unitsWith(Kind.SPIKE)));
  }

  private static Set<String> unitsWith(Kind kind) {
    return PROVINCE.faults().stream()
        .filter(f -> f.kind() == kind)
        .map(Fault::unit)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void shouldHaveEveryKindOfFaultOnUnitsOfTheirOwn() {
    assertThat(PROVINCE.faults()).extracting(Fault::kind).containsAll(EnumSet.allOf(Kind.class));
    assertThat(PROVINCE.faults()).extracting(Fault::unit).doesNotHaveDuplicates();
  }

  @Test
  void shouldLetRegistersFallOnlyWhereTheyWrapOrAreReplaced() {
    int wraps = 0;
    for (SimulatedUnit unit : PROVINCE.simulated()) {
      for (Meter meter : unit.meters()) {
        if (meter.point().measure() == Measure.REGISTER) {
          wraps += falls(unit, meter);
        }
      }
    }
    assertThat(wraps).isGreaterThan(20);
  }

  private static int falls(SimulatedUnit unit, Meter meter) {
    long modulus =
        meter.point().modulus().orElseThrow().movePointRight(meter.decimals()).longValueExact();
    boolean replaced =
        unit.fault().filter(f -> f.kind() == Kind.REPLACED).isPresent()
            && unit.fault().get().point().equals(meter.point().id());
    LongUnaryOperator value = time -> unit.value(meter, time);
    int falls = 0;
    int resets = 0;
    for (long time = START; time < END; time += Times.HOUR) {
      long before = value.applyAsLong(time);
      long after = value.applyAsLong(time + Times.HOUR);
      assertThat(after).isBetween(0L, modulus - 1);
      if (after < before) {
        falls++;
        boolean wrapped = after + modulus - before <= modulus / 100;
        resets += wrapped ? 0 : 1;
      }
    }
    assertThat(resets).isBetween(0, replaced ? 3 : 0);
    if (replaced) {
      assertThat(resets).isPositive();
    }
    return falls;
  }

  @Test
  void shouldBreakAMonthlyAndAYearlyBudgetWithinTheLoadedYearAndKeepMost() {
    Consumption consumption = new Consumption(SEEDS.factors());
    List<Target> broken =
        budgets().stream().filter(t -> measured(t, consumption) > t.limit()).toList();

    assertThat(broken).anyMatch(t -> t.period().granularity() == Granularity.YEAR);
    assertThat(broken).anyMatch(t -> t.period().granularity() == Granularity.MONTH);
    assertThat(broken).hasSizeLessThan(budgets().size() / 10);
    assertThat(broken).extracting(Target::entity).contains("PINGXIANG-CEMENT-1");
    assertThat(budgets()).allSatisfy(t -> assertThat(t.limit()).isPositive());
    assertThat(PROVINCE.targets()).allSatisfy(t -> assertThat(t.source()).contains("模拟数据"));
  }

  private static List<Target> budgets() {
    return PROVINCE.targets().stream().filter(Target::isBudget).toList();
  }

  /** What will have been measured by today, whole months only. */
  private static long measured(Target target, Consumption consumption) {
    List<SimulatedUnit> units =
        PROVINCE.simulated().stream()
            .filter(
                u ->
                    u.definition().id().equals(target.entity())
                        || SEEDS
                            .regions()
                            .ancestry(u.definition().region())
                            .contains(target.entity()))
            .toList();
    YearMonth first = YearMonth.from(target.period().first());
    int length = target.period().granularity() == Granularity.YEAR ? 12 : 1;
    List<YearMonth> loaded =
        IntStream.range(0, length)
            .mapToObj(first::plusMonths)
            .filter(m -> m.isAfter(YearMonth.from(TODAY.minusYears(1))))
            .filter(m -> m.isBefore(YearMonth.from(TODAY)))
            .toList();
    return consumption.sum(units, loaded, target.quantity());
  }

  @Test
  void shouldReportEachMonthOnTheTwentiethOfTheNext() {
    Province before = Province.of(36, SEEDS, LocalDate.of(2026, 11, 19));
    assertThat(months(PROVINCE)).last().isEqualTo("2026-10");
    assertThat(months(before)).last().isEqualTo("2026-09");
    assertThat(months(PROVINCE)).hasSize(22).startsWith("2025-01").isSorted();
    assertThat(PROVINCE.document().reports()).filteredOn(ProvinceTest::gdp).hasSize(22 * 12);
    assertThat(PROVINCE.document().reports()).containsAll(before.document().reports());
  }

  private static List<String> months(Province province) {
    return province.document().reports().stream()
        .filter(ProvinceTest::gdp)
        .map(r -> r.period())
        .distinct()
        .toList();
  }

  @Test
  void shouldReportTheEnergyOfTheLastYearForAllThatOweItButTwo() {
    List<String> owe =
        PROVINCE.simulated().stream()
            .filter(unit -> tonnes(unit, 2025) >= 10_000)
            .map(unit -> unit.definition().id())
            .toList();
    assertThat(owe).hasSizeGreaterThan(40).containsAll(UtilisationReports.FORGETFUL);
    List<ActivityReport> given =
        PROVINCE.document().reports().stream()
            .filter(r -> r.kind() == ActivityReport.Kind.ENERGY)
            .toList();
    assertThat(given).extracting(ActivityReport::entity).hasSize(owe.size() - 2).isSubsetOf(owe);
    for (ActivityReport report : given) {
      assertThat(report.period()).isEqualTo("2025");
      assertThat(report.value().doubleValue())
          .isCloseTo(tonnes(unit(report.entity()), 2025), within(1.0));
    }
    assertThat(Province.of(36, SEEDS, LocalDate.of(2026, 3, 19)).document().reports())
        .noneMatch(r -> r.kind() == ActivityReport.Kind.ENERGY);
  }

  private static double tonnes(SimulatedUnit unit, int year) {
    List<YearMonth> months =
        IntStream.rangeClosed(1, 12).mapToObj(m -> YearMonth.of(year, m)).toList();
    return new Consumption(SEEDS.factors()).sum(List.of(unit), months, Quantities.TCE) / 1e6;
  }

  private static boolean gdp(ActivityReport report) {
    return report.kind() == ActivityReport.Kind.GDP;
  }

  @Test
  void shouldLetUnitsMakeWhatTheirEnergyAllowsByTheLimitStandards() {
    BenchmarkBook book = SEEDS.assess().benchmarks();
    List<EnergyUnit> makers =
        PROVINCE.units().stream().filter(u -> !u.profile().products().isEmpty()).toList();
    assertThat(makers).hasSizeGreaterThan(10);
    for (EnergyUnit unit : makers) {
      UnitProfile.Product product = unit.profile().products().get(0);
      assertThat(book.of(product.name())).as(product.name()).isNotEmpty();
      assertThat(PROVINCE.document().reports())
          .filteredOn(r -> r.entity().equals(unit.id()))
          .filteredOn(r -> r.kind() == ActivityReport.Kind.PRODUCTION)
          .hasSize(22)
          .allSatisfy(r -> assertThat(r.value()).isPositive());
    }
  }

  /** The product of the province is the sum of its cities'. */
  @Test
  void shouldAddUpWhatTheCitiesReport() {
    for (String month : months(PROVINCE)) {
      Map<Boolean, BigDecimal> sums =
          PROVINCE.document().reports().stream()
              .filter(ProvinceTest::gdp)
              .filter(r -> r.period().equals(month))
              .collect(
                  Collectors.partitioningBy(
                      r -> r.entity().equals(Cities.PROVINCE),
                      Collectors.reducing(BigDecimal.ZERO, r -> r.value(), BigDecimal::add)));
      assertThat(sums.get(true)).isEqualByComparingTo(sums.get(false));
    }
  }

  @Test
  void shouldMeasureInTheStackWhatTheCoalLetsOffAndReadOneStackTooLow() {
    long month = Times.startOfDay(LocalDate.of(2026, 3, 1));
    List<Double> shares = new ArrayList<>();
    for (String id : CarbonMeters.STACKS) {
      SimulatedUnit unit = unit(id);
      double measured = 0;
      for (Sending s : unit.sendings(month, month + 30 * Times.DAY, Cadence.HISTORY)) {
        if (s.meter().point().energy().equals("co2_measured")) {
          measured += s.value() / Math.pow(10, s.meter().decimals());
        }
      }
      Meter coal = meter(unit, "C1");
      double calculated = 0;
      for (long hour = month; hour < month + 30 * Times.DAY; hour += Times.HOUR) {
        calculated +=
            SEEDS
                    .factors()
                    .emission(
                        coal.point().energy(),
                        unit.definition().region(),
                        unit.definition().industry(),
                        2026)
                    .orElseThrow()
                    .apply(coal.baseAmount(hour))
                / 1e6;
      }
      shares.add(measured / calculated);
    }

    assertThat(shares.get(0)).isBetween(.98, 1.02);
    assertThat(shares.get(1)).isBetween(.78, .82);
    assertThat(shares.get(2)).isBetween(.98, 1.02);
    assertThat(PROVINCE.faults())
        .anyMatch(f -> f.kind() == Kind.READS_LOW && f.unit().equals(CarbonMeters.STACKS.get(1)));
  }

  @Test
  void shouldReportTheClinkerThatItsOwnMeterWeighedAndPassTheLimitInSomeKilns() {
    Consumption consumption = new Consumption(SEEDS.factors());
    YearMonth month = YearMonth.of(2026, 5);
    List<Double> kgce = new ArrayList<>();
    for (SimulatedUnit unit : PROVINCE.simulated()) {
      if (unit.definition().industry().equals("3011")) {
        double tonnes = consumption.sum(List.of(unit), List.of(month), "clinker") / 1e6;
        assertThat(PROVINCE.document().reports())
            .filteredOn(r -> r.entity().equals(unit.definition().id()))
            .filteredOn(r -> r.period().equals("2026-05"))
            .singleElement()
            .satisfies(r -> assertThat(r.value().doubleValue()).isEqualTo(tonnes, within(.5)));
        kgce.add(consumption.sum(List.of(unit), List.of(month), Quantities.TCE) / 1e3 / tonnes);
      }
    }

    assertThat(kgce).hasSize(6).anyMatch(k -> k > 117).anyMatch(k -> k < 117);
    assertThat(kgce).allSatisfy(k -> assertThat(k).isBetween(85d, 135d));
    assertThat(PROVINCE.targets())
        .filteredOn(t -> t.type() == TargetType.PRODUCT_LIMIT)
        .hasSize(6)
        .allSatisfy(t -> assertThat(t.terms().value()).contains(new BigDecimal(117)));
  }

  @Test
  void shouldApproveOneTwoHighProjectForLessThanItUses() {
    Consumption consumption = new Consumption(SEEDS.factors());
    List<YearMonth> months =
        IntStream.rangeClosed(1, 12).mapToObj(m -> YearMonth.of(2026, m)).toList();
    Set<String> above = new TreeSet<>();
    for (Target target : PROVINCE.targets()) {
      if (target.type() == TargetType.APPROVED_ENERGY) {
        SimulatedUnit unit = unit(target.entity());
        assertThat(unit.definition().profile().twoHigh()).isTrue();
        assertThat(unit.definition().profile().approvedEnergy().orElseThrow().movePointRight(6))
            .isEqualByComparingTo(BigDecimal.valueOf(target.limit()));
        if (consumption.sum(List.of(unit), months, Quantities.TCE) > target.limit()) {
          above.add(target.entity());
        }
      }
    }

    assertThat(above).containsExactly("XINYU-STEEL-1");
  }

  @Test
  void shouldGiveAllowancesOfWhichOneOfEachKindIsTooSmallAndOneIsNotSurrendered() {
    List<QuotaEntry> entries = PROVINCE.document().quotas();
    Consumption consumption = new Consumption(SEEDS.factors());
    List<YearMonth> months =
        IntStream.rangeClosed(1, 12).mapToObj(m -> YearMonth.of(2026, m)).toList();
    for (QuotaEntry.Scheme scheme : QuotaEntry.Scheme.values()) {
      Map<String, BigDecimal> held = new TreeMap<>();
      entries.stream()
          .filter(e -> e.scheme() == scheme && e.period().getValue() == 2026)
          .forEach(e -> held.merge(e.entity(), e.amount(), BigDecimal::add));
      List<String> tooSmall =
          held.keySet().stream()
              .filter(
                  id ->
                      held.get(id).movePointRight(6).longValue()
                          < consumption.sum(List.of(unit(id)), months, scheme.quantity()))
              .toList();
      assertThat(held).hasSizeBetween(6, 7);
      assertThat(tooSmall).hasSize(1);
      assertThat(entries)
          .filteredOn(e -> e.scheme() == scheme && e.period().getValue() == 2025)
          .filteredOn(e -> e.entity().equals(tooSmall.get(0)))
          .extracting(QuotaEntry::kind)
          .containsExactlyInAnyOrder(QuotaEntry.Kind.ALLOCATION, QuotaEntry.Kind.VERIFIED);
    }
    assertThat(entries).allSatisfy(e -> assertThat(e.date()).isBeforeOrEqualTo(TODAY));
    assertThat(entries).allSatisfy(e -> assertThat(e.document()).contains("模拟数据"));
  }

  @Test
  void shouldUseThreeFifthsMoreThanUsualForSomeHoursInADataCentre() {
    Fault surge =
        PROVINCE.faults().stream().filter(f -> f.kind() == Kind.SURGE).findFirst().orElseThrow();
    SimulatedUnit unit = unit(surge.unit());
    Meter meter = meter(unit, surge.point());

    List<Sending> during =
        unit.sendings(START, START + 30 * Times.DAY, Cadence.HISTORY).stream()
            .filter(s -> s.meter() == meter && surge.active(s.time()))
            .toList();

    assertThat(unit.definition().industry()).isEqualTo("6450");
    assertThat(during).hasSizeGreaterThan(16);
    assertThat(during)
        .allSatisfy(
            s ->
                assertThat((double) s.value())
                    .isEqualTo(1.6 * meter.value(s.time(), Long.MIN_VALUE), within(1d)));
  }

  private static SimulatedUnit unit(String id) {
    return PROVINCE.simulated().stream()
        .filter(u -> u.definition().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Meter meter(SimulatedUnit unit, String point) {
    return unit.meters().stream()
        .filter(m -> m.point().id().equals(point))
        .findFirst()
        .orElseThrow();
  }
}
