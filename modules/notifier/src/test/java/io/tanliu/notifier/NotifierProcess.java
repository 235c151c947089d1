// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** A notifier in a process of its own, to be killed. */
final class NotifierProcess {
  private NotifierProcess() {}

  /**
   * Takes brokers, registry, directory of secrets and port of the mail server; runs until killed.
   */
  public static void main(String[] arguments) throws InterruptedException {
    Notifier notifier =
        new Notifier(
            Rig.settings(Path.of(arguments[2]), Optional.of(Integer.valueOf(arguments[3]))),
            Rig.clients(
                Map.of("bootstrap.servers", arguments[0], "schema.registry.url", arguments[1])),
            new SimpleMeterRegistry(),
            Clock.systemUTC(),
            new SplittableRandom(7));
    notifier.start();
    Thread.currentThread().join();
  }
}
