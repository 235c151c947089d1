// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.reference.Seeds;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Factors in a register document. */
class FactorSectionTest {
  private static final Seeds SEEDS = Seeds.load();

  private static RegisterResult read(String text) {
    return RegisterReader.read("factors.yaml", text, SEEDS, id -> false);
  }

  @Test
  void shouldReadFactorsInTheUnitsInWhichTheyArePublished() {
    RegisterResult result =
        read(
            """
            factors:
              - quantity: co2e
                energy: electricity
                region: "360000"
                validFrom: 2024
                validTo: 2024
                value: 0.5123
                unit: tCO2/MWh
                source: 生态环境部公告 2026 年
                confidence: A
                verified: true
              - {quantity: tce, energy: natural_gas, validFrom: 2025, value: 13.3, unit: tce/万m3}
            """);
    assertThat(result.problems()).isEmpty();
    assertThat(result.document().factors())
        .containsExactly(
            new DatedFactor(
                "co2e",
                "electricity",
                "360000",
                2024,
                2024,
                new BigDecimal("0.5123"),
                "生态环境部公告 2026 年",
                "A",
                true),
            new DatedFactor(
                "tce",
                "natural_gas",
                "100000",
                2025,
                DatedFactor.OPEN,
                new BigDecimal("1.33"),
                "",
                "C",
                false));
    String json = RegisterWriter.toJson(result.document(), SEEDS);
    assertThat(read(json).document()).isEqualTo(result.document());
  }

  @Test
  void shouldReadAFactorOfOneIndustry() {
    String factor =
        "{quantity: co2e, energy: bituminous, industry: \"31\", validFrom: 2025, value: 1.8, unit: tCO2/t}";
    RegisterResult result = read("factors: [" + factor + "]");
    assertThat(result.problems()).isEmpty();
    assertThat(result.document().factors()).extracting(DatedFactor::industry).containsExactly("31");
    assertThat(read(RegisterWriter.toJson(result.document(), SEEDS)).document())
        .isEqualTo(result.document());
    String both = "factors: [" + factor + ", " + factor.replace("31", "3120") + "]";
    assertThat(read(both).problems()).isEmpty();
    assertThat(
            read("factors: [" + factor.replace("co2e", "tce").replace("tCO2", "tce") + "]")
                .problems())
        .extracting(Object::toString)
        .anySatisfy(p -> assertThat(p).contains("industry: 31 (expected: none for tce)"));
    String clinker =
        "factors: [{quantity: tce, energy: clinker, validFrom: 2025, value: 1, unit: tce/t}]";
    assertThat(read(clinker).problems())
        .extracting(Object::toString)
        .anySatisfy(p -> assertThat(p).contains("quantity: tce (expected: co2e for clinker)"));
  }

  @Test
  void shouldMeterAnActivityThatIsNoEnergy() {
    String unit =
        """
        units:
          - id: U
            region: "360100"
            industry: "3011"
            points:
              - {id: K, energy: clinker, measure: INTERVAL, unit: t, interval: 1h}
              - {id: X, energy: sf6, measure: INTERVAL, unit: kg, interval: 1d, direction: SOLD}
        """;
    assertThat(read(unit).problems()).isEmpty();
    assertThat(read(unit.replace("SOLD", "FEEDSTOCK")).problems())
        .extracting(Object::toString)
        .anySatisfy(
            p -> assertThat(p).contains("FEEDSTOCK (expected: BOUGHT, SOLD or INTERNAL for sf6)"));
  }

  @Test
  void shouldSayEverythingThatIsWrongWithAFactor() {
    RegisterResult result =
        read(
            """
            factors:
              - quantity: tce
                energy: electricty
                region: "360000"
                validFrom: 24
                validTo: 2023
                value: -1
                unit: tCO2/MWh
                confidence: D
            """);
    List<String> wrong = result.problems().stream().map(Problem::field).toList();
    assertThat(wrong)
        .containsExactlyInAnyOrder(
            "factors[0].energy",
            "factors[0].region",
            "factors[0].validFrom",
            "factors[0].confidence");
    assertThat(result.problems().get(0).expected()).isEqualTo("did you mean electricity?");
    String twice = "{quantity: co2e, energy: heat, validFrom: 2024, value: 0.1, unit: tCO2/GJ}";
    assertThat(read("factors: [" + twice + ", " + twice + "]").problems())
        .singleElement()
        .extracting(Problem::field)
        .isEqualTo("factors[1].validFrom");
    assertThat(
            read("factors: ["
                    + twice.replace("0.1", "-0.1").replace("2024", "2024, validTo: 2023")
                    + "]")
                .problems())
        .extracting(Problem::field)
        .containsExactlyInAnyOrder("factors[0].validTo", "factors[0].value");
    assertThat(read("factors: [" + twice.replace("tCO2/GJ", "t") + "]").problems())
        .singleElement()
        .extracting(Problem::expected)
        .isEqualTo("one of [kgCO2/GJ, tCO2/GJ]");
  }
}
