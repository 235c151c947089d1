// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Access at an HTTP server that somebody else makes: the gate before all its routes, and routes of
 * its own for keys and the record.
 */
package io.tanliu.access.http;
