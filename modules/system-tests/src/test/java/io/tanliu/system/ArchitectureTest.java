// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The direction of dependencies, as the table in docs/ARCHITECTURE.md draws it. */
class ArchitectureTest {
  private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("io.tanliu");

  @Test
  void shouldKeepTheDomainAloneWithTheJdk() {
    classes()
        .that()
        .resideInAPackage("io.tanliu.domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "io.tanliu.domain..")
        .because("figures are decided without Kafka, JSON or files, and so can be proven alone")
        .check(CLASSES);
  }

  @Test
  void shouldHaveNoCycleInsideTheDomain() {
    slices()
        .matching("io.tanliu.domain.(*)..")
        .should()
        .beFreeOfCycles()
        .because("quantities, ledger, control and alerts are read and changed one after the other")
        .check(CLASSES);
  }

  @Test
  void shouldNeverSleep() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .because("a wait has a condition; a sleep is too long or too short")
        .check(CLASSES);
  }

  @Test
  void shouldJudgeTheLedgerByAnOracleThatSharesNothingWithIt() {
    noClasses()
        .that()
        .resideInAPackage("io.tanliu.oracle..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tanliu.domain.ledger..")
        .because("two that share a mistake agree")
        .check(CLASSES);
  }

  @Test
  void shouldPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("io.tanliu..")
        .layer("domain")
        .definedBy("io.tanliu.domain..")
        .layer("hj212")
        .definedBy("io.tanliu.hj212..")
        .layer("reference")
        .definedBy("io.tanliu.reference..")
        .layer("avro")
        .definedBy("io.tanliu.avro..")
        .layer("wire")
        .definedBy("io.tanliu.wire..")
        .layer("oracle")
        .definedBy("io.tanliu.oracle..")
        .layer("topology")
        .definedBy("io.tanliu.topology..")
        .layer("access")
        .definedBy("io.tanliu.access..")
        .layer("net")
        .definedBy("io.tanliu.net..")
        .layer("client")
        .definedBy("io.tanliu.client..")
        .layer("edge")
        .definedBy("io.tanliu.edge..")
        .layer("gateway")
        .definedBy("io.tanliu.gateway..")
        .layer("notifier")
        .definedBy("io.tanliu.notifier..")
        .layer("query")
        .definedBy("io.tanliu.query..")
        .layer("embedded")
        .definedBy("io.tanliu.embedded..")
        .layer("simulator")
        .definedBy("io.tanliu.simulator..")
        .layer("app")
        .definedBy("io.tanliu.app..")
        .optionalLayer("system tests")
        .definedBy("io.tanliu.system..")
        .whereLayer("domain")
        .mayNotAccessAnyLayer()
        .whereLayer("hj212")
        .mayNotAccessAnyLayer()
        .whereLayer("net")
        .mayNotAccessAnyLayer()
        .whereLayer("avro")
        .mayNotAccessAnyLayer()
        .whereLayer("oracle")
        .mayOnlyAccessLayers("domain")
        .whereLayer("reference")
        .mayOnlyAccessLayers("domain")
        .whereLayer("wire")
        .mayOnlyAccessLayers("domain", "avro")
        .whereLayer("topology")
        .mayOnlyAccessLayers("domain", "reference", "wire", "avro")
        .whereLayer("gateway")
        .mayOnlyAccessLayers("domain", "hj212", "reference", "net", "wire", "avro", "access")
        .whereLayer("access")
        .mayOnlyAccessLayers("domain", "wire", "avro")
        .whereLayer("client")
        .mayOnlyAccessLayers("domain")
        .whereLayer("edge")
        .mayOnlyAccessLayers("domain", "client", "net")
        .whereLayer("notifier")
        .mayOnlyAccessLayers("domain", "wire", "avro")
        .whereLayer("query")
        .mayOnlyAccessLayers("domain", "reference", "wire", "avro", "access")
        .whereLayer("embedded")
        .mayOnlyAccessLayers("wire", "avro")
        .whereLayer("simulator")
        .mayOnlyAccessLayers("domain", "hj212", "reference")
        .because("parts meet in topics and in HTTP, so each can be run, replaced and tested alone")
        .check(CLASSES);
  }
}
