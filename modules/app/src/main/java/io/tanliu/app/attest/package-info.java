// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/** Proves that sealed batches are unaltered. */
package io.tanliu.app.attest;
