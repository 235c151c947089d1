// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.control.IntensityLamps.Judged;
import io.tanliu.domain.quantity.Quantities;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The lamps of an entity: a function of what is known of it, and of nothing else. */
public final class Lamps {
  private static final Set<String> QUANTITIES =
      Set.of(Quantities.TCE, Quantities.TCE_EQUIVALENT, Quantities.CO2E);
  private static final Comparator<Lamp> ORDER =
      Comparator.comparing(Lamp::kind).thenComparing(l -> l.target().id());

  private Lamps() {}

  /** True when a target has a lamp. */
  public static boolean judges(Target target) {
    return target.type() == TargetType.GROWTH
        || (QUANTITIES.contains(target.quantity())
            && (target.type() == TargetType.BUDGET || target.type() == TargetType.INTENSITY));
  }

  /** All of them, by period. */
  public static List<EntityLamps> of(ControlFacts facts) {
    Map<String, Period> periods = new TreeMap<>();
    Map<String, List<Lamp>> lamps = new TreeMap<>();
    Exemptions exempt = new Exemptions();
    IntensityLamps intensities = new IntensityLamps(facts);
    TotalLamps totals = new TotalLamps(facts);
    for (Target target : facts.targets()) {
      if (judges(target) && target.type() == TargetType.INTENSITY) {
        for (Map.Entry<Period, Judged> judged : intensities.judge(target).entrySet()) {
          Period period = judged.getKey();
          Lamp lamp = judged.getValue().lamp();
          periods.put(period.text(), period);
          lamps.computeIfAbsent(period.text(), p -> new ArrayList<>()).add(lamp);
          exempt.take(period, judged.getValue());
        }
      }
    }
    for (Target target : facts.targets()) {
      if (judges(target) && target.type() == TargetType.BUDGET) {
        totals
            .judge(target)
            .ifPresent(
                lamp -> {
                  String period = target.period().text();
                  boolean free = exempt.holds(target);
                  periods.put(period, target.period());
                  lamps
                      .computeIfAbsent(period, p -> new ArrayList<>())
                      .add(free ? lamp.exempt() : lamp);
                });
      }
    }
    GrowthLamps growths = new GrowthLamps(facts);
    for (Target target : facts.targets()) {
      if (target.type() == TargetType.GROWTH) {
        growths
            .judge(target)
            .forEach(
                (year, lamp) -> {
                  periods.put(year.text(), year);
                  lamps.computeIfAbsent(year.text(), p -> new ArrayList<>()).add(lamp);
                });
      }
    }
    return periods.values().stream()
        .map(p -> new EntityLamps(p, lamps.get(p.text()).stream().sorted(ORDER).toList()))
        .toList();
  }
}
