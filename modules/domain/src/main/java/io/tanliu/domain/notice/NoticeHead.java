// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.notice;

import java.time.ZoneId;

/**
 * Names for the heading of a notice.
 *
 * @param ruleZh Chinese name of the rule; empty when the alerts are of several
 * @param ruleEn English name of the rule; empty when the alerts are of several
 * @param regionZh Chinese name of the region by which they were grouped; may be empty
 * @param regionEn English name of the region by which they were grouped; may be empty
 * @param zone in which times are given
 */
public record NoticeHead(
    String ruleZh, String ruleEn, String regionZh, String regionEn, ZoneId zone) {}
