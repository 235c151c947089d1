// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One observation on its way.
 *
 * @param parameter code of the station's channel
 * @param time start of its interval, epoch milliseconds
 * @param value in the channel's unit; empty where the instrument had none
 * @param flag letter or word of the station's scheme; empty for none
 * @param reference known content of a gas from a bottle
 */
record Observed(
    String parameter,
    long time,
    Optional<BigDecimal> value,
    String flag,
    Optional<BigDecimal> reference) {

  static Observed of(String parameter, long time, BigDecimal value, String flag) {
    return new Observed(parameter, time, Optional.of(value), flag, Optional.empty());
  }
}
