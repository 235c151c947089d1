// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.export;

import java.time.Instant;
import java.util.Optional;

/**
 * What is to be written.
 *
 * @param route whose answer it is, as the contract has it
 * @param chinese language of headings in a workbook
 * @param bom whether a CSV file begins with a byte order mark
 * @param table the one table of a CSV or Parquet file; empty for the answer's first
 * @param address what was asked
 * @param at when it was answered
 * @param part whether the answer was cut at a limit that the client set
 */
public record ExportRequest(
    String route,
    ExportFormat format,
    boolean chinese,
    boolean bom,
    Optional<String> table,
    String address,
    Instant at,
    boolean part) {}
