// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembershipTest {
  @ParameterizedTest
  @CsvSource({
    "360121, region",
    "100000, region",
    "industry-31, industry",
    "industry-, industry",
    "STEEL-01, unit",
    "36012, unit",
    "3601211, unit",
    "36012a, unit",
    "３６０１２１, unit",
    "an-industry-31, unit"
  })
  void shouldTellWhatAnEntityIsFromItsId(String entity, String what) {
    assertThat(Membership.isRegion(entity)).isEqualTo(what.equals("region"));
    assertThat(Membership.isIndustry(entity)).isEqualTo(what.equals("industry"));
    assertThat(Membership.isUnit(entity)).isEqualTo(what.equals("unit"));
  }
}
