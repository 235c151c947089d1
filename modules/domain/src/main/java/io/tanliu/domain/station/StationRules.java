// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import io.tanliu.domain.cems.CemsRules;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Everything that stations are judged by: data with sources.
 *
 * @param gases what holds for each gas in the air, by code
 * @param molarMasses g/mol by code of the gas; NOx counts as NO2
 * @param means when means are valid, background, events
 * @param cems when masses are valid, substitutes
 * @param speeds largest speed of each platform that is judged by it, m/s
 * @param cities which city a place belongs to
 */
public record StationRules(
    Map<String, GasRules> gases,
    Map<String, BigDecimal> molarMasses,
    MeanRules means,
    CemsRules cems,
    Map<Station.Platform, Double> speeds,
    CityMap cities) {

  /** Copies what could change. */
  public StationRules {
    gases = Map.copyOf(gases);
    molarMasses = Map.copyOf(molarMasses);
    speeds = Map.copyOf(speeds);
  }
}
