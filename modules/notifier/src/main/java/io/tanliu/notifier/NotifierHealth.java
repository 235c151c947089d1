// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import java.util.Map;

/**
 * How the notifier is doing.
 *
 * @param up true when it does its work; a receiver that does not answer is no fault of it
 * @param details what was looked at, and who is waited for
 */
public record NotifierHealth(boolean up, Map<String, String> details) {}
