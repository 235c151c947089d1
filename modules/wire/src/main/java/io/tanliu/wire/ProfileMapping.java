// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.UnitProduct;
import io.tanliu.domain.unit.Position;
import io.tanliu.domain.unit.UnitProfile;
import io.tanliu.domain.unit.UnitProfile.Product;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@link UnitProfile} as Avro; nothing registered is null. */
final class ProfileMapping {
  private ProfileMapping() {}

  static io.tanliu.avro.UnitProfile toAvro(UnitProfile profile) {
    if (profile.equals(UnitProfile.NONE)) {
      return null;
    }
    return io.tanliu.avro.UnitProfile.newBuilder()
        .setProducts(profile.products().stream().map(ProfileMapping::toAvro).toList())
        .setTwoHigh(profile.twoHigh())
        .setApprovedEnergy(text(profile.approvedEnergy()))
        .setBuildingArea(text(profile.buildingArea()))
        .setLatitude(text(profile.position().map(Position::latitude)))
        .setLongitude(text(profile.position().map(Position::longitude)))
        .build();
  }

  static UnitProfile fromAvro(io.tanliu.avro.UnitProfile record) {
    return record == null
        ? UnitProfile.NONE
        : new UnitProfile(
            record.getProducts().stream().map(ProfileMapping::fromAvro).toList(),
            record.getTwoHigh(),
            decimal("approvedEnergy", record.getApprovedEnergy()),
            decimal("buildingArea", record.getBuildingArea()),
            position(
                decimal("latitude", record.getLatitude()),
                decimal("longitude", record.getLongitude())));
  }

  private static Optional<Position> position(
      Optional<BigDecimal> latitude, Optional<BigDecimal> longitude) {
    return latitude.isEmpty() || longitude.isEmpty()
        ? Optional.empty()
        : Optional.of(new Position(latitude.get(), longitude.get()));
  }

  private static UnitProduct toAvro(Product product) {
    Map<String, String> parameters = new TreeMap<>();
    product.parameters().forEach((name, value) -> parameters.put(name, value.toPlainString()));
    return UnitProduct.newBuilder()
        .setProduct(product.name())
        .setCapacity(text(product.capacity()))
        .setCapacityUnit(product.capacityUnit())
        .setEnergyShare(text(product.energyShare()))
        .setParameters(parameters)
        .build();
  }

  private static Product fromAvro(UnitProduct record) {
    Map<String, BigDecimal> parameters = new TreeMap<>();
    record
        .getParameters()
        .forEach((name, value) -> parameters.put(name, Parse.decimal("parameters." + name, value)));
    return new Product(
        record.getProduct(),
        decimal("capacity", record.getCapacity()),
        record.getCapacityUnit(),
        decimal("energyShare", record.getEnergyShare()),
        parameters);
  }

  private static String text(Optional<BigDecimal> number) {
    return number.map(BigDecimal::toPlainString).orElse(null);
  }

  private static Optional<BigDecimal> decimal(String field, String text) {
    return Optional.ofNullable(text).map(t -> Parse.decimal(field, t));
  }
}
