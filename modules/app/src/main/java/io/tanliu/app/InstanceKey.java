// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.access.KeyDesk;
import io.tanliu.access.Role;
import io.tanliu.access.RoleGrant;
import io.tanliu.access.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key that an instance makes for itself, to ask the other instances for windows that they keep.
 * Its secret stands in this process's memory only; it ends by itself when the process was killed.
 */
final class InstanceKey implements Supplier<Optional<String>>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InstanceKey.class);
  private static final Duration VALID = Duration.ofDays(30);
  private static final Duration RENEWED = Duration.ofDays(20);
  private static final String AUTHOR = "instance";

  private final Optional<KeyDesk> keys;
  private final String address;
  private final Clock clock;
  private KeyDesk.Issued issued;

  /**
   * @param keys empty where access is open
   * @param address of the instance, for people
   */
  InstanceKey(Optional<KeyDesk> keys, String address, Clock clock) {
    this.keys = keys;
    this.address = address;
    this.clock = clock;
  }

  @Override
  public synchronized Optional<String> get() {
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    long now = clock.millis();
    if (issued == null || now - issued.key().from() > RENEWED.toMillis()) {
      try {
        issued =
            keys.get()
                .create(
                    new KeyDesk.Wanted(
                        Optional.empty(),
                        "instance " + address,
                        List.of(new RoleGrant(Role.VIEWER, Scope.ALL)),
                        Optional.empty(),
                        OptionalLong.of(now),
                        OptionalLong.of(now + VALID.toMillis())),
                    AUTHOR);
      } catch (RuntimeException e) {
        LOG.warn("No key to ask other instances with: {}", e.getMessage());
        return Optional.empty();
      }
    }
    return issued.secret();
  }

  @Override
  public synchronized void close() {
    if (issued != null) {
      keys.orElseThrow().revoke(issued.key().id(), AUTHOR);
      issued = null;
    }
  }
}
