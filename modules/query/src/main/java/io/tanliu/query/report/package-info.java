// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Reports as documents: their canonical form and seal, what stands on the sheet, PDF and Excel, and
 * the proof that a saved file is what was sealed. Knows no store and no server.
 */
package io.tanliu.query.report;
