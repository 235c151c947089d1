// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.quantity.EnergyKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

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
   * @param series by energy, its emission factors by region
   */
  long of(FactorBook book, Map<String, ? extends Map<String, ?>> series) {
    Map<String, Map<String, ?>> sorted = new TreeMap<>(series);
    book.energies().stream()
        .map(EnergyKind::code)
        .sorted()
        .forEach(
            energy -> {
              text(energy);
              for (int year = YearTable.FIRST; year <= YearTable.LAST; year++) {
                add(book.coalEquivalent(energy, year));
                add(book.coalEquivalentByEqualValue(energy, year));
              }
              for (String region : new TreeSet<>(sorted.getOrDefault(energy, Map.of()).keySet())) {
                text(region);
                for (int year = YearTable.FIRST; year <= YearTable.LAST; year++) {
                  add(book.emission(energy, region, year));
                }
              }
            });
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  private void text(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private void add(Optional<Factor> factor) {
    text(factor.map(f -> f.value() + "e-" + f.scale() + (f.extrapolated() ? "~" : "")).orElse("-"));
  }
}
