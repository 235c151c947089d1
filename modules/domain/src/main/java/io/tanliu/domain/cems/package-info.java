// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What a stack monitor (CEMS, 烟气排放连续监测系统) measured, turned into mass: standard conditions and
 * moisture, validity of minutes, hours and days, and what stands in for hours that are missing.
 *
 * <p>Masses are whole milligrams. A minute's mass is rounded once; sums are exact.
 */
package io.tanliu.domain.cems;
