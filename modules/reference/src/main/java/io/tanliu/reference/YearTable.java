// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.convert.Factor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * One factor per year, looked up without allocation: conversions ask for every bucket. Years
 * outside take the nearest end.
 */
final class YearTable {
  static final int FIRST = 1980;
  static final int LAST = 2120;

  private final List<Optional<Factor>> years = new ArrayList<>(LAST - FIRST + 1);

  private YearTable() {}

  static YearTable of(IntFunction<Optional<Factor>> factorOfYear) {
    YearTable table = new YearTable();
    for (int year = FIRST; year <= LAST; year++) {
      Optional<Factor> factor = factorOfYear.apply(year);
      int last = table.years.size() - 1;
      boolean same = last >= 0 && table.years.get(last).equals(factor);
      table.years.add(same ? table.years.get(last) : factor);
    }
    return table;
  }

  Optional<Factor> get(int year) {
    return years.get(Math.min(LAST, Math.max(FIRST, year)) - FIRST);
  }
}
