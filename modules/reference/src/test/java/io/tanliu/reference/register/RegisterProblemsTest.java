// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegisterProblemsTest {
  private static final String POINT =
      "id: P, energy: electricity, measure: INTERVAL, unit: kWh, interval: 15m";
  private static final String TARGET =
      "id: T, entity: '360100', quantity: tce, period: 2025, value: 1, unit: tce";
  private static final String REPORT =
      "entity: '360100', kind: GDP, period: 2025, value: 1, unit: 万元";

  private static final String UNIT =
      "units:\n- {id: U, region: '360100', industry: '3120', points: [{" + POINT + "}]}\n";

  private static Arguments unit(String from, String to, String field, String expected) {
    return Arguments.of(replace(UNIT, from, to), 2, "units[0]" + field, expected);
  }

  private static Arguments point(String from, String to, String field, String expected) {
    return Arguments.of(replace(UNIT, from, to), 2, "units[0].points[0]" + field, expected);
  }

  private static String earlier(String entries) {
    return "15m, earlier: [{" + entries + "}]";
  }

  private static Arguments affiliation(String entries, String field, String expected) {
    return unit(
        "id: U",
        "id: U, earlierAffiliations: [{" + entries + "}]",
        ".earlierAffiliations" + field,
        expected);
  }

  private static Arguments target(String from, String to, String field, String expected) {
    return Arguments.of(
        "targets:\n- {" + replace(TARGET, from, to) + "}\n", 2, "targets[0]" + field, expected);
  }

  private static Arguments report(String from, String to, String field, String expected) {
    return Arguments.of(
        "reports:\n- {" + replace(REPORT, from, to) + "}\n", 2, "reports[0]" + field, expected);
  }

  private static String replace(String text, String from, String to) {
    assertThat(text).contains(from);
    return text.replace(from, to);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        unit("id: U", "id: '360100'", ".id", "not six digits"),
        unit("id: U", "id: industry-3120", ".id", "not beginning with industry-"),
        unit("id: U", "id: 'a|b'", ".id", "1 to 64 of"),
        unit("id: U", "id: 钢厂", ".id", "1 to 64 of"),
        unit("id: U, ", "", ".id", "1 to 64 of"),
        unit("id: U", "id: U, name: ''", ".name", "1 to 200 characters"),
        unit("id: U", "id: [U]", ".id", "one value"),
        unit("'360100'", "'369999'", ".region", "regions.csv"),
        unit("'3120'", "steel", ".industry", "GB/T 4754"),
        unit("id: U", "id: U, zone: Mars/Base", ".zone", "Asia/Shanghai"),
        unit("id: U", "id: U, zone: '+09:07'", ".zone", "+08:00"),
        unit("points", "point", ".point", "did you mean points?"),
        unit("[{" + POINT + "}]", "[]", ".points", "a list of 1 to 10000"),
        unit("[{" + POINT + "}]", "{" + POINT + "}", ".points", "a list of at most"),
        unit("[{" + POINT + "}]", "[P]", ".points[0]", "a mapping"),
        unit("id: U", "id: U, id: V", ".id", "each field once"),
        point("energy: electricity", "energy: electricty", ".energy", "did you mean electricity?"),
        point("unit: kWh", "unit: t", ".unit", "[Wh, kWh, MWh, 1e4 kWh, GWh]"),
        point("unit: kWh", "unit: kW", ".unit", "for INTERVAL of electricity one of [Wh,"),
        point("INTERVAL, unit: kWh", "RATE, unit: kWh", ".unit", "one of [W, kW, MW]"),
        point("INTERVAL", "SOMETIMES", ".measure", "one of [INTERVAL, REGISTER, RATE]"),
        point(", interval: 15m", "", ".interval", "a duration such as"),
        point("15m", "quarter", ".interval", "a duration such as"),
        point("15m", "7m", ".interval", "divides the day evenly"),
        point("15m", "2d", ".interval", "1s to 1d"),
        point("15m", "15m, maxGap: 5m", ".maxGap", "at least the interval"),
        point("15m", "15m, level: 4", ".level", "1, 2 or 3"),
        point("15m", "15m, direction: UP", ".direction", "one of [BOUGHT,"),
        point("15m", "15m, multiplier: 0", ".multiplier", "above 0"),
        point("15m", "15m, multiplier: x", ".multiplier", "a number above 0"),
        point("15m", "15m, modulus: 100", ".modulus", "only on a REGISTER"),
        point("15m", "15m, ratedMaximum: -1", ".ratedMaximum", "above 0"),
        point(
            "kWh, interval: 15m",
            "GWh, interval: 15m, ratedMaximum: 1e15",
            ".ratedMaximum",
            "10^18"),
        point("15m", "15m, signed: yes", ".signed", "true or false"),
        point("15m", "15m, parent: Q", ".parent", "a point of the same unit"),
        point("15m", "15m, parent: P", ".parent", "not below this one"),
        point("15m", "15m, unti: kWh", ".unti", "did you mean unit?"),
        point("15m", "15m, estimation: LINEAR", ".estimation", "one of [NONE, LAST_WEEK]"),
        point("15m", "15m, estimation: GUESS", ".estimation", "one of [NONE, LINEAR, LAST_WEEK]"),
        point("15m", "15m, rules: {spike.factor: 0}", ".rules", "spike.factor from 1.1 to 1000"),
        point("15m", "15m, rules: {offline.least: 60}", ".rules", "names of [spike.factor"),
        point("15m", "15m, rules: [1]", ".rules", "a mapping"),
        point("15m", "15m, rules: {stuck.after: [1]}", ".rules.stuck.after", "one value"),
        point("15m", "15m, earlier: [{multiplier: 2}]", ".earlier[0].until", "a quarter hour"),
        point("15m", "15m, earlier: [x]", ".earlier[0]", "a mapping with until"),
        point("15m", earlier("until: 2025-07-01T00:07"), ".earlier[0].until", "a quarter hour"),
        point("15m", earlier("until: 1970-01-01"), ".earlier[0].until", "from 2000 to 2199"),
        point("15m", earlier("until: July"), ".earlier[0].until", "such as 2025-07-01"),
        point(
            "15m",
            earlier("until: 2025-07-01}, {until: '2025-06-30T16:00Z'"),
            ".earlier[1].until",
            "after that of the entry before"),
        point(
            "15m",
            earlier("until: 2025-07-01, measure: RATE"),
            ".earlier[0].measure",
            "one of [until, name"),
        point("15m", earlier("until: 2025-07-01, energy: heat"), ".earlier[0].unit", "of heat"),
        point(
            "15m",
            earlier("until: 2025-07-01, multiplier: 0"),
            ".earlier[0].multiplier",
            "above 0"),
        affiliation("until: 2025-07-01, region: '369999'", "[0].region", "regions.csv"),
        affiliation("until: 2025-07-01, industry: steel", "[0].industry", "GB/T 4754"),
        affiliation("region: '360200'", "[0].until", "a quarter hour"),
        affiliation(
            "until: 2025-07-01}, {until: 2025-07-01",
            "[1].until",
            "after that of the entry before"),
        unit("id: U", "id: U, offlineAfter: 10s", ".offlineAfter", "1m to 30d"),
        Arguments.of(
            replace(UNIT, POINT, POINT + "}, {" + POINT),
            2,
            "units[0].points[1].id",
            "not also at f.yaml:2"),
        target("id: T", "id: 'a|b'", ".id", "1 to 128"),
        target("'360100'", "NOBODY", ".entity", "a unit in these files"),
        target("'360100'", "industry-9999", ".entity", "an industry"),
        target("quantity: tce", "quantity: money", ".quantity", "tce_equivalent or co2e"),
        target("period: 2025", "period: 2025-13", ".period", "a month yyyy-MM"),
        target("period: 2025", "period: 2025, type: FLOOR", ".type", "BUDGET"),
        target("value: 1", "value: 0", ".value", "above 0"),
        target("value: 1", "value: NaN", ".value", "a number above 0"),
        target("value: 1", "value: 0.0000001", ".value", "a whole number of gce"),
        target("value: 1", "value: 1e13", ".value", "at most 10^18 gce"),
        target("unit: tce", "unit: kWh", ".unit", "[gce, kgce, tce, 1e4 tce]"),
        target(", unit: tce", "", ".unit", "a unit such as"),
        target("unit: tce", "unit: tce, paceMargin: 11", ".paceMargin", "0 to 10"),
        target("unit: tce", "unit: tce, operator: '>='", ".operator", "<= or <"),
        target("unit: tce", "unit: tce, denominator: GDP", ".denominator", "except with INTENSITY"),
        target("unit: tce", "unit: tce, type: INTENSITY", ".denominator", "GDP, VALUE_ADDED"),
        target("unit: tce", "unit: tce, type: SHARE", ".operator", "<=, <, >= or >"),
        target("unit: tce", "unit: tce, upper: 5", ".upper", "only with THRESHOLD"),
        target("unit: tce", "unit: tce, surrenderBy: 2025-06-30", ".surrenderBy", "ALLOWANCE"),
        target("unit: tce", "unit: tce, schedule: MONTHLY, monthly: [1, 2]", ".monthly", "twelve"),
        target("unit: tce", "unit: tce, monthly: 7", ".monthly", "a list"),
        target("unit: tce", "unit: tce, deductions: [TAX]", ".deductions", "FEEDSTOCK"),
        target("unit: tce", "unit: tce, nature: HARD", ".nature", "BINDING"),
        target("unit: tce", "unit: tce, industries: [steel]", ".industries", "GB/T 4754"),
        target("unit: tce", "unit: tce, baseYear: soon", ".baseYear", "a year yyyy"),
        target(
            "value: 1, unit: tce", "type: ALLOWANCE, unit: tce", ".note", "why there is no value"),
        target("period: 2025", "period: 2025/2021", ".period", "yyyy/yyyy"),
        report("GDP", "PROFIT", ".kind", "one of [GDP,"),
        report("GDP", "PRODUCTION", ".product", "a product with PRODUCTION"),
        report("GDP", "GDP, product: steel", ".product", "only with them"),
        report("period: 2025", "period: 2025-Q5", ".period", "yyyy-Qn"),
        report("万元", "USD", ".unit", "one of ["),
        report("value: 1", "value: 1, priceBase: old", ".priceBase", "a year"),
        Arguments.of("", 1, "", "units, targets or reports"),
        Arguments.of("units: [\n", 2, "", "well-formed"),
        Arguments.of("{\"units\": [{\"id\": \"A\"", 1, "", "well-formed"),
        Arguments.of("- a\n", 1, "", "a mapping with units"),
        Arguments.of("unit: []\n", 1, "unit", "did you mean units?"),
        Arguments.of("a: &x 1\nb: *x\n", 1, "", "every value written out"),
        Arguments.of("units: []\n---\nunits: []\n", 2, "", "one document in a file"),
        Arguments.of("units: " + "[".repeat(100_000), 1, "", "units, targets or reports"));
  }

  @ParameterizedTest(name = "{index}: {2} ({3})")
  @MethodSource("faults")
  void shouldNameLineFieldAndWhatWasExpected(String text, int line, String field, String expected) {
    RegisterResult result = RegisterReaderTest.read(text);
    assertThat(result.problems())
        .anySatisfy(
            p -> {
              assertThat(p.file()).isEqualTo("f.yaml");
              assertThat(p.line()).isEqualTo(line);
              assertThat(p.column()).isPositive();
              assertThat(p.field()).isEqualTo(field);
              assertThat(p.expected()).contains(expected);
            });
    assertThat(result.problems()).hasSizeLessThanOrEqualTo(2);
    assertThat(result.document().isEmpty()).isTrue();
  }

  @Test
  void shouldReportEverythingAtOnceWithItsOwnLine() {
    RegisterResult result =
        RegisterReaderTest.read(
            """
            units:
              - id: A
                region: "1"
                industry: "3120"
                points:
                  - id: P
                    energy: electricity
                    measure: INTERVAL
                    unit: GJ
                    interval: 15m
                  - {id: Q, energy: gold, measure: RATE, unit: kW}
              - id: B
                region: "360100"
                industry: "3120"
                points:
                  - {id: P, energy: heat, measure: REGISTER, unit: GJ}
            targets:
              - {id: t1, entity: A, quantity: tce, period: 2025, value: 1, unit: tce}
              - {id: t2, entity: C, quantity: tce, period: 25, value: 1, unit: tce}
            """);
    assertThat(result.problems())
        .extracting(p -> p.line() + " " + p.field())
        .isEqualTo(
            List.of(
                "3 units[0].region",
                "9 units[0].points[0].unit",
                "11 units[0].points[1].energy",
                "19 targets[1].entity",
                "19 targets[1].period"));
    assertThat(result.problems().get(0))
        .hasToString(
            "f.yaml:3:13: units[0].region: 1"
                + " (expected: the GB/T 2260 code of a region in seeds/regions.csv)");
    // The faulty unit A is declared all the same: its target is not another fault.
    assertThat(result.document().units()).extracting(u -> u.id()).containsExactly("B");
  }

  @Test
  void shouldStopListingAtALimit() {
    StringBuilder text = new StringBuilder("targets:\n");
    for (int i = 0; i < 600; i++) {
      text.append("- {}\n");
    }
    List<Problem> problems = RegisterReaderTest.read(text.toString()).problems();
    assertThat(problems).hasSize(Problems.LIMIT + 1);
    assertThat(problems.get(Problems.LIMIT).value()).isEqualTo("3100 more problems");
  }
}
