// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.reference.EmissionTables.Scope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A number made of everything that a factor book answers. */
final class Fingerprint {
  private final MessageDigest digest;

  Fingerprint() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * The fingerprint.
   *
   * @param series by energy, its emission factors by region and industry set
   */
  long of(FactorBook book, Map<String, Map<Scope, EmissionSeries>> series) {
    book.energies().stream()
        .map(EnergyKind::code)
        .sorted()
        .forEach(
            energy -> {
              put(energy);
              put(book.energy(energy).map(EnergyKind::category).orElse(""));
              for (int year = YearTable.FIRST; year <= YearTable.LAST; year++) {
                add(book.coalEquivalent(energy, year));
                add(book.coalEquivalentByEqualValue(energy, year));
              }
              for (Scope scope : scopes(series.getOrDefault(energy, Map.of()))) {
                put(scope.industry());
                put(scope.region());
                for (int year = YearTable.FIRST; year <= YearTable.LAST; year++) {
                  add(book.emission(energy, scope.region(), scope.industry(), year));
                }
              }
            });
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  private static List<Scope> scopes(Map<Scope, EmissionSeries> series) {
    return series.keySet().stream().sorted(Scope.ORDER).toList();
  }

  private void put(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private void add(Optional<Factor> factor) {
    put(factor.map(Fingerprint::text).orElse("-"));
  }

  private static String text(Factor f) {
    return f.value() + "e-" + f.scale() + (f.extrapolated() ? "~" : "") + (f.verified() ? "" : "?");
  }
}
