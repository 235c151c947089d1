// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.domain.cems.ConcentrationUnit;
import io.tanliu.domain.cems.DataFlag;
import io.tanliu.domain.cems.HourMass;
import io.tanliu.domain.cems.HourMass.Part;
import io.tanliu.domain.cems.StackMass;
import io.tanliu.domain.cems.StackSample;
import io.tanliu.domain.cems.StackSetup;
import io.tanliu.domain.cems.StackSetup.GasChannel;
import io.tanliu.domain.cems.StackValue;
import io.tanliu.domain.station.Station;
import io.tanliu.domain.station.StationRules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a stack monitor sent, understood. */
final class StackSamples {
  private static final int MINUTES = 60;

  private final Station station;
  private final StationRules rules;
  private final StackSetup setup;

  StackSamples(Station station, StationRules rules) {
    this.station = station;
    this.rules = rules;
    Station.Stack stack = station.stack().orElseThrow();
    Map<String, GasChannel> gases = new HashMap<>();
    for (Station.Channel channel : station.channels()) {
      BigDecimal molarMass = rules.molarMasses().get(channel.parameter());
      if (molarMass != null) {
        gases.put(
            channel.parameter(),
            new GasChannel(
                ConcentrationUnit.of(channel.unit()).orElseThrow(),
                channel.basis().orElseThrow(),
                molarMass));
      }
    }
    setup =
        new StackSetup(
            stack.flow(),
            stack.section(),
            stack.velocityFactor(),
            stack.ambientPressure(),
            stack.humidity(),
            gases,
            station.interval());
  }

  /** Gases of which mass is found. */
  List<String> gases() {
    return setup.gases().keySet().stream().sorted().toList();
  }

  /** Mass of a gas in an hour. */
  HourMass hour(ObservationRow row, String gas) {
    TreeMap<Integer, List<Part>> minutes = new TreeMap<>();
    int values = Math.max(1, setup.partsOfHour() / MINUTES);
    row.bySlot()
        .forEach(
            (slot, record) ->
                minutes
                    .computeIfAbsent(slot / values, m -> new ArrayList<>())
                    .add(
                        Part.of(
                            StackMass.of(setup, sample(record), gas, rules.cems().molarVolume()),
                            stands(record))));
    List<Part> parts =
        minutes.values().stream()
            .map(of -> values == 1 ? of.get(0) : HourMass.minute(of, values, rules.cems()))
            .toList();
    return HourMass.of(parts, parts(), rules.cems());
  }

  /** Minutes of an hour, or records where there are fewer. */
  int parts() {
    return Math.min(MINUTES, setup.partsOfHour());
  }

  private boolean stands(Map<String, Observed> record) {
    return StackSample.measured(value(record, "operation"))
        .filter(state -> state.signum() == 0)
        .isPresent();
  }

  private StackSample sample(Map<String, Observed> record) {
    Map<String, StackValue> concentrations = new HashMap<>();
    setup
        .gases()
        .keySet()
        .forEach(gas -> value(record, gas).ifPresent(v -> concentrations.put(gas, v)));
    return new StackSample(
        value(record, "flow"),
        value(record, "temperature"),
        scaled(record, "pressure", "kPa", 3),
        scaled(record, "ambient_pressure", "kPa", 3),
        scaled(record, "humidity", "%", -2),
        value(record, "oxygen"),
        concentrations);
  }

  private Optional<StackValue> value(Map<String, Observed> record, String parameter) {
    Observed one = record.get(parameter);
    if (one == null) {
      return Optional.empty();
    }
    // No number is no measurement, whatever the flag says.
    return Optional.of(
        one.value()
            .map(value -> new StackValue(value, flag(one)))
            .orElse(new StackValue(BigDecimal.ZERO, DataFlag.NO_CONNECTION)));
  }

  private static DataFlag flag(Observed one) {
    DataFlag stated =
        one.flag().isEmpty()
            ? DataFlag.NORMAL
            : DataFlag.of(one.flag()).orElse(DataFlag.NO_CONNECTION);
    // Test gas is no flue gas.
    return one.reference().isPresent() && stated.measured() ? DataFlag.CALIBRATION : stated;
  }

  private Optional<StackValue> scaled(
      Map<String, Observed> record, String parameter, String unit, int power) {
    boolean scale = station.channel(parameter).filter(c -> c.unit().equals(unit)).isPresent();
    return value(record, parameter)
        .map(v -> scale ? new StackValue(v.value().scaleByPowerOfTen(power), v.flag()) : v);
  }
}
