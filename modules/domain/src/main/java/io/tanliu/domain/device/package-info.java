// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/** Data loggers and which of their values are readings of which points. */
package io.tanliu.domain.device;
