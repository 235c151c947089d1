// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import io.tanliu.domain.cems.ConcentrationUnit;
import io.tanliu.domain.cems.FlowKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the definition of a station makes sense; every problem is named. */
public final class StationCheck {
  /** Quantities of a stack that are no gases, with the units in which they may be stated. */
  public static final Map<String, Set<String>> STACK_UNITS =
      Map.of(
          "flow", Set.of("m/s", "m3/s"),
          "temperature", Set.of("degC"),
          "pressure", Set.of("Pa", "kPa"),
          "ambient_pressure", Set.of("Pa", "kPa"),
          "humidity", Set.of("%", "1"),
          "oxygen", Set.of("%"),
          "operation", Set.of("1"));

  private final Station station;
  private final StationRules rules;
  private final List<Problem> problems = new ArrayList<>();

  private StationCheck(Station station, StationRules rules) {
    this.station = station;
    this.rules = rules;
  }

  /**
   * One thing that is wrong.
   *
   * @param field path of the field
   * @param value what it holds
   * @param expected what would be right
   */
  public record Problem(String field, String value, String expected) {}

  /** What is wrong, in no order; empty when nothing is. */
  public static List<Problem> of(Station station, StationRules rules) {
    StationCheck check = new StationCheck(station, rules);
    check.whole();
    Set<String> seen = new HashSet<>();
    for (Station.Channel channel : station.channels()) {
      if (!seen.add(channel.parameter())) {
        check.add("channels", channel.parameter(), "each parameter once");
      }
      check.channel(channel);
    }
    return List.copyOf(check.problems);
  }

  private void add(String field, String value, String expected) {
    problems.add(new Problem(field, value, expected));
  }

  private void whole() {
    boolean stack = station.kind() == Station.Kind.STACK;
    if (!station.id().matches("[A-Za-z0-9._-]{1,64}")) {
      add("id", station.id(), "1 to 64 letters, digits, dots, dashes and underscores");
    }
    long seconds = station.interval().toSeconds();
    if (stack
        ? seconds != 5 && seconds != 60 && seconds != 3_600
        : seconds < 10 || seconds > 3_600) {
      add("interval", Long.toString(seconds), stack ? "5, 60 or 3600" : "10 to 3600");
    }
    boolean moves = station.kind().moves();
    if (moves != station.platform().isPresent()) {
      add(
          "platform",
          station.platform().map(Enum::name).orElse("missing"),
          moves ? "given for MOBILE and SATELLITE" : "nothing: the station stands still");
    }
    if (moves && station.position().isPresent()) {
      add("latitude", station.position().get().toString(), "nothing: each observation has a place");
    }
    if (station.needed() < 0 || station.needed() > station.partsOfHour()) {
      add("needed", "" + station.needed(), "0 to " + station.partsOfHour());
    }
    station
        .position()
        .filter(p -> !Station.Position.possible(p.latitude(), p.longitude()))
        .ifPresent(p -> add("position", p.toString(), "-90 to 90 and -180 to 180 degrees"));
    if (station.channels().isEmpty() || station.channels().size() > 100) {
      add("channels", "" + station.channels().size(), "1 to 100");
    }
    if (stack != station.stack().isPresent()) {
      add("stack", stack ? "missing" : "given", "given for STACK alone");
    }
    station.stack().filter(s -> stack).ifPresent(this::stack);
    if (stack && station.scheme() != FlagScheme.HJ212) {
      add("flagScheme", station.scheme().name(), "HJ212 for STACK");
    }
  }

  private void stack(Station.Stack stack) {
    boolean velocity = stack.flow() == FlowKind.VELOCITY;
    if (velocity && stack.section().filter(s -> s.signum() > 0).isEmpty()) {
      add("stack.section", text(stack.section().orElse(null)), "above 0 for VELOCITY");
    }
    if (stack.velocityFactor().signum() <= 0) {
      add("stack.velocityFactor", text(stack.velocityFactor()), "above 0");
    }
    if (stack.ambientPressure().signum() <= 0) {
      add("stack.ambientPressure", text(stack.ambientPressure()), "above 0");
    }
    stack
        .humidity()
        .filter(h -> h.signum() < 0 || h.compareTo(BigDecimal.ONE) >= 0)
        .ifPresent(h -> add("stack.humidity", text(h), ">= 0 and < 1"));
    needs("flow");
    if (stack.flow().atStackConditions()) {
      needs("temperature");
      needs("pressure");
    }
    if (stack.humidity().isEmpty()) {
      needs("humidity");
    }
    station
        .channel("flow")
        .filter(c -> c.unit().equals("m/s") != velocity)
        .ifPresent(c -> add("channels[flow].unit", c.unit(), velocity ? "m/s" : "m3/s"));
  }

  private void needs(String parameter) {
    if (station.channel(parameter).isEmpty()) {
      add("channels", "no " + parameter, "a channel " + parameter);
    }
  }

  private void channel(Station.Channel channel) {
    String field = "channels[" + channel.parameter() + "].";
    if (station.kind() == Station.Kind.STACK) {
      Set<String> units = STACK_UNITS.get(channel.parameter());
      if (units != null) {
        if (!units.contains(channel.unit())) {
          add(field + "unit", channel.unit(), "one of " + units.stream().sorted().toList());
        }
        return;
      }
      stackGas(channel, field);
      return;
    }
    GasRules gas = rules.gases().get(channel.parameter());
    if (gas == null) {
      add(field + "parameter", channel.parameter(), "one of " + sorted(rules.gases().keySet()));
    }
    if (MoleFraction.of(channel.unit()).isEmpty()) {
      add(field + "unit", channel.unit(), "ppm, ppb or ppt");
    }
    if (channel.point().isPresent()) {
      add(field + "point", channel.point().get(), "nothing: only stacks feed metering points");
    }
  }

  private void stackGas(Station.Channel channel, String field) {
    if (!rules.molarMasses().containsKey(channel.parameter())) {
      add(
          field + "parameter",
          channel.parameter(),
          "one of " + sorted(rules.molarMasses().keySet()) + " or " + sorted(STACK_UNITS.keySet()));
    }
    var unit = ConcentrationUnit.of(channel.unit());
    if (unit.isEmpty()) {
      add(field + "unit", channel.unit(), "mg/m3, g/m3, % or ppm");
    }
    boolean massless =
        rules.molarMasses().getOrDefault(channel.parameter(), BigDecimal.ONE).signum() == 0;
    if (massless && unit.filter(ConcentrationUnit::byVolume).isPresent()) {
      add(field + "unit", channel.unit(), "mg/m3 or g/m3: it has no molar mass");
    }
    if (channel.basis().isEmpty()) {
      add(field + "basis", "missing", "DRY or WET");
    }
  }

  private static List<String> sorted(Set<String> texts) {
    return texts.stream().sorted().toList();
  }

  private static String text(BigDecimal value) {
    return value == null ? "missing" : value.toPlainString();
  }
}
