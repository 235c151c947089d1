// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.export;

import java.util.List;

/**
 * A table in an answer.
 *
 * @param name by which it is asked for: the field of the list, with a dot before a list inside
 * @param arrays fields of the lists from the answer to the rows; none when the answer, or an object
 *     in it, is the only row
 */
record Table(String name, List<String> arrays, List<Column> columns) {}
