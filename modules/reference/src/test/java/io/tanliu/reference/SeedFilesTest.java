// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The seed files themselves, also those that no code reads yet. */
class SeedFilesTest {
  private static final BigDecimal KJ_PER_KGCE = new BigDecimal("29307.6");

  private static Path seeds() throws URISyntaxException {
    return Path.of(Seeds.class.getResource("/seeds/SOURCES.md").toURI()).getParent();
  }

  static Stream<String> files() throws IOException, URISyntaxException {
    return names().stream().filter(n -> n.endsWith(".csv"));
  }

  private static List<String> names() throws IOException, URISyntaxException {
    Path seeds = seeds();
    try (Stream<Path> files = Files.walk(seeds)) {
      return files
          .filter(Files::isRegularFile)
          .map(p -> seeds.relativize(p).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private static List<CSVRecord> rows(String file) {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader =
            new InputStreamReader(
                Seeds.class.getResourceAsStream("/seeds/" + file), StandardCharsets.UTF_8);
        CSVParser parser = format.parse(reader)) {
      return parser.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void shouldNameSourceAndConfidenceInEveryRow(String file) {
    assertThat(rows(file)).isNotEmpty();
    for (CSVRecord row : rows(file)) {
      assertThat(row.isConsistent()).as(file + ":" + row.getRecordNumber()).isTrue();
      assertThat(row.get("source")).as(file + ":" + row.getRecordNumber()).isNotBlank();
      assertThat(row.get("confidence")).as(row.toString()).isIn(Set.of("A", "B", "C"));
      if (row.get("source").startsWith("from memory")) {
        assertThat(row.get("confidence")).as(row.toString()).isEqualTo("C");
      }
    }
  }

  @Test
  void shouldDescribeEveryFile() throws Exception {
    String sources = Files.readString(seeds().resolve("SOURCES.md"));
    for (String name : names()) {
      if (name.endsWith(".csv")) {
        assertThat(sources).contains("`" + name + "`");
      }
    }
  }

  @Test
  void shouldKeepEveryNumericTargetOfTheFiveDocuments() throws Exception {
    List<CSVRecord> rows =
        names().stream()
            .filter(n -> n.startsWith("targets/"))
            .flatMap(n -> rows(n).stream())
            .toList();
    assertThat(rows).extracting(r -> r.get("id")).doesNotHaveDuplicates();
    assertThat(rows)
        .extracting(r -> r.get("id"))
        .containsAll(IntStream.rangeClosed(1, 169).mapToObj("T%03d"::formatted).toList());
    assertThat(rows).allSatisfy(r -> assertThat(r.get("nature_zh")).isNotBlank());
    assertThat(rows)
        .filteredOn(r -> r.get("confidence").equals("A"))
        .allSatisfy(
            r -> {
              assertThat(r.get("quote")).as(r.get("id")).isNotBlank();
              assertThat(r.get("clause")).as(r.get("id")).isNotBlank();
            });
  }

  @Test
  void shouldFollowTheCombustionFormula() {
    int checked = 0;
    for (CSVRecord row : rows("emission_factors.csv")) {
      if (row.get("category").equals("fuel_combustion") && !row.get("oxidation").isEmpty()) {
        if (row.get("value").isEmpty()) {
          continue;
        }
        BigDecimal product =
            new BigDecimal(row.get("ncv"))
                .multiply(new BigDecimal(row.get("carbon_content")))
                .multiply(new BigDecimal(row.get("oxidation")))
                .multiply(BigDecimal.valueOf(44))
                .divide(BigDecimal.valueOf(12), MathContext.DECIMAL64);
        assertThat(new BigDecimal(row.get("value")))
            .as(row.get("key"))
            .isCloseTo(product, within(new BigDecimal("0.00006")));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(30);
  }

  @Test
  void shouldHaveCoefficientsThatAgreeWithTheirCalorificValue() {
    int checked = 0;
    for (CSVRecord row : rows("coal_equivalents.csv")) {
      BigDecimal value = new BigDecimal(row.get("value"));
      if (!row.get("range_low").isEmpty()) {
        assertThat(value)
            .isBetween(new BigDecimal(row.get("range_low")), new BigDecimal(row.get("range_high")));
        assertThat(row.get("confidence")).isEqualTo("C");
      }
      if (row.get("ncv").matches("[0-9.]+")) {
        BigDecimal kilojoule =
            new BigDecimal(row.get("ncv"))
                .multiply(
                    row.get("ncv_unit").startsWith("MJ")
                        ? BigDecimal.valueOf(1000)
                        : BigDecimal.ONE);
        BigDecimal expected = kilojoule.divide(KJ_PER_KGCE, 6, RoundingMode.HALF_EVEN);
        assertThat(value)
            .as(row.get("energy"))
            .isCloseTo(expected, within(expected.multiply(new BigDecimal("0.005"))));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(40);
  }

  @Test
  void shouldHaveThreeDataYearsOfGridFactorsForThirtyProvinces() {
    List<CSVRecord> provincial =
        rows("emission_factors.csv").stream()
            .filter(r -> r.get("category").equals("electricity_provincial"))
            .toList();
    assertThat(provincial).hasSize(90);
    assertThat(provincial).allSatisfy(r -> assertThat(r.get("energy")).isEqualTo("electricity"));
  }

  @Test
  void shouldCountRegionsByLevel() {
    assertThat(rows("regions.csv")).filteredOn(r -> r.get("level").equals("province")).hasSize(31);
    assertThat(rows("regions.csv"))
        .filteredOn(r -> r.get("level").equals("prefecture") && r.get("parent").equals("360000"))
        .hasSize(11);
    assertThat(rows("benchmarks.csv")).hasSize(73);
    assertThat(rows("gwp.csv")).hasSize(42);
  }
}
