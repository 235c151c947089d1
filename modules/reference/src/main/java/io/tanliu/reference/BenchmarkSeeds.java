// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.alert.course.Rules;
import io.tanliu.domain.assess.Benchmark;
import io.tanliu.domain.assess.BenchmarkBook;
import io.tanliu.domain.assess.Correction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code benchmarks.csv}, and beside it which metered quantity an indicator counts and how
 * its levels are corrected.
 */
final class BenchmarkSeeds {
  private static final String BENCHMARKS = "benchmarks.csv";
  private static final String INDICATORS = "benchmark_indicators.csv";
  private static final String CORRECTIONS = "benchmark_corrections.csv";
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{1,6})?");

  private final SeedSource source;
  private final List<String> problems;

  private BenchmarkSeeds(SeedSource source, List<String> problems) {
    this.source = source;
    this.problems = problems;
  }

  static Optional<BenchmarkBook> read(SeedSource source, List<String> problems) {
    int before = problems.size();
    List<Benchmark> rows = new BenchmarkSeeds(source, problems).rows();
    return problems.size() > before ? Optional.empty() : Optional.of(new BenchmarkBook(rows));
  }

  private List<Benchmark> rows() {
    Map<String, Counted> quantities = quantities();
    Map<String, List<Correction>> corrections = corrections();
    List<String> columns =
        List.of(
            "industry_code",
            "product",
            "indicator",
            "unit",
            "level1",
            "level2",
            "level3",
            "standard",
            "policy_benchmark",
            "policy_baseline",
            "policy_doc",
            "policy_confidence",
            "source",
            "confidence");
    Map<String, Benchmark> read = new LinkedHashMap<>();
    for (SeedRow row : SeedTable.read(source, BENCHMARKS, columns, problems)) {
      Benchmark benchmark = row(row, quantities, corrections);
      String key = benchmark.product() + "|" + benchmark.indicator();
      if (read.put(key, benchmark) != null) {
        row.problem("indicator", key, "each indicator of a product once");
      }
    }
    for (String key : corrections.keySet()) {
      if (!read.containsKey(key)) {
        problems.add(
            CORRECTIONS + ": " + key + " (expected: product and indicator of a benchmark)");
      }
    }
    return List.copyOf(read.values());
  }

  private static Benchmark row(
      SeedRow row, Map<String, Counted> quantities, Map<String, List<Correction>> corrections) {
    String product = row.required("product");
    String indicator = row.required("indicator");
    String unit = row.required("unit");
    if (!BenchmarkBook.knows(unit)) {
      row.problem("unit", unit, "kgce/t, kWh/t, gce/kWh and the like");
    }
    Counted counted = quantities.get(indicator + "|" + unit);
    if (counted == null) {
      row.problem("indicator", indicator + " in " + unit, "a row of " + INDICATORS);
    }
    return new Benchmark(
        row.matching("industry_code", "\\d{2,4}", "two to four digits"),
        product,
        indicator,
        unit,
        counted == null ? "" : counted.quantity(),
        List.of(number(row, "level1"), number(row, "level2"), number(row, "level3")),
        number(row, "policy_benchmark"),
        number(row, "policy_baseline"),
        corrections.getOrDefault(product + "|" + indicator, List.of()),
        row.text("standard"),
        row.text("policy_doc"),
        row.text("confidence"),
        row.text("policy_confidence"),
        counted == null ? "" : counted.alert());
  }

  /** What an indicator counts, and which rule is told of a value above level 3. */
  private record Counted(String quantity, String alert) {}

  private Map<String, Counted> quantities() {
    Map<String, Counted> quantities = new HashMap<>();
    List<String> columns =
        List.of("indicator", "unit", "quantity", "alert", "source", "confidence");
    for (SeedRow row : SeedTable.read(source, INDICATORS, columns, problems)) {
      String key = row.required("indicator") + "|" + row.required("unit");
      String alert = row.oneOf("alert", List.of("", Rules.PRODUCT_LIMIT));
      if (quantities.put(key, new Counted(row.required("quantity"), alert)) != null) {
        row.problem("indicator", key, "each indicator and unit once");
      }
    }
    return quantities;
  }

  private Map<String, List<Correction>> corrections() {
    Map<String, List<Correction>> corrections = new LinkedHashMap<>();
    List<String> kinds = Arrays.stream(Correction.Kind.values()).map(Enum::name).toList();
    List<String> columns =
        List.of(
            "product",
            "indicator",
            "parameter",
            "kind",
            "reference",
            "most",
            "level1",
            "level2",
            "level3",
            "text",
            "source",
            "confidence");
    for (SeedRow row : SeedTable.read(source, CORRECTIONS, columns, problems)) {
      String kind = row.oneOf("kind", kinds);
      if (!kinds.contains(kind)) {
        continue;
      }
      Correction correction =
          new Correction(
              row.matching("parameter", "[a-z0-9_]{1,64}", "1 to 64 of a-z 0-9 _"),
              Correction.Kind.valueOf(kind),
              needed(row, "reference"),
              number(row, "most"),
              List.of(needed(row, "level1"), needed(row, "level2"), needed(row, "level3")),
              row.required("text"));
      corrections
          .computeIfAbsent(
              row.required("product") + "|" + row.required("indicator"), key -> new ArrayList<>())
          .add(correction);
    }
    return corrections;
  }

  private static BigDecimal needed(SeedRow row, String field) {
    row.required(field);
    return number(row, field).orElse(BigDecimal.ZERO);
  }

  /** A decimal, which may be below 0: converters give back more than they take. */
  private static Optional<BigDecimal> number(SeedRow row, String field) {
    String text = row.text(field);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!NUMBER.matcher(text).matches()) {
      row.problem(field, text, "a decimal, or nothing");
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(text));
  }
}
