// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.notice;

/** Names of what notices are about; the code itself where there is no name. */
public interface NoticeNames {
  /** Chinese name of a rule. */
  String ruleZh(String code);

  /** English name of a rule. */
  String ruleEn(String code);

  /** Chinese name of a region. */
  String regionZh(String code);

  /** English name of a region. */
  String regionEn(String code);
}
