// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import io.tanliu.domain.unit.Affiliation;
import io.tanliu.reference.Seeds;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads where a unit belonged before. */
final class AffiliationSection {
  static final String REGION_EXPECTED = "the GB/T 2260 code of a region in seeds/regions.csv";

  private static final String FIELD = "earlierAffiliations";
  private static final List<String> NAMES = List.of("until", "region", "industry");
  private static final int MOST = 100;

  private AffiliationSection() {}

  /** The region that a field names. */
  static Optional<String> region(Fields fields, Optional<String> region, Seeds seeds) {
    if (region.isPresent() && !seeds.regions().contains(region.get())) {
      fields.wrong("region", REGION_EXPECTED);
    }
    return region;
  }

  /**
   * The entries, or empty when one is wrong.
   *
   * @param now where the unit belongs now: what an entry leaves out was as it is now
   */
  static Optional<List<Affiliation.Earlier>> read(
      Fields unit, Affiliation now, ZoneId zone, Seeds seeds, Draft draft) {
    List<Affiliation.Earlier> earlier = new ArrayList<>();
    Moments moments = new Moments(zone);
    boolean ok = true;
    List<Tree> items = unit.items(FIELD, MOST);
    for (int i = 0; i < items.size(); i++) {
      Optional<Fields> entry = unit.entry(FIELD, i, items.get(i), NAMES, "until and region");
      ok &= entry.isPresent();
      if (entry.isEmpty()) {
        continue;
      }
      Fields fields = entry.get();
      Optional<Long> until = moments.until(fields);
      var region =
          region(fields, fields.optional("region", Names.ANY, REGION_EXPECTED), seeds)
              .orElse(now.region());
      var industry =
          fields
              .optional("industry", Names.INDUSTRY, Names.INDUSTRY_EXPECTED)
              .orElse(now.industry());
      ok &= fields.ok();
      draft.declareIndustry(industry);
      until.ifPresent(
          u -> earlier.add(new Affiliation.Earlier(u, new Affiliation(region, industry))));
    }
    return ok && unit.ok() ? Optional.of(earlier) : Optional.empty();
  }
}
