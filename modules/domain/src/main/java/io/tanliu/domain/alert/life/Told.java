// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.life;

import io.tanliu.domain.alert.RuleSetting;
import java.util.Optional;

/**
 * A change in the life of an alert, with the life as it is afterwards.
 *
 * @param life the alert after this change; its sequence is this change's number
 * @param change what it is
 * @param reason code that says why
 * @param restated true when corrected or late data made it
 * @param at log time of the decision, epoch milliseconds
 * @param command the command that caused it
 * @param setting the rule as it held
 */
public record Told(
    AlertLife life,
    Change change,
    String reason,
    boolean restated,
    long at,
    Optional<Command> command,
    RuleSetting setting) {}
