// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.quantity.Dimension;

/**
 * What a decision rests on.
 *
 * @param at event time up to which the entity's readings reached, epoch milliseconds
 * @param measured sum over the period so far, base units
 * @param schedule what the linear schedule allows up to then, base units
 * @param dimension of the amounts
 * @param coverage share of the elapsed part of the period that was measured, 0 to 1
 * @param estimated share of it that was estimated, 0 to 1
 * @param revision revision of the judged window
 */
public record Evidence(
    long at,
    long measured,
    long schedule,
    Dimension dimension,
    double coverage,
    double estimated,
    long revision) {}
