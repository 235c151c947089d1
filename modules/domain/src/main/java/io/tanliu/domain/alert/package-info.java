// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What rules find: courses of values, settings that are data, and judgements that are functions of
 * both; and how budgets are judged. What becomes of a finding is decided in {@link
 * io.tanliu.domain.alert.life}.
 */
package io.tanliu.domain.alert;
