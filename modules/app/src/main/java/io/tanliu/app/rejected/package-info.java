// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/** Refused readings and dead letters: found, shown and sent again. */
package io.tanliu.app.rejected;
