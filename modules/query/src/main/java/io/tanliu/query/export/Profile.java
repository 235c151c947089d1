// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.export;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What has to be known of all rows of a table before the first is written. */
final class Profile {
  private final Traits[] traits;
  private long rows;
  private Instant asOf;

  /** Of one column. */
  private static final class Traits {
    boolean text;
    int scale;
    int whole = 1;
    ZoneOffset offset;
    boolean offsets;
    boolean fractions;
  }

  private Profile(int columns) {
    traits = new Traits[columns];
    for (int i = 0; i < columns; i++) {
      traits[i] = new Traits();
    }
  }

  static Profile of(Document document, Table table) throws IOException {
    List<Column> columns = table.columns();
    Profile profile = new Profile(columns.size());
    document.rows(
        table,
        nodes -> {
          profile.rows++;
          for (int i = 0; i < columns.size(); i++) {
            profile.see(columns.get(i), profile.traits[i], Cells.of(columns.get(i), nodes));
          }
        });
    return profile;
  }

  private void see(Column column, Traits seen, Object cell) {
    if (cell instanceof BigDecimal decimal) {
      seen.scale = Math.max(seen.scale, decimal.scale());
      seen.whole = Math.max(seen.whole, decimal.precision() - decimal.scale());
    } else if (cell instanceof OffsetDateTime time) {
      seen.offsets |= seen.offset != null && !seen.offset.equals(time.getOffset());
      seen.offset = time.getOffset();
      seen.fractions |= time.getNano() != 0;
      if (column.last().equals("asOf") && (asOf == null || time.toInstant().isAfter(asOf))) {
        asOf = time.toInstant();
      }
    } else if (cell instanceof String) {
      seen.text = true;
    }
  }

  long rows() {
    return rows;
  }

  /** Newest of the times up to which the figures reach. */
  Optional<Instant> asOf() {
    return Optional.ofNullable(asOf);
  }

  /** True when a cell is not what its column says. */
  boolean text(int column) {
    return traits[column].text;
  }

  /** Most decimal places. */
  int scale(int column) {
    return traits[column].scale;
  }

  /** Most digits before the decimal point. */
  int whole(int column) {
    return traits[column].whole;
  }

  /** The offset of all times of the column; empty when they differ or are finer than a second. */
  Optional<ZoneOffset> offset(int column) {
    Traits seen = traits[column];
    return seen.offsets || seen.fractions ? Optional.empty() : Optional.ofNullable(seen.offset);
  }
}
