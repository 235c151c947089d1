// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

import static io.tanliu.domain.cems.Stacks.MOLAR_VOLUME;
import static io.tanliu.domain.cems.Stacks.normal;
import static io.tanliu.domain.cems.Stacks.number;
import static io.tanliu.domain.cems.Stacks.sample;
import static io.tanliu.domain.cems.Stacks.stack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StackMassTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void shouldGiveThePublishedExample() {
    // 245.512 g/m³ × 182.4 m³/s, published as 161.2 t/h.
    var setup =
        stack(FlowKind.STANDARD_DRY, ConcentrationUnit.G_PER_M3, Basis.DRY, "44.0095", HOUR);
    long mass =
        StackMass.of(setup, sample("182.4", "0", "245.512"), "co2", MOLAR_VOLUME).orElseThrow();
    assertThat(mass).isEqualTo(161_212_999_680L);
    assertThat(BigDecimal.valueOf(mass, 9).setScale(1, RoundingMode.HALF_EVEN))
        .isEqualByComparingTo("161.2");
  }

  /** Worked out apart with 50 digits for 20 m², Kv 0.95, 120 °C, −500 Pa and one minute. */
  @ParameterizedTest
  @CsvSource({
    // velocity, humidity, basis, unit, concentration, M, expected mg in a minute
    "12.5, 0.08, DRY, PERCENT, 11.8, 44.01, 2100921203",
    "12.5, 0.08, WET, PERCENT, 11.8, 44.01, 2283610004",
    "18,   0.12, DRY, MG_PER_M3, 35, 64.06, 436868",
    "18,   0.12, DRY, PPM, 24.4, 46.01, 625570",
    "3.21, 0.05, WET, MG_PER_M3, 4.7, 1, 11889",
    "0,    0.05, WET, MG_PER_M3, 4.7, 1, 0",
  })
  void shouldAgreeWithAnIndependentTable(
      String velocity,
      String humidity,
      Basis basis,
      ConcentrationUnit unit,
      String concentration,
      String molarMass,
      long expected) {
    var setup = stack(FlowKind.VELOCITY, unit, basis, molarMass, MINUTE);
    assertThat(
            StackMass.of(setup, sample(velocity, humidity, concentration), "co2", MOLAR_VOLUME)
                .orElseThrow())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "stack_masses.csv", numLinesToSkip = 1)
  void shouldAgreeWithMassesByTheIdealGasLaw(
      String gas,
      FlowKind kind,
      String flow,
      String temperature,
      String pressure,
      String ambient,
      String humidity,
      Basis basis,
      ConcentrationUnit unit,
      String concentration,
      String molarMass,
      long expected) {
    StackSetup setup =
        new StackSetup(
            kind,
            Optional.of(number("28.27")),
            number("0.97"),
            number("101325"),
            Optional.empty(),
            Map.of(gas, new StackSetup.GasChannel(unit, basis, number(molarMass))),
            MINUTE);
    StackSample sample =
        new StackSample(
            normal(flow),
            normal(temperature),
            normal(pressure),
            normal(ambient),
            normal(humidity),
            Optional.empty(),
            Map.of(gas, StackValue.normal(number(concentration))));
    assertThat(StackMass.of(setup, sample, gas, MOLAR_VOLUME)).hasValue(expected);
  }

  @Test
  void shouldBringGasToStandardConditions() {
    var conditions =
        new StackConditions(number("136.5"), number("0"), number("101325"), number("0.1"));
    // 273 K above 0 °C by half: two thirds of the volume remain.
    assertThat(conditions.standardWet(number("150")).doubleValue()).isCloseTo(100, within(1e-12));
    assertThat(conditions.dry(number("100"))).isEqualByComparingTo("90");
  }

  @Test
  void shouldGiveTheSameMassOnWetAndDryBasis() {
    // 10 % of the wet gas are 12.5 % of the dry one when a fifth of it is water.
    var wet = stack(FlowKind.STANDARD_WET, ConcentrationUnit.PERCENT, Basis.WET, "44", HOUR);
    var dry = stack(FlowKind.STANDARD_WET, ConcentrationUnit.PERCENT, Basis.DRY, "44", HOUR);
    assertThat(StackMass.of(wet, sample("50", "0.2", "10"), "co2", MOLAR_VOLUME))
        .isEqualTo(StackMass.of(dry, sample("50", "0.2", "12.5"), "co2", MOLAR_VOLUME));
  }

  @ParameterizedTest
  @EnumSource(value = DataFlag.class, mode = EnumSource.Mode.EXCLUDE, names = "NORMAL")
  void shouldTakeNothingFromAFlaggedValue(DataFlag flag) {
    var setup = stack(FlowKind.VELOCITY, ConcentrationUnit.PERCENT, Basis.DRY, "44", MINUTE);
    StackSample good = sample("12", "0.1", "11");
    var flagged = Optional.of(new StackValue(number("12"), flag));
    assertThat(mass(setup, with(good, flagged, good.temperature(), good.humidity()))).isEmpty();
    assertThat(mass(setup, with(good, good.flow(), flagged, good.humidity()))).isEmpty();
    var damp = Optional.of(new StackValue(number("0.1"), flag));
    assertThat(mass(setup, with(good, good.flow(), good.temperature(), damp))).isEmpty();
    var gas = Map.of("co2", new StackValue(number("11"), flag));
    assertThat(
            mass(
                setup,
                new StackSample(
                    good.flow(),
                    good.temperature(),
                    good.pressure(),
                    good.ambientPressure(),
                    good.humidity(),
                    good.oxygen(),
                    gas)))
        .isEmpty();
    assertThat(mass(setup, good)).isPresent();
  }

  @Test
  void shouldTakeNothingFromAnImpossibleState() {
    var setup = stack(FlowKind.VELOCITY, ConcentrationUnit.PERCENT, Basis.DRY, "44", MINUTE);
    assertThat(mass(setup, sample("12", "1", "11"))).isEmpty();
    assertThat(mass(setup, sample("-1", "0.1", "11"))).isEmpty();
    StackSample good = sample("12", "0.1", "11");
    assertThat(mass(setup, with(good, good.flow(), normal("-273"), good.humidity()))).isEmpty();
    assertThatThrownBy(
            () -> new StackConditions(number("-300"), number("0"), number("101325"), number("0.1")))
        .hasMessageContaining("temperature: -300 (expected: above -273 °C)");
  }

  @Test
  void shouldKeepOxygenOutOfTheMassAndConvertTheConcentration() {
    assertThat(ReferenceOxygen.converted(number("30"), number("6"), number("11")).orElseThrow())
        .isEqualByComparingTo("45");
    assertThat(ReferenceOxygen.converted(number("30"), number("6"), number("21"))).isEmpty();
    assertThat(ReferenceOxygen.carbonDioxide(number("20.9"), number("0.184"))).isZero();
    assertThat(ReferenceOxygen.carbonDioxide(number("0"), number("0.184")))
        .isEqualByComparingTo("18.4");
  }

  private static OptionalLong mass(StackSetup setup, StackSample sample) {
    return StackMass.of(setup, sample, "co2", MOLAR_VOLUME);
  }

  private static StackSample with(
      StackSample sample,
      Optional<StackValue> flow,
      Optional<StackValue> temperature,
      Optional<StackValue> humidity) {
    return new StackSample(
        flow,
        temperature,
        sample.pressure(),
        sample.ambientPressure(),
        humidity,
        sample.oxygen(),
        sample.concentrations());
  }
}
