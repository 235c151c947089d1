// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0

/** Scenarios (情景): what happened, told so that a supervisor can follow it, and sent as it came. */
package io.tanliu.simulator.scenario;
