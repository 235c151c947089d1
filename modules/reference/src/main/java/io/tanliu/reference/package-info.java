// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/** Reference data: seeds with their sources, and the register of units, targets and reports. */
package io.tanliu.reference;
