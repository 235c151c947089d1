// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator.scenario;

import io.tanliu.reference.register.RegisterDocument;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A story of units, targets, reports and faults.
 *
 * @param name what it is called
 * @param zone in which its days begin
 * @param from its first day
 * @param until the day after its last
 * @param judged first day of the time at which it is looked at
 * @param register its units, targets and factors
 * @param deliveries what arrives, in the order of arrival
 */
public record Scenario(
    String name,
    ZoneId zone,
    LocalDate from,
    LocalDate until,
    LocalDate judged,
    RegisterDocument register,
    List<Delivery> deliveries) {
  public Scenario {
    deliveries = List.copyOf(deliveries);
  }

  /**
   * Ends of the months in which it is looked at (exclusive), and once more when all has arrived.
   */
  public List<LocalDate> looks() {
    List<LocalDate> looks = new ArrayList<>();
    LocalDate look = judged.plusMonths(1);
    for (; look.isBefore(until); look = look.plusMonths(1)) {
      looks.add(look);
    }
    looks.add(until);
    looks.add(until.plusMonths(2));
    return looks;
  }

  /** What arrives in {@code (after, to]}, both epoch milliseconds. */
  public List<Delivery> between(long after, long to) {
    return deliveries.stream().filter(d -> d.arrives() > after && d.arrives() <= to).toList();
  }

  /** Midnight at which a day begins, epoch milliseconds. */
  public long midnight(LocalDate day) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
