// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.control.Nature;
import io.tanliu.domain.control.Operator;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Estimation;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import io.tanliu.domain.unit.UnitProfile;
import io.tanliu.reference.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterReaderTest {
  static final Seeds SEEDS = Seeds.load();

  private static final String STEEL =
      """
      units:
        - id: STEEL-01
          name: 示例钢铁
          region: "360100"
          industry: "3120"
          zone: "+09:00"
          points:
            - {id: E1, energy: electricity, measure: INTERVAL, unit: kWh, interval: 15m, level: 1, direction: BOUGHT}
      targets:
        - {id: STEEL-01-2018, entity: STEEL-01, quantity: electricity, type: BUDGET, period: "2018", value: 900000, unit: kWh}
      """;

  private static final String FULL =
      """
      units:
        - id: CEMENT.1
          name: "水泥 \\"一号\\" \\\\ 厂 😀"
          region: 360102
          industry: 3011
          points:
            - id: T1
              name: 总表
              energy: electricity
              measure: register
              unit: kWh
              interval: PT15M
              multiplier: 4000.5
              modulus: 1e6
              ratedMaximum: 80000
            - {id: K1, energy: raw_coal, measure: RATE, unit: t/h, interval: 30s, maxGap: 2m}
            - {id: C1, energy: ldg, measure: INTERVAL, unit: Nm3, interval: 1d, signed: true, level: 2, parent: T1, direction: INTERNAL}
      targets:
        - {id: a, entity: CEMENT.1, quantity: tce, period: 2025-03, value: 12.345678, unit: tce, paceMargin: 0.05, source: 文件 三(五)1}
        - {id: a, entity: "360100", quantity: co2e, period: 2025, value: 26000, unit: tCO2e}
        - {id: b, entity: industry-3011, quantity: natural_gas, period: 2025, value: 3, unit: 万m3}
        - {id: heat, entity: CEMENT.1, quantity: heat, period: 2025, value: 0.5, unit: GJ}
      reports:
        - {entity: "360000", kind: gdp, period: 2024-Q4, value: 34202.5, unit: 亿元, priceBase: 2020, provisional: true, source: 统计局}
        - {entity: CEMENT.1, kind: PRODUCTION, product: 熟料, period: 2025-03, value: 1500.25, unit: t}
      """;

  static RegisterResult read(String text) {
    return RegisterReader.read("f.yaml", text, SEEDS, id -> false);
  }

  private static RegisterDocument good(String text) {
    RegisterResult result = read(text);
    assertThat(result.problems()).isEmpty();
    return result.document();
  }

  @Test
  void shouldReadTheDocumentedExample() {
    RegisterDocument document = good(STEEL);
    EnergyUnit unit = document.units().get(0);
    assertThat(unit.name()).isEqualTo("示例钢铁");
    assertThat(unit.zone()).isEqualTo(ZoneId.of("+09:00"));
    Point point = unit.points().get(0);
    assertThat(point.measure()).isEqualTo(Measure.INTERVAL);
    assertThat(point.unit()).isEqualTo(PhysicalUnit.KWH);
    assertThat(point.interval()).isEqualTo(Duration.ofMinutes(15));
    Target target = document.targets().get(0);
    assertThat(target.limit()).isEqualTo(900_000_000L);
    assertThat(target.period().text()).isEqualTo("2018");
    assertThat(target.paceMargin()).isEqualTo(new BigDecimal("0.10"));
  }

  @Test
  void shouldFillDefaults() {
    EnergyUnit unit =
        good("""
                units:
                  - id: U
                    region: "360100"
                    industry: "4411"
                    points:
                      - {id: A, energy: electricity, measure: INTERVAL, unit: kWh, interval: 1h}
                      - {id: B, energy: heat, measure: REGISTER, unit: GJ}
                """)
            .units()
            .get(0);
    assertThat(unit.name()).isEqualTo("U");
    assertThat(unit.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    Point a = unit.points().get(0);
    assertThat(a.level()).isEqualTo(1);
    assertThat(a.direction()).isEqualTo(Direction.BOUGHT);
    assertThat(a.multiplier()).isEqualByComparingTo("1");
    assertThat(a.maxGap()).isEqualTo(Duration.ofHours(3));
    assertThat(a.signed()).isFalse();
    Point b = unit.points().get(1);
    assertThat(b.interval()).isEqualTo(Duration.ofMinutes(15));
    assertThat(b.maxGap()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void shouldConvertLimitsExactly() {
    List<Target> targets = good(FULL).targets();
    assertThat(targets)
        .extracting(Target::limit)
        .containsExactly(12_345_678L, 26_000_000_000L, 30_000_000L, 500_000L);
  }

  @Test
  void shouldReadReports() {
    List<ActivityReport> reports = good(FULL).reports();
    assertThat(reports.get(0).value()).isEqualTo(new BigDecimal("34202.5"));
    assertThat(reports.get(0).unit()).isEqualTo("1e8 CNY");
    assertThat(reports.get(0).priceBase()).contains(2020);
    assertThat(reports.get(1).product()).contains("熟料");
  }

  @Test
  void shouldReadBackWhatItWrites() throws IOException {
    for (String text : new String[] {STEEL, FULL}) {
      RegisterDocument document = good(text);
      assertThat(good(RegisterWriter.toJson(document, SEEDS))).isEqualTo(document);
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      RegisterWriter.write(document, SEEDS, stream);
      RegisterResult again =
          RegisterReader.read(
              "body", new ByteArrayInputStream(stream.toByteArray()), SEEDS, id -> false);
      assertThat(again.ok()).isTrue();
      assertThat(again.document()).isEqualTo(document);
    }
  }

  private static final String KINDS =
      """
      targets:
        - {id: i, entity: "360100", type: INTENSITY, quantity: tce, denominator: GDP, value: 14.5, unit: "%", baseYear: 2020, baseValue: 0.38, incentive: 15, period: 2021/2025, deductions: [FEEDSTOCK], document: 文, clause: 三, name: 单位GDP能耗降低}
        - {id: l, entity: "360100", type: INTENSITY, quantity: co2e, denominator: "PRODUCTION:粗钢", value: 1800, unit: kgCO2e/t, period: 2025}
        - {id: s, entity: "360100", type: SHARE, quantity: natural_gas, operator: ">=", value: 10, unit: "%", period: 2025, nature: expected}
        - {id: g, entity: "360100", type: GROWTH, quantity: tce, operator: "<", value: 0, unit: "%", period: 2021/2025, excludedIndustries: ["4411"]}
        - {id: p, entity: "360100", type: PRODUCT_LIMIT, quantity: tce, denominator: "PRODUCTION:熟料", value: 117, unit: kgce/t, period: 2025}
        - {id: e, entity: "360100", type: APPROVED_ENERGY, quantity: tce, value: 1.5, unit: 万tce, period: 2025}
        - {id: a, entity: "360100", type: ALLOWANCE, quantity: co2e, value: 26000, unit: tCO2e, period: 2025, surrenderBy: 2026-12-31}
        - {id: t, entity: "360100", type: THRESHOLD, quantity: tce, value: 2000, upper: 5000, unit: tce, period: 2021/2030, industries: ["30", "6450"], eachUnit: true, action: audit}
        - {id: r, entity: "360100", type: REFERENCE, value: 63.1, unit: "%", operator: "=", period: 2025, contradicts: [x, y], quote: 稳定}
        - {id: m, entity: "360100", quantity: tce, value: 12, unit: tce, period: 2025, schedule: MONTHLY, monthly: [1, 1, 1.5, 1, 1, 1, 1, 1, 1, 1, 1, 0.5]}
        - {id: n, entity: "360100", type: INTENSITY, quantity: co2e, denominator: VALUE_ADDED, unit: "%", baseYear: 2020, period: 2021/2025, note: 以国家下达为准}
      """;

  @Test
  void shouldReadTargetsOfEveryKindAndBringThemBack() {
    RegisterDocument document = good(KINDS);
    Map<String, Target> byId =
        document.targets().stream().collect(Collectors.toMap(Target::id, Function.identity()));
    assertThat(byId.get("i").terms().isDecline()).isTrue();
    assertThat(byId.get("i").terms().operator()).isEqualTo(Operator.AT_LEAST);
    assertThat(byId.get("i").source()).isEqualTo("文 三");
    assertThat(byId.get("l").terms().isDecline()).isFalse();
    assertThat(byId.get("l").terms().operator()).isEqualTo(Operator.AT_MOST);
    assertThat(byId.get("e").limit()).isEqualTo(15_000_000_000L);
    assertThat(byId.get("a").terms().surrenderBy()).contains(LocalDate.of(2026, 12, 31));
    assertThat(byId.get("t").terms().scope().covers("3011")).isTrue();
    assertThat(byId.get("t").terms().upper().orElseThrow()).isEqualByComparingTo("5000");
    assertThat(byId.get("r").terms().nature()).isEqualTo(Nature.REFERENCE);
    assertThat(byId.get("m").terms().plan().monthly()).hasSize(12);
    assertThat(document.targets().stream().filter(Target::isBudget))
        .extracting(Target::id)
        .containsExactly("m");
    assertThat(document.targets().stream().filter(t -> !t.isSet()))
        .extracting(Target::id)
        .containsExactly("n");
    assertThat(good(RegisterWriter.toJson(document, SEEDS))).isEqualTo(document);
  }

  private static final String PAST =
      """
      units:
        - id: U
          region: "360100"
          industry: "3120"
          zone: "+08:00"
          offlineAfter: 2h
          earlierAffiliations:
            - {until: 2024-01-01, region: "360200", industry: "2619"}
            - {until: 2025-07-01T08:00Z, region: "360200"}
          points:
            - id: P
              name: main
              energy: electricity
              measure: REGISTER
              unit: kWh
              multiplier: 100
              modulus: 1000000
              rules: {stuck.after: 12}
              earlier:
                - {until: 2024-06-01, multiplier: 40, modulus: none, direction: SOLD}
                - {until: '2025-01-01 00:15', unit: MWh, rules: {}}
            - id: Q
              energy: heat
              measure: RATE
              unit: GJ/h
              estimation: LINEAR
              earlier: [{until: 2024-07-01, estimation: NONE}]
      """;

  @Test
  void shouldReadWhatHeldBefore() {
    EnergyUnit unit = good(PAST).units().get(0);

    assertThat(unit.offlineAfter()).hasValue(Duration.ofHours(2));
    assertThat(unit.affiliation(Instant.parse("2023-12-31T15:59:00Z").toEpochMilli()))
        .isEqualTo(new Affiliation("360200", "2619"));
    assertThat(unit.affiliation(Instant.parse("2025-07-01T07:59:00Z").toEpochMilli()))
        .isEqualTo(new Affiliation("360200", "3120"));
    assertThat(unit.affiliation(Instant.parse("2025-07-01T08:00:00Z").toEpochMilli()))
        .isEqualTo(new Affiliation("360100", "3120"));
    assertThat(unit.earlierPoints())
        .extracting(e -> Instant.ofEpochMilli(e.until()) + " " + e.point().id())
        .containsExactly(
            "2024-05-31T16:00:00Z P", "2024-06-30T16:00:00Z Q", "2024-12-31T16:15:00Z P");
    Point now = unit.points().get(0);
    Point first = unit.earlierPoints().get(0).point();
    assertThat(now.rules()).isEqualTo(Map.of("stuck.after", "12"));
    assertThat(now.estimation()).isEqualTo(Estimation.LINEAR);
    assertThat(first.multiplier()).isEqualByComparingTo("40");
    assertThat(first.modulus()).isEmpty();
    assertThat(first.direction()).isEqualTo(Direction.SOLD);
    assertThat(first.name()).isEqualTo("main");
    assertThat(first.rules()).isEqualTo(now.rules());
    Point second = unit.earlierPoints().get(2).point();
    assertThat(second.multiplier()).isEqualByComparingTo("100");
    assertThat(second.modulus()).isEqualTo(now.modulus());
    assertThat(second.unit()).isEqualTo(PhysicalUnit.MWH);
    assertThat(second.rules()).isEmpty();
    assertThat(unit.earlierPoints().get(1).point().estimation()).isEqualTo(Estimation.NONE);
  }

  @Test
  void shouldReadBackWhatItWritesOfThePast() {
    RegisterDocument document = good(PAST);

    assertThat(good(RegisterWriter.toJson(document, SEEDS))).isEqualTo(document);
  }

  private static final String PROFILE =
      """
      units:
        - id: U
          region: "360100"
          industry: "3110"
          twoHigh: true
          approvedEnergy: 120000
          buildingArea: 2500.5
          position: {latitude: 28.6820, longitude: 115.8581}
          products:
            - {product: 高炉工序, capacity: 1500000, capacityUnit: t/a, energyShare: 0.75,
               parameters: {ore_grade_percent: 58.5}}
            - {product: 烧结工序, energyShare: 0.25}
          points: [{id: E, energy: electricity, measure: INTERVAL, unit: kWh, interval: 15m}]
      quotas:
        - {id: a-2024, entity: U, scheme: ETS, period: 2024, kind: ALLOCATION, amount: 26000.5,
           unit: tCO2e, date: 2024-03-01, surrenderBy: 2025-12-31, document: 配额分配}
        - {id: s-1, entity: U, scheme: ENERGY_USE_RIGHT, period: 2024, kind: SALE, amount: 10,
           unit: tce, date: 2024-05-01}
      """;

  @Test
  void shouldReadWhatAUnitMakesAndTheEntriesOfItsAccounts() {
    RegisterDocument document = good(PROFILE);
    UnitProfile profile = document.units().get(0).profile();
    assertThat(profile.twoHigh()).isTrue();
    assertThat(profile.approvedEnergy().orElseThrow()).isEqualByComparingTo("120000");
    assertThat(profile.position().orElseThrow().latitude()).isEqualByComparingTo("28.682");
    assertThat(profile.products().get(0).parameters()).containsKey("ore_grade_percent");
    assertThat(profile.energyShare(profile.products().get(1)).orElseThrow())
        .isEqualByComparingTo("0.25");
    assertThat(document.quotas()).hasSize(2);
    assertThat(document.quotas().get(0).amount()).isEqualByComparingTo("26000.5");
    assertThat(good(RegisterWriter.toJson(document, SEEDS))).isEqualTo(document);
  }

  @Test
  void shouldReadTheEnergyThatAUnitReportsOfAYear() {
    String report =
        """
        units:
          - {id: U, region: "360100", industry: "3110",
             points: [{id: E, energy: it_electricity, measure: INTERVAL, unit: kWh, interval: 15m}]}
        reports:
          - {entity: U, kind: ENERGY, product: tce, period: 2024, value: 1.25, unit: 1e4 tce}
        """;
    assertThat(good(report).reports().get(0).product()).contains("tce");
    assertThat(problem(report.replace("1e4 tce", "t"))).contains("reports[0].unit");
  }

  @Test
  void shouldNameWhatIsWrongInAProfileAndInAnEntry() {
    assertThat(problem(PROFILE.replace("0.75", "1.5"))).contains("products[0].energyShare");
    assertThat(problem(PROFILE.replace(", capacityUnit: t/a", "")))
        .contains("products[0].capacityUnit");
    assertThat(problem(PROFILE.replace("烧结工序", "高炉工序"))).contains("products[1].product");
    assertThat(problem(PROFILE.replace("28.6820", "98.6820"))).contains("units[0].position");
    assertThat(problem(PROFILE.replace("latitude: 28.6820, ", ""))).contains("units[0].position");
    assertThat(problem(PROFILE.replace("28.6820", "north"))).contains("units[0].position");
    assertThat(problem(PROFILE.replace("58.5", "poor"))).contains("products[0].parameters");
    assertThat(problem(PROFILE.replace("unit: tCO2e", "unit: tce"))).contains("quotas[0].unit");
    assertThat(problem(PROFILE.replace("kind: SALE", "kind: GIFT"))).contains("quotas[1].kind");
    assertThat(problem(PROFILE.replace("2024-05-01", "May"))).contains("quotas[1].date");
    assertThat(problem(PROFILE.replace("id: s-1", "id: a-2024"))).contains("quotas[1].id");
    assertThat(problem(PROFILE.replace("amount: 10", "amount: -10"))).contains("quotas[1].amount");
  }

  private static String problem(String text) {
    RegisterResult result = RegisterReader.read("body", text, SEEDS, id -> false);
    assertThat(result.problems()).hasSize(1);
    return result.problems().get(0).field();
  }

  @Test
  void shouldReadJsonIndentedByTabs() {
    RegisterDocument document =
        good(
            "{\n\t\"units\": [],\n\t\"targets\": [\n\t\t{\"id\":\"t\",\"entity\":\"360000\","
                + "\"quantity\":\"tce\",\"period\":\"2025\",\"value\":1,\"unit\":\"tce\"}]}");
    assertThat(document.targets()).hasSize(1);
  }

  @Test
  void shouldCheckAcrossFiles(@TempDir Path directory) throws IOException {
    Path units = Files.writeString(directory.resolve("units.yaml"), STEEL);
    String target =
        "targets:\n- {id: x, entity: STEEL-01, quantity: tce, period: 2018, value: 1, unit: tce}\n";
    Files.createDirectories(directory.resolve("more"));
    Files.writeString(directory.resolve("more/t.yml"), target);
    Files.writeString(directory.resolve("notes.txt"), "not a document");
    RegisterResult both = RegisterReader.readAll(List.of(directory), SEEDS, id -> false);
    assertThat(both.problems()).isEmpty();
    assertThat(both.document().targets()).hasSize(2);

    Path alone = directory.resolve("more/t.yml");
    RegisterResult unknown = RegisterReader.readAll(List.of(alone), SEEDS, id -> false);
    assertThat(unknown.problems())
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.file()).isEqualTo(alone.toString());
              assertThat(p.line()).isEqualTo(2);
              assertThat(p.field()).isEqualTo("targets[0].entity");
              assertThat(p.value()).isEqualTo("STEEL-01");
            });
    assertThat(unknown.document().targets()).isEmpty();
    assertThat(RegisterReader.readAll(List.of(alone), SEEDS, "STEEL-01"::equals).ok()).isTrue();

    RegisterResult twice = RegisterReader.readAll(List.of(units, units), SEEDS, id -> false);
    assertThat(twice.problems())
        .extracting(Problem::field)
        .containsExactlyInAnyOrder("units[0].id", "targets[0].id");
    assertThat(twice.problems().get(0).expected()).contains(units + ":2");

    Path none = directory.resolve("none.yaml");
    assertThat(RegisterReader.readAll(List.of(none), SEEDS, id -> false).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.toString()).contains("none.yaml").contains("cannot be read"));
  }

  @Test
  void shouldRefuseBytesThatAreNotUtf8() throws IOException {
    byte[] bytes = "units: [\u4e2d]".getBytes(StandardCharsets.UTF_16);
    RegisterResult result =
        RegisterReader.read("b", new ByteArrayInputStream(bytes), SEEDS, id -> false);
    assertThat(result.problems()).singleElement().extracting(Problem::value).isEqualTo("not UTF-8");
  }

  @Test
  void shouldKeepOptionalsEmpty() {
    Point point = good(STEEL).units().get(0).points().get(0);
    assertThat(point.parent()).isEqualTo(Optional.empty());
    assertThat(point.modulus()).isEqualTo(Optional.empty());
    assertThat(point.ratedMaximum()).isEqualTo(Optional.empty());
  }

  @Test
  void shouldReadTheExampleOfTheDocumentation() throws IOException {
    String text =
        Files.readString(Path.of(System.getProperty("tanliu.root"), "docs", "REGISTER.md"));
    int start = text.indexOf("```yaml\n") + 8;
    RegisterDocument document = good(text.substring(start, text.indexOf("```", start)));
    assertThat(document.units()).hasSize(1);
    assertThat(document.targets()).hasSize(1);
    assertThat(document.reports()).hasSize(1);
  }
}
