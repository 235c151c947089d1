// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.util.List;

/**
 * What an instance found in its stores.
 *
 * @param values of each scan, in the order of the scans
 * @param source what they were read from
 */
record Held(List<List<byte[]>> values, Source source) {}
