// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stack monitor (CEMS) with a data logger that sends hours (2061) over HJ 212: velocity, state of
 * the gas and what is in it, so that concentration × flow is the CO2 that the coal of the hour lets
 * off. A gas from a bottle each Monday at ten, and a fault of the analyser for thirty hours in
 * every twelve days.
 *
 * @param unit id of the unit
 * @param name display name
 * @param region of the unit
 * @param mass point of the unit at which the CO2 is entered, kg an hour
 */
record StackMonitor(long seed, String id, String unit, String name, String region, Meter mass)
    implements SimulatedStation {

  private static final double TEMPERATURE = 52;
  private static final double PRESSURE = -150;
  private static final double HUMIDITY = 10.5;
  private static final double OXYGEN = 6.2;

  /** g/m³ of dry gas at 273 K and 101 325 Pa: some 12 % of the volume. */
  private static final double CO2 = 235;

  /** mg/m³ behind desulphurisation, denitrification and filter. */
  private static final double SO2 = 28;

  private static final double NOX = 41;
  private static final double DUST = 4.5;

  /** m/s at the unit's usual load. */
  private static final double USUAL = 12;

  private static final double AMBIENT = 101_325;
  private static final long FAULT_EVERY = 12;
  private static final long FAULT_LENGTH = 30 * Times.HOUR;
  private static final int CHECKED_AT = 10;
  private static final long MONDAY = 4;

  @Override
  public long interval() {
    return Times.HOUR;
  }

  @Override
  public long history() {
    return 30 * Times.DAY;
  }

  @Override
  public Map<String, Object> document() {
    Map<String, Object> stack = new LinkedHashMap<>();
    stack.put("unit", unit);
    stack.put("flow", "VELOCITY");
    stack.put("section", section());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", name);
    document.put("kind", "STACK");
    document.put("region", region);
    document.put("interval", interval() / 1_000);
    document.put("flagScheme", "HJ212");
    document.put(
        "channels",
        List.of(
            Map.of("parameter", "flow", "unit", "m/s"),
            Map.of("parameter", "temperature", "unit", "degC"),
            Map.of("parameter", "pressure", "unit", "Pa"),
            Map.of("parameter", "humidity", "unit", "%"),
            Map.of("parameter", "oxygen", "unit", "%"),
            Map.of("parameter", "co2", "unit", "g/m3", "basis", "DRY", "point", mass.point().id()),
            Map.of("parameter", "so2", "unit", "mg/m3", "basis", "DRY"),
            Map.of("parameter", "nox", "unit", "mg/m3", "basis", "DRY"),
            Map.of("parameter", "dust", "unit", "mg/m3", "basis", "DRY")));
    document.put("stack", stack);
    return document;
  }

  /** Inner section, m²: half of the rated emission passes at the usual velocity. */
  BigDecimal section() {
    double usual = mass.point().ratedMaximum().orElseThrow().doubleValue() / 2;
    return rounded(velocity(usual, CO2, 1) / USUAL, 1);
  }

  /** Velocity of the wet gas as it is in the stack, m/s, with kg of CO2 an hour. */
  private static double velocity(double kilograms, double grams, double section) {
    double dry = kilograms * 1_000 / 3_600 / grams;
    double standard = dry / (1 - HUMIDITY / 100);
    return standard * (273 + TEMPERATURE) / 273 * AMBIENT / (AMBIENT + PRESSURE) / section;
  }

  @Override
  public List<Observed> due(long from, long to) {
    List<Observed> found = new ArrayList<>();
    long first = Times.ceil(from - interval(), interval());
    for (long time = first; time + interval() < to; time += interval()) {
      observe(time, found);
    }
    return found;
  }

  private void observe(long time, List<Observed> found) {
    double grams = CO2 * (1 + .03 * noise(1, time));
    double section = section().doubleValue();
    String flag = fault(time) ? "D" : checked(time) ? "C" : "N";
    double shown = flag.equals("N") ? 1 : flag.equals("C") ? .5 : 0;
    add(found, "flow", time, velocity(emitted(time), grams, section), 3, "N");
    add(found, "temperature", time, TEMPERATURE, 1, "N");
    add(found, "pressure", time, PRESSURE, 0, "N");
    add(found, "humidity", time, HUMIDITY, 1, "N");
    add(found, "oxygen", time, OXYGEN + .4 * noise(2, time), 2, "N");
    add(found, "co2", time, grams * shown, 3, flag);
    add(found, "so2", time, SO2 * (1 + .2 * noise(3, time)) * shown, 2, flag);
    add(found, "nox", time, NOX * (1 + .15 * noise(4, time)) * shown, 2, flag);
    add(found, "dust", time, DUST * (1 + .1 * noise(5, time)), 2, "N");
  }

  /** CO2 that the coal lets off, kg an hour. */
  double emitted(long time) {
    return mass.hour(time) / Math.pow(10, mass.decimals());
  }

  /** True while the analyser is out of order. */
  boolean fault(long time) {
    long block = Math.floorDiv(Times.day(time), FAULT_EVERY);
    long begin = block * FAULT_EVERY * Times.DAY - 8 * Times.HOUR;
    long since = time - begin - 2 * Times.DAY - Noise.below(seed, block, 8) * Times.DAY;
    return since >= 8 * Times.HOUR && since < 8 * Times.HOUR + FAULT_LENGTH;
  }

  private boolean checked(long time) {
    return Math.floorMod(Times.day(time), 7) == MONDAY
        && Times.ofDay(time) / Times.HOUR == CHECKED_AT;
  }

  private double noise(int of, long time) {
    return Noise.signed(seed + of, time / interval());
  }

  private static void add(
      List<Observed> found, String parameter, long time, double value, int places, String flag) {
    found.add(Observed.of(parameter, time, rounded(value, places), flag));
  }

  private static BigDecimal rounded(double value, int places) {
    return BigDecimal.valueOf(Math.round(value * Math.pow(10, places)), places);
  }
}
