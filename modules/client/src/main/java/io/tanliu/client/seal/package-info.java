// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/** Seals batches on the sender's side. */
package io.tanliu.client.seal;
