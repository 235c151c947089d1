// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/** Recomputes windows from the raw frames and compares them to what was published. */
package io.tanliu.app.audit;
