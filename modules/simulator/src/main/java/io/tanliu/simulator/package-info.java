// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/** A seeded, made-up province that sends readings through the gateway's protocols. */
package io.tanliu.simulator;
