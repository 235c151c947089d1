// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.assess.QuotaEntry.Kind;
import io.tanliu.domain.assess.QuotaEntry.Scheme;
import io.tanliu.reference.register.Tree.Mapping;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one entry of an allowance account. */
final class QuotaSection {
  private static final List<String> NAMES =
      List.of(
          "id",
          "entity",
          "scheme",
          "period",
          "kind",
          "amount",
          "unit",
          "date",
          "surrenderBy",
          "document");
  private static final Pattern YEAR = Pattern.compile("(19|20|21)\\d{2}");
  private static final BigDecimal MOST = new BigDecimal("1e12");
  private static final String AMOUNT = "a number from 0 to 10^12 of at most 6 decimal places";

  private QuotaSection() {}

  static void read(Mapping mapping, String path, Problems problems, Draft draft) {
    Fields fields = new Fields(mapping, path, NAMES, problems);
    var id = fields.required("id", Names.TARGET_ID, Names.TARGET_ID_EXPECTED);
    var entity = fields.required("entity", Names.UNIT_ID, Names.UNIT_ID_EXPECTED);
    Optional<Scheme> scheme = fields.requiredEnum("scheme", Scheme.class);
    var period = fields.required("period", YEAR, "a year yyyy");
    Optional<Kind> kind = fields.requiredEnum("kind", Kind.class);
    Optional<BigDecimal> amount = fields.requiredNumber("amount", AMOUNT);
    if (amount.isPresent()
        && (amount.get().signum() < 0
            || amount.get().compareTo(MOST) > 0
            || amount.get().stripTrailingZeros().scale() > 6)) {
      fields.wrong("amount", AMOUNT);
    }
    Optional<String> unit = fields.required("unit", Names.ANY, "tCO2e or tce");
    if (unit.isPresent() && scheme.isPresent() && !unit.get().equals(scheme.get().unit())) {
      fields.wrong("unit", scheme.get().unit());
    }
    fields.required("date", Names.ANY, "a day yyyy-MM-dd");
    Optional<LocalDate> date = day(fields, "date");
    Optional<LocalDate> surrenderBy = day(fields, "surrenderBy");
    var document = fields.optional("document", Names.SOURCE, Names.SOURCE_EXPECTED);
    entity.ifPresent(e -> draft.refer(e, fields.place("entity"), fields.at("entity")));
    if (id.isPresent() && entity.isPresent()) {
      draft
          .declareOnce("quota|" + entity.get() + "|" + id.get(), fields.place("id"))
          .ifPresent(first -> fields.wrong("id", "an entry that is not also at " + first));
    }
    if (fields.ok()) {
      draft.add(
          new QuotaEntry(
              id.orElseThrow(),
              entity.orElseThrow(),
              scheme.orElseThrow(),
              Year.parse(period.orElseThrow()),
              kind.orElseThrow(),
              amount.orElseThrow(),
              date.orElseThrow(),
              surrenderBy,
              document.orElse("")));
    }
  }

  private static Optional<LocalDate> day(Fields fields, String name) {
    Optional<String> text = fields.text(name);
    try {
      return text.map(LocalDate::parse);
    } catch (DateTimeException e) {
      fields.wrong(name, "a day yyyy-MM-dd");
      return Optional.empty();
    }
  }
}
