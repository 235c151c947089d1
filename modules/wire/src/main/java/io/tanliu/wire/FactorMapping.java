// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.FactorDefinition;
import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.quantity.Quantities;
import java.math.BigDecimal;
import java.util.Set;

/** {@link DatedFactor} as Avro. */
public final class FactorMapping {
  private static final Set<String> CONVERTED =
      Set.of(Quantities.TCE, Quantities.TCE_EQUIVALENT, Quantities.CO2E);

  private FactorMapping() {}

  /** Key of a factor. */
  public static String key(DatedFactor factor) {
    return Keys.factor(
        factor.quantity(), factor.energy(), factor.region(), factor.industry(), factor.from());
  }

  /** The record for a factor. */
  public static FactorDefinition toAvro(DatedFactor factor) {
    return FactorDefinition.newBuilder()
        .setQuantity(factor.quantity())
        .setEnergy(factor.energy())
        .setRegion(factor.region())
        .setIndustry(factor.industry())
        .setValidFrom(factor.from())
        .setValidTo(factor.to() == DatedFactor.OPEN ? null : factor.to())
        .setValue(factor.gramsPerBase().toPlainString())
        .setSource(factor.source())
        .setConfidence(factor.confidence())
        .setVerified(factor.verified())
        .build();
  }

  /**
   * The factor in a record.
   *
   * @throws IllegalArgumentException when a field holds what no conversion can use; the message has
   *     field, value and what was expected
   */
  public static DatedFactor fromAvro(FactorDefinition record) {
    if (!CONVERTED.contains(record.getQuantity())) {
      throw Parse.refused("quantity", record.getQuantity(), "tce, tce_equivalent or co2e");
    }
    BigDecimal value = Parse.decimal("value", record.getValue());
    if (!DatedFactor.fits(value)) {
      throw Parse.refused("value", record.getValue(), DatedFactor.VALUE_EXPECTED);
    }
    if (!record.getIndustry().matches("(\\d{2,4})?")) {
      throw Parse.refused("industry", record.getIndustry(), "two to four digits, or nothing");
    }
    Integer to = record.getValidTo();
    if (to != null && to < record.getValidFrom()) {
      throw Parse.refused("validTo", to.toString(), "not before " + record.getValidFrom());
    }
    return new DatedFactor(
        record.getQuantity(),
        record.getEnergy(),
        record.getRegion(),
        record.getIndustry(),
        record.getValidFrom(),
        to == null ? DatedFactor.OPEN : to,
        value,
        record.getSource(),
        record.getConfidence(),
        record.getVerified());
  }
}
