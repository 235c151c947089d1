// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How good the data are: validation rules, what they find in the readings of a unit and day, what
 * became of all readings, and who has fallen silent.
 */
package io.tanliu.domain.quality;
