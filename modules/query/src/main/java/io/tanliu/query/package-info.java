// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0

/** Reads aggregates, alerts and reference data, over HTTP and server-sent events. */
package io.tanliu.query;
