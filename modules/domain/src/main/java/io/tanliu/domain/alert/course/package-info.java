// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How the values that rules judge went, from what is known of an entity: sums against their
 * schedules and limits, forecasts, intensities, shares, hours, reports, quality.
 */
package io.tanliu.domain.alert.course;
