// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Mole fractions of greenhouse gases in the air, as stations of the GAW and of cities measure them:
 * hourly and daily means of valid minutes, background, enhancement, events, span checks and the
 * completeness of a network.
 *
 * <p>A mole fraction is a whole number of 10⁻¹⁵ mol/mol, so sums are exact and do not depend on the
 * order of arrival; a mean is a quotient that is rounded when it is shown.
 */
package io.tanliu.domain.station;
