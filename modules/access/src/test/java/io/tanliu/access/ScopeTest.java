// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeTest {
  private static final Map<String, List<String>> REGIONS =
      Map.of(
          "360000", List.of("360000", "100000"),
          "360100", List.of("360100", "360000", "100000"),
          "360102", List.of("360102", "360100", "360000", "100000"),
          "360200", List.of("360200", "360000", "100000"));
  private static final Places PLACES =
      new Places(
          code -> REGIONS.getOrDefault(code, List.of()),
          unit -> Optional.ofNullable(Map.of("U-1", "360102", "U-2", "360200").get(unit)),
          "360000");

  private static Caller officer(String... scopes) {
    Set<Grant> grants = new java.util.HashSet<>();
    for (String scope : scopes) {
      grants.addAll(Role.OFFICER.grants(Scope.parse(scope)));
    }
    return new Caller(Caller.Kind.TOKEN, "li", "Li", grants);
  }

  private static boolean sees(Caller caller, String entity) {
    return caller.may(Permission.READ, PLACES.entity(entity));
  }

  @Test
  void shouldShowACityItselfAndAllBelowIt() {
    Caller city = officer("region:360100");
    assertThat(List.of("360100", "360102", "U-1")).allMatch(entity -> sees(city, entity));
    assertThat(List.of("360200", "U-2", "360000", "100000", "industry-3120", "U-3", "360199"))
        .noneMatch(entity -> sees(city, entity));
  }

  @Test
  void shouldShowTheProvinceItsCitiesAndIndustries() {
    Caller province = officer("region:360000");
    assertThat(List.of("360000", "360100", "U-2", "industry-3120"))
        .allMatch(entity -> sees(province, entity));
    assertThat(sees(province, "100000")).isFalse();
    assertThat(sees(province, "U-3")).as("a unit that nobody has registered").isFalse();
    assertThat(sees(officer("all"), "U-3")).isTrue();
  }

  @Test
  void shouldNotMistakeOneKindOfIdForAnother() {
    Caller unit = officer("unit:U-1");
    assertThat(sees(unit, "U-1")).isTrue();
    assertThat(sees(unit, "360102")).isFalse();
    assertThat(unit.may(Permission.READ, Place.EVERYTHING.withDevice("U-1"))).isFalse();
    assertThat(unit.may(Permission.READ, Place.EVERYTHING.withStation("U-1"))).isFalse();
    assertThat(Scope.device("U-1").covers(PLACES.unit("U-1"))).isFalse();
    assertThat(Scope.station("S").covers(PLACES.unit("U-1").withStation("S"))).isTrue();
  }

  @Test
  void shouldReadAndWriteScopesAndGrants() {
    for (String text : List.of("all", "region:360100", "unit:U-1", "device:88888", "station:S-1")) {
      assertThat(Scope.parse(text)).hasToString(text);
    }
    assertThat(RoleGrant.parse("sender@unit:U-1")).hasToString("sender@unit:U-1");
    for (String text : List.of("", "unit:", "unit", "planet:3", "unit:a b", "all:", "unit:a\nb")) {
      assertThatThrownBy(() -> Scope.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected");
    }
  }

  @Test
  void shouldGiveRolesNoMoreThanTheyNeed() {
    assertThat(Role.SENDER.grants(Scope.ALL)).noneMatch(g -> g.permission() == Permission.MANAGE);
    assertThat(Role.VIEWER.grants(Scope.ALL)).hasSize(1);
    assertThat(Role.AUDITOR.grants(Scope.ALL))
        .extracting(Grant::permission)
        .containsExactlyInAnyOrder(Permission.READ, Permission.AUDIT);
    assertThat(Caller.NOBODY.may(Permission.READ, PLACES.entity("U-1"))).isFalse();
    assertThat(Caller.ANYBODY.mayEverywhere(Permission.ADMIN)).isTrue();
  }
}
