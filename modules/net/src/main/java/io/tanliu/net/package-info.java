// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/** What gateway and agent need to talk to others, without Kafka. */
package io.tanliu.net;
