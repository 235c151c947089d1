// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.assess.QuotaEntry.Kind;
import io.tanliu.domain.assess.QuotaEntry.Scheme;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.util.Optional;

/** {@link QuotaEntry} as Avro. */
public final class QuotaMapping {
  private QuotaMapping() {}

  /** Key of an entry. */
  public static String key(QuotaEntry entry) {
    return Keys.target(entry.entity(), entry.id());
  }

  /** The record for an entry. */
  public static io.tanliu.avro.QuotaEntry toAvro(QuotaEntry entry) {
    return io.tanliu.avro.QuotaEntry.newBuilder()
        .setId(entry.id())
        .setEntity(entry.entity())
        .setScheme(entry.scheme().name())
        .setPeriod(entry.period().toString())
        .setKind(entry.kind().name())
        .setAmount(entry.amount().toPlainString())
        .setDate(entry.date().toString())
        .setSurrenderBy(entry.surrenderBy().map(LocalDate::toString).orElse(null))
        .setDocument(entry.document())
        .build();
  }

  /**
   * The entry in a record.
   *
   * @throws IllegalArgumentException when a field holds what no balance can use; the message has
   *     field, value and what was expected
   */
  public static QuotaEntry fromAvro(io.tanliu.avro.QuotaEntry record) {
    BigDecimal amount = Parse.decimal("amount", record.getAmount());
    if (amount.signum() < 0) {
      throw Parse.refused("amount", record.getAmount(), "0 or more");
    }
    return new QuotaEntry(
        record.getId(),
        record.getEntity(),
        Parse.constant("scheme", record.getScheme(), Scheme.class),
        year(record.getPeriod()),
        Parse.constant("kind", record.getKind(), Kind.class),
        amount,
        day("date", record.getDate()),
        Optional.ofNullable(record.getSurrenderBy()).map(text -> day("surrenderBy", text)),
        record.getDocument());
  }

  private static Year year(String text) {
    if (!text.matches("\\d{4}")) {
      throw Parse.refused("period", text, "yyyy");
    }
    return Year.parse(text);
  }

  private static LocalDate day(String field, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Parse.refused(field, text, "yyyy-MM-dd");
    }
  }
}
