// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.reference.FactorUnits;
import io.tanliu.reference.Seeds;
import io.tanliu.wire.Keys;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /api/v1/factors}: the factors that take the place of the packaged ones, and, for an
 * entity and a year, all that convert what it uses.
 */
final class FactorsEndpoint {
  private static final int DEFAULT_LIMIT = 1_000;
  private static final int MAX_LIMIT = 10_000;
  private static final String YEAR_EXPECTED = "a year, 1970 to 2200, with entity";

  private final DecodedView<DatedFactor> factors;
  private final Seeds seeds;
  private final AppliedFactors applied;
  private volatile InForce inForce;

  FactorsEndpoint(DecodedView<DatedFactor> factors, Seeds seeds, Directory directory) {
    this.factors = factors;
    this.seeds = seeds;
    this.applied = new AppliedFactors(directory, seeds);
    this.inForce = new InForce(List.of(), seeds.factors());
  }

  /** The book that the ledger has with these factors; made anew when they change. */
  private record InForce(List<DatedFactor> others, FactorBook book) {}

  /** A factor in the plainest unit of its energy; {@code validTo} is null without an end. */
  record Item(
      String quantity,
      String energy,
      String region,
      String industry,
      int validFrom,
      Integer validTo,
      BigDecimal value,
      String unit,
      String source,
      String confidence,
      boolean verified) {}

  /**
   * The list; {@code truncated} when there are more than the limit.
   *
   * @param version of the factors in force, as it stands beside the figures
   * @param gwp report from which the global warming potentials come
   * @param applied only for an entity and year
   */
  record ListAnswer(
      String version,
      String gwp,
      List<Item> factors,
      int total,
      boolean truncated,
      @JsonInclude(JsonInclude.Include.NON_NULL) String next,
      @JsonInclude(JsonInclude.Include.NON_NULL) List<AppliedFactors.Item> applied) {}

  void list(Context context) {
    Parameters parameters = new Parameters(context, Page.parameters("energy", "entity", "year"));
    Optional<String> energy = parameters.text("energy");
    Optional<String> entity = parameters.text("entity");
    Optional<Integer> year = year(parameters, entity.isPresent());
    List<DatedFactor> found =
        factors.all().stream()
            .filter(factor -> energy.isEmpty() || factor.energy().equals(energy.get()))
            .toList();
    Page<DatedFactor> page =
        Page.of(context, parameters, found, FactorsEndpoint::id, DEFAULT_LIMIT, MAX_LIMIT);
    List<Item> items = page.items().stream().map(this::item).toList();
    FactorBook book = book();
    List<AppliedFactors.Item> ofEntity =
        entity.map(id -> applied.of(book, id, year.orElseThrow(), energy)).orElse(null);
    Answers.json(
        context,
        new ListAnswer(
            book.version(),
            seeds.gwp().name(),
            items,
            page.total(),
            page.truncated(),
            page.next(),
            ofEntity));
  }

  private static String id(DatedFactor factor) {
    return Keys.factor(
        factor.quantity(), factor.energy(), factor.region(), factor.industry(), factor.from());
  }

  private static Optional<Integer> year(Parameters parameters, boolean needed) {
    Optional<String> text = parameters.text("year");
    boolean good =
        text.isEmpty() ? !needed : needed && text.get().matches("19[7-9]\\d|2[01]\\d\\d|2200");
    if (!good) {
      String shown = Parameters.shorten(text.orElse("missing"));
      throw Problem.badRequest("BAD_YEAR", "year", shown, YEAR_EXPECTED);
    }
    return text.map(Integer::valueOf);
  }

  private FactorBook book() {
    List<DatedFactor> others = List.copyOf(factors.all());
    InForce now = inForce;
    if (!now.others().equals(others)) {
      now = new InForce(others, seeds.factors().with(others));
      inForce = now;
    }
    return now.book();
  }

  private Item item(DatedFactor factor) {
    return new Item(
        factor.quantity(),
        factor.energy(),
        factor.region(),
        factor.industry(),
        factor.from(),
        factor.to() == DatedFactor.OPEN ? null : factor.to(),
        factor.gramsPerBase(),
        seeds
            .factors()
            .energy(factor.energy())
            .map(EnergyKind::dimension)
            .map(dimension -> FactorUnits.plain(factor.quantity(), dimension))
            .orElse("g per base unit"),
        factor.source(),
        factor.confidence(),
        factor.verified());
  }
}
