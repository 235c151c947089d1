// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.domain.unit.Region;
import io.tanliu.reference.AlertRuleName;
import io.tanliu.reference.Seeds;
import io.tanliu.topology.notice.NoticeNames;
import java.util.Optional;

/** Names of rules and regions as the seeds have them. */
record SeedNames(Seeds seeds) implements NoticeNames {
  @Override
  public String ruleZh(String code) {
    return rule(code).map(AlertRuleName::zh).orElse(code);
  }

  @Override
  public String ruleEn(String code) {
    return rule(code).map(AlertRuleName::en).orElse(code);
  }

  private Optional<AlertRuleName> rule(String code) {
    return Optional.ofNullable(seeds.alertRuleNames().get(code));
  }

  @Override
  public String regionZh(String code) {
    return seeds.regions().find(code).map(Region::nameZh).orElse(code);
  }

  @Override
  public String regionEn(String code) {
    return seeds.regions().find(code).map(Region::nameEn).orElse(code);
  }
}
