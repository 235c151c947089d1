// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Answers as tables in files: CSV, Excel and Parquet. What a table is follows from the contract.
 */
package io.tanliu.query.export;
