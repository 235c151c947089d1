// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.time.ZoneId;

/**
 * Something whose use is counted.
 *
 * @param id unit id, region code or {@code industry-<code>}
 * @param kind region, industry or unit
 * @param level a region's level; otherwise null
 * @param nameZh Chinese name
 * @param nameEn English name; a unit's own name where there is none
 * @param parent the region above; null for the nation and for industries
 * @param industry a unit's industry code; otherwise null
 * @param zone in which its days, months and years begin
 */
record Entity(
    String id,
    Kind kind,
    String level,
    String nameZh,
    String nameEn,
    String parent,
    String industry,
    ZoneId zone) {

  /** Kinds of entity. */
  enum Kind {
    REGION("region"),
    INDUSTRY("industry"),
    UNIT("unit"),
    /** Has alerts and no ledger. */
    STATION("station");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }
}
