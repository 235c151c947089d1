// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.ledger.Shares;
import io.tanliu.domain.quality.VeeRules;
import io.tanliu.domain.unit.Membership;

/**
 * What the processors share; immutable but for the counters.
 *
 * @param settings what the deployment chose
 * @param membership which entities a unit counts to
 * @param factors what converts to coal equivalent and carbon
 * @param shares how quantities are read from rows
 * @param rules defaults of the validation rules
 * @param counters what is counted
 */
record LedgerParts(
    LedgerSettings settings,
    Membership membership,
    FactorDesk factors,
    Shares shares,
    VeeRules rules,
    LedgerCounters counters) {}
