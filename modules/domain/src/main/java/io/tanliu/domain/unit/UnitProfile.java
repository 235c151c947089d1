// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.unit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a unit makes and was approved for.
 *
 * @param products products with their capacities, in the register's order; at most {@value
 *     #MAX_PRODUCTS}
 * @param twoHigh a project of high energy use and high emission (两高项目)
 * @param approvedEnergy energy approved in the project's energy review (节能审查), tce per year;
 *     positive
 * @param buildingArea floor area of a public building, m²; positive
 * @param position where it stands, when somebody has said it
 */
public record UnitProfile(
    List<Product> products,
    boolean twoHigh,
    Optional<BigDecimal> approvedEnergy,
    Optional<BigDecimal> buildingArea,
    Optional<Position> position) {

  /** Most products of a unit. */
  public static final int MAX_PRODUCTS = 50;

  /** Nothing is registered. */
  public static final UnitProfile NONE =
      new UnitProfile(List.of(), false, Optional.empty(), Optional.empty());

  public UnitProfile {
    products = List.copyOf(products);
  }

  /** A profile without a position. */
  public UnitProfile(
      List<Product> products,
      boolean twoHigh,
      Optional<BigDecimal> approvedEnergy,
      Optional<BigDecimal> buildingArea) {
    this(products, twoHigh, approvedEnergy, buildingArea, Optional.empty());
  }

  /** The same profile at another position. */
  public UnitProfile at(Position place) {
    return new UnitProfile(products, twoHigh, approvedEnergy, buildingArea, Optional.of(place));
  }

  /**
   * A product (产品) or process (工序).
   *
   * @param name as in the benchmarks and in production reports
   * @param capacity approved capacity (产能) in capacityUnit; positive
   * @param capacityUnit e.g. {@code t/a}; empty without a capacity
   * @param energyShare share of the unit's energy that counts to this product, above 0, at most 1
   * @param parameters for the corrections of limit standards, by name
   */
  public record Product(
      String name,
      Optional<BigDecimal> capacity,
      String capacityUnit,
      Optional<BigDecimal> energyShare,
      Map<String, BigDecimal> parameters) {

    public Product {
      parameters = java.util.Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
  }

  /**
   * Share of the unit's energy that counts to a product: what is registered, or all of it when
   * there is no other product; empty when nobody has said it.
   */
  public Optional<BigDecimal> energyShare(Product product) {
    return product.energyShare().isPresent() || products.size() > 1
        ? product.energyShare()
        : Optional.of(BigDecimal.ONE);
  }
}
