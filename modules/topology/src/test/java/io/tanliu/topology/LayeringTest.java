// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The direction of dependencies, and what domain and topology must not know. */
class LayeringTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tanliu");

  @Test
  void shouldKeepTheDomainFreeOfEverythingButTheJdk() {
    classes()
        .that()
        .resideInAPackage("io.tanliu.domain..")
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage("io.tanliu.domain..").or(resideInAPackage("java..")))
        .because("the rules of energy and carbon outlive Kafka, JSON and every other library")
        .check(CLASSES);
  }

  @Test
  void shouldKeepTheTopologyFromTheDoorsAroundIt() {
    noClasses()
        .that()
        .resideInAPackage("io.tanliu.topology..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.tanliu.gateway..",
            "io.tanliu.query..",
            "io.tanliu.app..",
            "io.tanliu.embedded..",
            "io.tanliu.simulator..",
            "io.tanliu.testkit..")
        .because("what is computed must not depend on how readings come in or results go out")
        .check(CLASSES);
  }

  @Test
  void shouldTakeTimeAsAnArgument() {
    var rule =
        noClasses()
            .that()
            .resideInAnyPackage("io.tanliu.domain..", "io.tanliu.topology..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);
    for (Class<?> type :
        List.of(
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class)) {
      rule = rule.orShould().callMethod(type, "now");
    }
    rule.because("a replay of the log must decide the same as the first run").check(CLASSES);
  }

  @Test
  void shouldKeepTheOracleIndependentOfTheLedger() {
    noClasses()
        .that()
        .resideInAPackage("io.tanliu.testkit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.tanliu.domain.ledger..", "io.tanliu.domain.control..")
        .because("an oracle that shares code with what it judges shares its mistakes")
        .check(CLASSES);
  }
}
