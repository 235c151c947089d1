// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.ledger.Derivation;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Point;
import io.tanliu.reference.FactorUnits;
import io.tanliu.reference.Seeds;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which factors convert which energy of an entity in a year. */
final class AppliedFactors {
  private final Directory directory;
  private final Seeds seeds;

  AppliedFactors(Directory directory, Seeds seeds) {
    this.directory = directory;
    this.seeds = seeds;
  }

  /**
   * A factor at work.
   *
   * @param quantity {@code tce}, {@code tce_equivalent} or {@code co2e}
   * @param part the part of the quantity to which its amounts count
   * @param region of the unit, which chose it
   * @param industry of the unit, which chose it; empty for none
   * @param year in which it is applied
   * @param id identity of the factor
   * @param dataYear year of the data behind it; null when it has none
   * @param set prefix of the industry guideline's set; empty for the general one
   * @param provisional true when another year's stands in
   */
  record Item(
      String quantity,
      String part,
      String energy,
      String region,
      String industry,
      int year,
      String id,
      BigDecimal value,
      String unit,
      Integer dataYear,
      String set,
      String source,
      String confidence,
      boolean verified,
      boolean provisional) {}

  /** By affiliation, energy and quantity; of a region or industry every energy kind. */
  List<Item> of(FactorBook book, String id, int year, Optional<String> energy) {
    Entity entity = directory.require(id);
    Optional<EnergyUnit> unit = directory.unit(id);
    List<Item> items = new ArrayList<>();
    for (Affiliation home : unit.map(u -> homes(u, year)).orElseGet(() -> home(entity))) {
      energies(book, unit)
          .forEach(
              (code, emits) -> {
                if (energy.isEmpty() || energy.get().equals(code)) {
                  book.energy(code).ifPresent(kind -> add(book, kind, emits, home, year, items));
                }
              });
    }
    return items;
  }

  /** What of it is used at some time, and whether its use emits. */
  private static Map<String, Boolean> energies(FactorBook book, Optional<EnergyUnit> unit) {
    Map<String, Boolean> used = new TreeMap<>();
    if (unit.isEmpty()) {
      book.energies().forEach(kind -> used.put(kind.code(), true));
      return used;
    }
    Stream.concat(
            unit.get().points().stream(),
            unit.get().earlierPoints().stream().map(Point.Earlier::point))
        .filter(Point::counts)
        .forEach(
            point ->
                used.merge(
                    point.energy(), Derivation.emits(point.direction()), Boolean::logicalOr));
    return used;
  }

  /** Where the unit belonged in the year. */
  private static Set<Affiliation> homes(EnergyUnit unit, int year) {
    long start = LocalDate.of(year, 1, 1).atStartOfDay(unit.zone()).toInstant().toEpochMilli();
    long end = LocalDate.of(year + 1, 1, 1).atStartOfDay(unit.zone()).toInstant().toEpochMilli();
    Set<Affiliation> homes = new LinkedHashSet<>(Set.of(unit.affiliation(start)));
    for (Affiliation.Earlier earlier : unit.earlierAffiliations()) {
      if (earlier.until() > start && earlier.until() < end) {
        homes.add(unit.affiliation(earlier.until()));
      }
    }
    return homes;
  }

  private Set<Affiliation> home(Entity entity) {
    String nation =
        seeds.regions().all().stream()
            .filter(r -> r.parent().isEmpty())
            .findFirst()
            .map(r -> r.code())
            .orElse("");
    return Set.of(
        entity.kind() == Entity.Kind.INDUSTRY
            ? new Affiliation(nation, entity.industry())
            : new Affiliation(entity.id(), ""));
  }

  private static void add(
      FactorBook book,
      EnergyKind kind,
      boolean emits,
      Affiliation home,
      int year,
      List<Item> items) {
    Optional<String> part = EnergyKind.tcePart(kind.category());
    if (part.isPresent()) {
      Optional<Factor> coal = book.coalEquivalent(kind.code(), year);
      add(Quantities.TCE, part.get(), kind, coal, home, year, items);
      Optional<Factor> equal = book.coalEquivalentByEqualValue(kind.code(), year);
      add(Quantities.TCE_EQUIVALENT, Quantities.TCE_EQUIVALENT, kind, equal, home, year, items);
    }
    Optional<String> cause = EnergyKind.co2ePart(kind.category());
    if (cause.isPresent() && emits) {
      Optional<Factor> emission = book.emission(kind.code(), home.region(), home.industry(), year);
      add(Quantities.CO2E, cause.get(), kind, emission, home, year, items);
    }
  }

  private static void add(
      String quantity,
      String part,
      EnergyKind kind,
      Optional<Factor> factor,
      Affiliation home,
      int year,
      List<Item> items) {
    factor
        .map(
            f ->
                new Item(
                    quantity,
                    part,
                    kind.code(),
                    home.region(),
                    home.industry(),
                    year,
                    f.id(),
                    f.gramsPerBase(),
                    FactorUnits.plain(quantity, kind.dimension()),
                    f.dataYear() == 0 ? null : f.dataYear(),
                    f.industry(),
                    f.source(),
                    f.confidence(),
                    f.verified(),
                    f.extrapolated()))
        .ifPresent(items::add);
  }
}
