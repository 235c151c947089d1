// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.UnitProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A unit that sends: what is sent in a span of time depends on nothing but that span. */
final class SimulatedUnit {
  /** Longest time from the moment at which a reading is due to its last sending. */
  private static final long LONGEST_DELAY = 3 * Times.DAY;

  private static final long AGAIN = Times.HOUR;
  private static final long TEN_YEARS = 3_650 * Times.DAY;

  private final EnergyUnit definition;
  private final List<Meter> meters;
  private final Optional<Fault> fault;
  private final Optional<Meter> stack;

  SimulatedUnit(EnergyUnit definition, List<Meter> meters, Optional<Fault> fault) {
    this(definition, meters, fault, Optional.empty());
  }

  private SimulatedUnit(
      EnergyUnit definition, List<Meter> meters, Optional<Fault> fault, Optional<Meter> stack) {
    this.definition = definition;
    this.meters = List.copyOf(meters);
    this.fault = fault;
    this.stack = stack;
  }

  EnergyUnit definition() {
    return definition;
  }

  List<Meter> meters() {
    return meters;
  }

  Optional<Fault> fault() {
    return fault;
  }

  /** What a stack monitor measures and enters, not the unit itself; kg of CO2. */
  Optional<Meter> stack() {
    return stack;
  }

  SimulatedUnit with(UnitProfile profile) {
    return new SimulatedUnit(definition.with(profile), meters, fault, stack);
  }

  /** With further meters and their points. */
  SimulatedUnit with(List<Meter> more) {
    List<Meter> all = new ArrayList<>(meters);
    all.addAll(more);
    return new SimulatedUnit(points(all, stack), all, fault, stack);
  }

  /** With a point that a stack monitor enters. */
  SimulatedUnit withStack(Meter mass) {
    return new SimulatedUnit(points(meters, Optional.of(mass)), meters, fault, Optional.of(mass));
  }

  private EnergyUnit points(List<Meter> own, Optional<Meter> entered) {
    return definition.with(
        Stream.concat(own.stream(), entered.stream()).map(Meter::point).toList());
  }

  SimulatedUnit with(Fault added) {
    return new SimulatedUnit(definition, meters, Optional.of(added), stack);
  }

  /** What the unit sends in {@code [from, to)}, in that order. */
  List<Sending> sendings(long from, long to, Cadence cadence) {
    List<Sending> found = new ArrayList<>();
    Consumer<Sending> within =
        sending -> {
          if (sending.at() >= from && sending.at() < to) {
            found.add(sending);
          }
        };
    for (Meter meter : meters) {
      long step = meter.step(cadence);
      long first = Times.ceil(from - (fault.isPresent() ? LONGEST_DELAY : 0), step);
      for (long due = first; due < to; due += step) {
        send(meter, meter.timeOfDue(due), due, within);
      }
    }
    found.sort(Comparator.comparingLong(Sending::at));
    return found;
  }

  /** What the meter shows, stuck or replaced as it may be. */
  long value(Meter meter, long time) {
    if (fault.isEmpty() || !fault.get().point().equals(meter.point().id())) {
      return meter.value(time, Long.MIN_VALUE);
    }
    Fault f = fault.get();
    return switch (f.kind()) {
      case STUCK -> meter.value(f.active(time) ? f.latest(time) : time, Long.MIN_VALUE);
      case REPLACED -> meter.value(time, f.latest(time));
      default -> meter.value(time, Long.MIN_VALUE);
    };
  }

  private void send(Meter meter, long time, long due, Consumer<Sending> out) {
    long value = value(meter, time);
    Fault f = fault.orElse(null);
    if (f == null || !hits(f, meter, time, due)) {
      out.accept(new Sending(due, meter, time, value));
      return;
    }
    switch (f.kind()) {
      case OFFLINE -> out.accept(new Sending(f.end(due) + 2 * Times.HOUR, meter, time, value));
      case DUPLICATE -> {
        out.accept(new Sending(due, meter, time, value));
        out.accept(new Sending(due + AGAIN, meter, time, value));
      }
      case CORRECTED -> {
        out.accept(new Sending(due, meter, time, value * 3 / 5));
        out.accept(new Sending(due + 2 * Times.DAY, meter, time, value));
      }
      case CLOCK_AHEAD -> {
        out.accept(new Sending(due, meter, time + TEN_YEARS, value));
        out.accept(new Sending(due + AGAIN, meter, time, value));
      }
      case NEGATIVE -> {
        out.accept(new Sending(due, meter, time, -1 - value));
        out.accept(new Sending(due + AGAIN, meter, time, value));
      }
      case SPIKE -> {
        out.accept(new Sending(due, meter, time, meter.aboveRated()));
        out.accept(new Sending(due + AGAIN, meter, time, value));
      }
      case GAP -> {
        // Nothing is ever sent.
      }
      case READS_LOW -> out.accept(new Sending(due, meter, time, value * 4 / 5));
      case SURGE -> out.accept(new Sending(due, meter, time, value * 8 / 5));
      case STUCK, REPLACED -> out.accept(new Sending(due, meter, time, value));
    }
  }

  private static boolean hits(Fault f, Meter meter, long time, long due) {
    return f.kind().ofUnit()
        ? f.active(due)
        : f.point().equals(meter.point().id()) && f.active(time);
  }
}
