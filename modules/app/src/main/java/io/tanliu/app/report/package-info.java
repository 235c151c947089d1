// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0

/** Sealed reports: the instance's key, and the proof that a saved report is what was sealed. */
package io.tanliu.app.report;
