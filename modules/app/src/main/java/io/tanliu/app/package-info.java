// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/** The {@code tanliu} command: puts the parts together, in one process or in several. */
package io.tanliu.app;
