// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.Quantities;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;

/**
 * The windows of one quantity of one entity.
 *
 * @param unit of the values: the display unit of the quantity's dimension
 * @param zone in which days, months and years begin
 * @param asOf newest event time of the windows; null when there are none
 * @param next address of the next page; left out on the last
 */
record WindowsAnswer(
    String entity,
    String quantity,
    String unit,
    String granularity,
    String zone,
    String asOf,
    List<Item> windows,
    @JsonInclude(JsonInclude.Include.NON_NULL) String next) {

  /**
   * One window.
   *
   * @param value exact decimal
   * @param coverage share of the elapsed part that was really measured
   * @param estimated share of the elapsed part that was estimated
   * @param unverified share of the value that unverified factors made; left out of an energy
   * @param factors version of the factors that made it; left out of an energy
   */
  record Item(
      String start,
      String end,
      BigDecimal value,
      double coverage,
      double estimated,
      long revision,
      boolean provisional,
      @JsonInclude(JsonInclude.Include.NON_NULL) Double unverified,
      @JsonInclude(JsonInclude.Include.NON_NULL) String factors) {

    static Item of(EntityWindow window, WindowAmount amount, Dimension dimension) {
      ZoneId zone = ZoneId.of(window.getZone());
      return new Item(
          Times.iso(window.getStart(), zone),
          Times.iso(window.getEnd(), zone),
          Quantities.display(amount.getAmount(), dimension),
          amount.getCoverage(),
          amount.getEstimated(),
          window.getRevision(),
          window.getProvisional() || amount.getProvisional(),
          amount.getFactors() == null ? null : amount.getUnverified(),
          amount.getFactors());
    }
  }
}
