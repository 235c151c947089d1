// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.ledger.Standing;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converts what a task's units have stored anew when factors have changed, a little at a time. How
 * far it has come stands in the unit's book, so a crash does not make it begin again; which factors
 * made the stored figures stands there too, so other seeds at a restart are noticed.
 */
final class FactorRestatement {
  /** Quarter hours converted between two publications: some 0.1 s of work. */
  private static final int AT_ONCE = 2_000;

  private static final Logger log = LoggerFactory.getLogger(FactorRestatement.class);

  private final EntityDesk desk;
  private final UnitRegister register;
  private final UnitChanges changes;
  private final FactorDesk factors;
  private final Set<String> pending = new LinkedHashSet<>();
  private OptionalLong seen = OptionalLong.empty();

  FactorRestatement(
      EntityDesk desk, UnitRegister register, UnitChanges changes, FactorDesk factors) {
    this.desk = desk;
    this.register = register;
    this.changes = changes;
    this.factors = factors;
  }

  /** Nothing in memory survives a lost transaction. */
  void init() {
    seen = OptionalLong.empty();
    pending.clear();
  }

  /**
   * Goes on where it stopped.
   *
   * @param now wall clock, epoch milliseconds
   */
  void goOn(long now) {
    FactorDesk.InForce inForce = factors.inForce();
    if (seen.isEmpty() || seen.getAsLong() != inForce.fingerprint()) {
      seen = OptionalLong.of(inForce.fingerprint());
      pending.clear();
      pending.addAll(desk.entities(book -> !done(book, inForce)));
    }
    int left = AT_ONCE;
    Iterator<String> units = pending.iterator();
    while (left > 0 && units.hasNext()) {
      String unit = units.next();
      Optional<Standing> standing = register.known(unit).map(UnitRegister.Known::standing);
      if (standing.isEmpty()) {
        units.remove();
        continue;
      }
      EntityBook book = desk.book(unit).orElseThrow();
      long from = book.factors() == inForce.fingerprint() ? book.convertedTo() : Long.MIN_VALUE;
      UnitChanges.Converted converted;
      try {
        converted = changes.convert(standing.get(), inForce, from, left, now);
      } catch (ArithmeticException e) {
        log.error("unit {} keeps its old factors: a sum does not fit with the new ones", unit, e);
        units.remove();
        continue;
      }
      desk.converted(unit, inForce.fingerprint(), converted.to());
      left -= converted.buckets();
      if (converted.to() == Long.MAX_VALUE) {
        units.remove();
      }
    }
  }

  private static boolean done(EntityBook book, FactorDesk.InForce inForce) {
    return book.factors() == inForce.fingerprint() && book.convertedTo() == Long.MAX_VALUE;
  }

  /** A new unit has nothing to convert. */
  void arrived(String unit) {
    desk.converted(unit, factors.inForce().fingerprint(), Long.MAX_VALUE);
  }
}
