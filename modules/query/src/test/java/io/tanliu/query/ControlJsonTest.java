// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.avro.ControlForecast;
import io.tanliu.avro.DeductionAmount;
import io.tanliu.avro.EntityLamps;
import io.tanliu.avro.ForecastRange;
import io.tanliu.avro.ForecastTarget;
import io.tanliu.avro.IntensityDeduction;
import io.tanliu.avro.IntensityWindow;
import io.tanliu.avro.ShareTarget;
import io.tanliu.avro.ShareWindow;
import io.tanliu.avro.TargetLamp;
import io.tanliu.reference.Seeds;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is answered of lamps and the like, against the contract. */
class ControlJsonTest {
  private static final Instant TIME = Instant.parse("2024-02-01T00:00:00Z");
  private final ControlJson json = new ControlJson(Seeds.load().terms());

  @Test
  void shouldShowALampInTonnesAndInBothLanguages() throws IOException {
    TargetLamp lamp =
        TargetLamp.newBuilder()
            .setKind("ENERGY_INTENSITY")
            .setTarget("T")
            .setQuantity("tce")
            .setLevel("LEVEL_1")
            .setReason("rose")
            .setNature("BINDING")
            .setMeasured(1_500_000)
            .setDeductions(List.of(new DeductionAmount("FEEDSTOCK", 500_000L, 500_000L, 0L)))
            .setAssessed(1_000_000)
            .setUnit("gce")
            .setDenominator("PRODUCTION:steel")
            .setValue("0.5")
            .setForecast(new ForecastRange("2000000", "1900000", "2100000", "gce", "level-1"))
            .setCoverage(0.95)
            .setEstimated(0)
            .setProvisional(true)
            .setAssumed(List.of())
            .setRevision(3)
            .setSource("x")
            .setDeadline("2024-12-31")
            .build();
    JsonNode shown =
        tree(
            json.lamps(
                EntityLamps.newBuilder()
                    .setEntity("U")
                    .setPeriod("2024")
                    .setZone("Asia/Shanghai")
                    .setAsOf(TIME)
                    .setState("BOTH")
                    .setEnergyTotal("NOT_SET")
                    .setEnergyIntensity("LEVEL_1")
                    .setCarbonTotal("NOT_SET")
                    .setCarbonIntensity("LEVEL_2")
                    .setLamps(List.of(lamp))
                    .build()));
    agree(shown, "Lamps");
    agree(shown.at("/lamps/0"), "Lamp");
    assertThat(shown.at("/state/name").asText()).isEqualTo("能耗与碳排放双预警");
    assertThat(shown.at("/lamps/0/level/name").asText()).isEqualTo("一级预警");
    assertThat(shown.at("/lamps/0/reason/nameEn").asText()).startsWith("the intensity rose");
    assertThat(shown.at("/lamps/0/measured").decimalValue()).isEqualByComparingTo("1.5");
    assertThat(shown.at("/lamps/0/deductions/0/amount").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(shown.at("/lamps/0/unit").asText()).isEqualTo("tce");
    assertThat(shown.at("/lamps/0/denominator/name").asText()).isEqualTo("产品产量:steel");
    assertThat(shown.at("/lamps/0/forecast/high").decimalValue()).isEqualByComparingTo("2.1");
    assertThat(shown.at("/asOf").asText()).isEqualTo("2024-02-01T08:00:00+08:00");
  }

  @Test
  void shouldShowIntensitiesSharesAndForecastsAsDescribed() throws IOException {
    agree(
        tree(
            json.intensity(
                IntensityWindow.newBuilder()
                    .setEntity("U")
                    .setQuantity("co2e")
                    .setDenominator("GDP")
                    .setPeriod("2024")
                    .setZone("Asia/Shanghai")
                    .setAsOf(TIME)
                    .setFrom("2024-01-01")
                    .setTo("2024-02-01")
                    .setAmount(5)
                    .setDeductions(List.of(new IntensityDeduction("FEEDSTOCK", 1L, 1L)))
                    .setAssessed(5)
                    .setUnit("gCO2e")
                    .setCoverage(1)
                    .setEstimated(0)
                    .setPreviousCoverage(1)
                    .setProvisional(true)
                    .setAssumed(List.of("carried-level 2024-01 (2023-12)"))
                    .setRevision(1)
                    .build())),
        "Intensity");
    agree(
        tree(
            json.share(
                ShareWindow.newBuilder()
                    .setEntity("U")
                    .setShare("coal")
                    .setPeriod("2024")
                    .setZone("Asia/Shanghai")
                    .setAsOf(TIME)
                    .setPart(1)
                    .setWhole(2)
                    .setValue("0.5")
                    .setCoverage(1)
                    .setEstimated(0)
                    .setProvisional(false)
                    .setTargets(
                        List.of(new ShareTarget("C", "<=", "0.58", "MET", "EXPECTED", "2025", "x")))
                    .setRevision(1)
                    .build())),
        "Share");
    JsonNode forecast =
        tree(
            json.forecast(
                ControlForecast.newBuilder()
                    .setEntity("U")
                    .setQuantity("tce")
                    .setPeriod("2024")
                    .setZone("Asia/Shanghai")
                    .setAsOf(TIME)
                    .setMeasured("1000000")
                    .setValue("2000000")
                    .setLow("1500000")
                    .setHigh("2500000")
                    .setUnit("gce")
                    .setMethod("level-1/last-year")
                    .setTargets(List.of(new ForecastTarget("B", "2200000", "POSSIBLE")))
                    .setCoverage(1)
                    .setProvisional(true)
                    .setAssumed(List.of())
                    .setRevision(1)
                    .build()));
    agree(forecast, "Forecast");
    assertThat(forecast.at("/targets/0/outlook/name").asText()).isEqualTo("可能超限");
    assertThat(forecast.at("/targets/0/limit").decimalValue()).isEqualByComparingTo("2.2");
  }

  private static JsonNode tree(Map<String, Object> shown) throws IOException {
    return Json.MAPPER.readTree(Json.text(shown));
  }

  @SuppressWarnings("unchecked")
  private static void agree(JsonNode shown, String schema) throws IOException {
    try (InputStream contract = Query.class.getResourceAsStream("/openapi.yaml")) {
      Object described = new Load(LoadSettings.builder().build()).loadFromInputStream(contract);
      for (String name : List.of("components", "schemas", schema, "properties")) {
        described = ((Map<String, Object>) described).get(name);
      }
      assertThat(shown.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrderElementsOf(((Map<String, Object>) described).keySet());
    }
  }
}
