// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quantity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A unit in which meters are read. Amount units count to {@link Dimension}'s base unit; rate units
 * are amounts per hour and count to base units per hour.
 */
public enum PhysicalUnit {
  WH("Wh", Dimension.ELECTRICITY, 1, false),
  KWH("kWh", Dimension.ELECTRICITY, 1_000, false),
  MWH("MWh", Dimension.ELECTRICITY, 1_000_000, false),
  /** 万千瓦时. */
  WAN_KWH("1e4 kWh", Dimension.ELECTRICITY, 10_000_000, false),
  GWH("GWh", Dimension.ELECTRICITY, 1_000_000_000, false),
  KJ("kJ", Dimension.HEAT, 1, false),
  MJ("MJ", Dimension.HEAT, 1_000, false),
  GJ("GJ", Dimension.HEAT, 1_000_000, false),
  GRAM("g", Dimension.MASS, 1, false),
  KG("kg", Dimension.MASS, 1_000, false),
  TONNE("t", Dimension.MASS, 1_000_000, false),
  LITRE("L", Dimension.GAS, 1, false),
  /** Normal cubic metre (标准立方米). */
  M3("m3", Dimension.GAS, 1_000, false),
  /** 万标准立方米. */
  WAN_M3("1e4 m3", Dimension.GAS, 10_000_000, false),
  W("W", Dimension.ELECTRICITY, 1, true),
  KW("kW", Dimension.ELECTRICITY, 1_000, true),
  MW("MW", Dimension.ELECTRICITY, 1_000_000, true),
  MJ_PER_H("MJ/h", Dimension.HEAT, 1_000, true),
  GJ_PER_H("GJ/h", Dimension.HEAT, 1_000_000, true),
  KG_PER_H("kg/h", Dimension.MASS, 1_000, true),
  T_PER_H("t/h", Dimension.MASS, 1_000_000, true),
  M3_PER_H("m3/h", Dimension.GAS, 1_000, true);

  private final String symbol;
  private final Dimension dimension;
  private final long toBase;
  private final boolean rate;

  PhysicalUnit(String symbol, Dimension dimension, long toBase, boolean rate) {
    this.symbol = symbol;
    this.dimension = dimension;
    this.toBase = toBase;
    this.rate = rate;
  }

  /** Symbol as written in files and messages, e.g. {@code kWh}. */
  public String symbol() {
    return symbol;
  }

  /** What is counted. */
  public Dimension dimension() {
    return dimension;
  }

  /** Base units (per hour, for a rate) in one of this unit; a power of ten. */
  public long toBase() {
    return toBase;
  }

  /** True for an amount per hour. */
  public boolean rate() {
    return rate;
  }

  /** The unit with that symbol; {@code Nm3} and {@code Nm3/h} are accepted for the cubic metre. */
  public static Optional<PhysicalUnit> of(String symbol) {
    String wanted = symbol.startsWith("Nm3") ? symbol.substring(1) : symbol;
    return Arrays.stream(values()).filter(u -> u.symbol.equals(wanted)).findFirst();
  }

  /** Symbols that fit a dimension, for messages. */
  public static List<String> symbols(Dimension dimension, boolean rate) {
    return Arrays.stream(values())
        .filter(u -> u.dimension == dimension && u.rate == rate)
        .map(PhysicalUnit::symbol)
        .toList();
  }
}
