// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.TargetDefinition;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Target;

/** {@link Target} as Avro. */
public final class TargetMapping {
  /** The one type of target there is: an upper limit of the sum over the period. */
  public static final String BUDGET = "BUDGET";

  private TargetMapping() {}

  /** The record for a target. */
  public static TargetDefinition toAvro(Target target) {
    return TargetDefinition.newBuilder()
        .setId(target.id())
        .setEntity(target.entity())
        .setQuantity(target.quantity())
        .setType(BUDGET)
        .setPeriod(target.period().text())
        .setLimit(target.limit())
        .setPaceMargin(target.paceMargin().toPlainString())
        .setSource(target.source())
        .build();
  }

  /**
   * The target in a record.
   *
   * @throws IllegalArgumentException when a field holds what this version cannot judge; the message
   *     has field, value and what was expected
   */
  public static Target fromAvro(TargetDefinition record) {
    if (!record.getType().equals(BUDGET)) {
      throw Parse.refused("type", record.getType(), BUDGET);
    }
    return new Target(
        record.getId(),
        record.getEntity(),
        record.getQuantity(),
        Period.parse(record.getPeriod())
            .orElseThrow(() -> Parse.refused("period", record.getPeriod(), "'yyyy' or 'yyyy-MM'")),
        record.getLimit(),
        Parse.decimal("paceMargin", record.getPaceMargin()),
        record.getSource());
  }
}
