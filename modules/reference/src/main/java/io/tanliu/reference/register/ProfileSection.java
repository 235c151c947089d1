// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import io.tanliu.domain.unit.Position;
import io.tanliu.domain.unit.UnitProfile;
import io.tanliu.domain.unit.UnitProfile.Product;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads what a unit makes and was approved for: fields of the unit itself. */
final class ProfileSection {
  static final List<String> NAMES =
      List.of("products", "twoHigh", "approvedEnergy", "buildingArea", "position");

  private static final List<String> PRODUCT_NAMES =
      List.of("product", "capacity", "capacityUnit", "energyShare", "parameters");
  private static final BigDecimal MOST = new BigDecimal("1e15");
  private static final Pattern UNIT = Pattern.compile("(?!.*\\|)" + Names.TEXT + "{1,20}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,9})?");
  private static final Pattern DEGREES = Pattern.compile("-?\\d{1,3}(\\.\\d{1,9})?");
  private static final int MAX_PARAMETERS = 50;

  private ProfileSection() {}

  /** The profile; what is wrong is recorded in the fields of the unit. */
  static UnitProfile read(Fields unit) {
    List<Product> products = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<Tree> items = unit.items("products", UnitProfile.MAX_PRODUCTS);
    for (int i = 0; i < items.size(); i++) {
      Optional<Fields> fields =
          unit.entry("products", i, items.get(i), PRODUCT_NAMES, "product, capacity, capacityUnit");
      if (fields.isPresent()) {
        product(fields.get(), names).ifPresent(products::add);
      }
      if (fields.isEmpty() || !fields.get().ok()) {
        unit.spoil();
      }
    }
    return new UnitProfile(
        products,
        unit.bool("twoHigh").orElse(false),
        unit.positive("approvedEnergy", MOST),
        unit.positive("buildingArea", MOST),
        position(unit));
  }

  private static Optional<Position> position(Fields unit) {
    Map<String, String> given = unit.texts("position");
    if (given.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (given.keySet().equals(Set.of("latitude", "longitude"))
          && given.values().stream().allMatch(DEGREES.asMatchPredicate())) {
        return Optional.of(
            new Position(
                new BigDecimal(given.get("latitude")), new BigDecimal(given.get("longitude"))));
      }
    } catch (IllegalArgumentException e) {
      // reported below
    }
    unit.wrong("position", "latitude -90 to 90 and longitude -180 to 180, decimal degrees");
    return Optional.empty();
  }

  private static Optional<Product> product(Fields fields, Set<String> names) {
    var name = fields.required("product", Names.PRODUCT, Names.PRODUCT_EXPECTED);
    if (name.isPresent() && !names.add(name.get())) {
      fields.wrong("product", "each product once");
    }
    Optional<BigDecimal> capacity = fields.positive("capacity", MOST);
    Optional<String> unit = fields.optional("capacityUnit", UNIT, "t/a and the like");
    if (fields.ok() && capacity.isPresent() != unit.isPresent()) {
      fields.wrong("capacityUnit", "together with capacity");
    }
    Optional<BigDecimal> share = fields.positive("energyShare", BigDecimal.ONE);
    Map<String, BigDecimal> parameters = new TreeMap<>();
    Map<String, String> given = fields.texts("parameters");
    given.forEach(
        (parameter, value) -> {
          if (NUMBER.matcher(value).matches()) {
            parameters.put(parameter, new BigDecimal(value));
          }
        });
    if (parameters.size() < given.size() || given.size() > MAX_PARAMETERS) {
      fields.wrong("parameters", "at most " + MAX_PARAMETERS + " names with a number each");
    }
    return fields.ok()
        ? Optional.of(new Product(name.orElseThrow(), capacity, unit.orElse(""), share, parameters))
        : Optional.empty();
  }
}
