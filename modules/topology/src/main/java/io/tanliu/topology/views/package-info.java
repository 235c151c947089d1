// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The derived views: an application of its own that reads published days, the register, reports and
 * allowance entries, and tells classes, screening, allowances, rankings and scores.
 */
package io.tanliu.topology.views;
