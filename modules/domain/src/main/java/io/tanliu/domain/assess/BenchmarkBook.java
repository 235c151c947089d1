// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All benchmarks by product. */
public final class BenchmarkBook {
  private final Map<String, List<Benchmark>> byProduct;

  public BenchmarkBook(List<Benchmark> benchmarks) {
    for (Benchmark benchmark : benchmarks) {
      if (!knows(benchmark.unit())) {
        throw new IllegalArgumentException(
            "unit: " + benchmark.unit() + " (expected: kgce/t, kWh/t, gce/kWh and the like)");
      }
    }
    byProduct =
        benchmarks.stream()
            .collect(
                Collectors.groupingBy(
                    Benchmark::product, LinkedHashMap::new, Collectors.toUnmodifiableList()));
  }

  /** True for a unit in which a consumption can be expressed. */
  public static boolean knows(String unit) {
    return IndicatorUnit.of(unit).isPresent();
  }

  /** Indicators of a product in the order of the table; empty for a product without a standard. */
  public List<Benchmark> of(String product) {
    return byProduct.getOrDefault(product, List.of());
  }

  /** Every product. */
  public List<String> products() {
    return List.copyOf(byProduct.keySet());
  }
}
