// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/** Readings written to Kafka by an enterprise itself, and what became of them. */
package io.tanliu.kafka;
