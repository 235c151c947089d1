// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/** Batches that their sender seals: signatures, and the chain that links one to the next. */
package io.tanliu.domain.attest;
