// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import java.util.Map;

/**
 * How a part is doing.
 *
 * @param up true when it does its work
 * @param details what was looked at, and the cause of a trouble in words
 */
record PartHealth(boolean up, Map<String, String> details) {}
