// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.RegionDefinition;
import io.tanliu.domain.unit.Region;
import java.util.Optional;

/** {@link Region} as Avro. */
public final class RegionMapping {
  private RegionMapping() {}

  /** The record for a region. */
  public static RegionDefinition toAvro(Region region) {
    return RegionDefinition.newBuilder()
        .setCode(region.code())
        .setNameZh(region.nameZh())
        .setNameEn(region.nameEn())
        .setParent(region.parent().orElse(null))
        .setLevel(region.level())
        .build();
  }

  /** The region in a record. */
  public static Region fromAvro(RegionDefinition record) {
    return new Region(
        record.getCode(),
        record.getNameZh(),
        record.getNameEn(),
        Optional.ofNullable(record.getParent()),
        record.getLevel());
  }
}
