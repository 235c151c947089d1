// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.access.AccessDesk;
import io.tanliu.access.AuditEntry;
import io.tanliu.access.Caller;
import io.tanliu.access.Safe;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Keys and record as an operator's command reaches them: through Kafka. */
final class KeyRing implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Clock clock = Clock.systemUTC();
  private final AccessDesk desk;

  /**
   * Reads them.
   *
   * @throws IllegalStateException when they cannot be read in time
   */
  KeyRing(Map<String, Object> clients) {
    desk = new AccessDesk(clients, clock);
    desk.start();
    if (!desk.progress().awaitReady(PATIENCE)) {
      desk.close();
      throw new IllegalStateException("keys cannot be read: " + desk.progress().failure());
    }
  }

  AccessDesk desk() {
    return desk;
  }

  /** Name of who runs the command, for the record. */
  String operator() {
    return "operator:" + Safe.text(System.getProperty("user.name", "unknown"), 60);
  }

  /** Records what was done. */
  void done(String action, String entity, String before, String after) {
    desk.trail()
        .record(
            new AuditEntry(
                AuditEntry.Kind.CHANGE,
                clock.millis(),
                new Caller(Caller.Kind.OPERATOR, operator(), "", Set.of()),
                action,
                entity,
                "done",
                before,
                after,
                ""));
  }

  @Override
  public void close() {
    desk.close();
  }
}
