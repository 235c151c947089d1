// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

/**
 * What a rule is called.
 *
 * @param zh Chinese name
 * @param en English name
 */
public record AlertRuleName(String zh, String en) {}
