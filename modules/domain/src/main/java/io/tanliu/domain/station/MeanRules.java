// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import java.math.BigDecimal;

/**
 * When means are valid and how the background is found. All of it is data with a source ({@code
 * seeds/station_rules.csv}); a station may have its own least number of minutes, where its analyser
 * is shared by several inlets.
 *
 * @param validMinutesOfHour least valid observations of an hour with one a minute
 * @param validHoursOfDay least valid hours of a day
 * @param backgroundDays days before a day that its background rests on
 * @param backgroundHours least valid hours among them
 * @param backgroundCut observations further above the baseline than this many deviations are not
 *     background
 * @param eventSigmas least enhancement of an event in deviations
 * @param stuckMinutes one value for so many minutes of an hour is suspect (数值卡死), 2 to 60
 * @param spikesOfHour so many spikes (突变) in an hour are suspect, at least 1
 */
public record MeanRules(
    int validMinutesOfHour,
    int validHoursOfDay,
    int backgroundDays,
    int backgroundHours,
    BigDecimal backgroundCut,
    BigDecimal eventSigmas,
    int stuckMinutes,
    int spikesOfHour) {}
