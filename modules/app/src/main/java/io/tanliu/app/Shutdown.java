// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends a process in order when it is told to: Ctrl-C, or a TERM signal. */
final class Shutdown {
  private static final long LONGEST_SECONDS = 60;

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  private Shutdown() {}

  /** Closes what the list holds by then, in this order, when the process is told to stop. */
  static Shutdown closing(List<AutoCloseable> resources) {
    Shutdown shutdown = new Shutdown();
    Thread hook = new Thread(() -> shutdown.run(resources), "tanliu-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    return shutdown;
  }

  private void run(List<AutoCloseable> resources) {
    requested.countDown();
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (Exception e) {
        System.err.println("tanliu: stopping: " + Failures.text(e));
      }
    }
    done.countDown();
  }

  boolean requested() {
    return requested.getCount() == 0;
  }

  /** Waits until everything has stopped. */
  void await() throws InterruptedException {
    requested.await();
    done.await(LONGEST_SECONDS, TimeUnit.SECONDS);
  }
}
