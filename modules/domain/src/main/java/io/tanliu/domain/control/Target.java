// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;

/**
 * An upper limit of the sum of one quantity over a calendar period (总量控制目标).
 *
 * @param id target id
 * @param entity unit id, region code or industry entity
 * @param quantity energy kind or derived quantity
 * @param period calendar period in the entity's zone
 * @param limit in the quantity's base unit; positive
 * @param paceMargin share by which consumption may be ahead of the linear schedule, 0 to 10
 * @param source document and clause
 */
public record Target(
    String id,
    String entity,
    String quantity,
    Period period,
    long limit,
    BigDecimal paceMargin,
    String source) {}
