// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.net.mqtt;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** At most one line in ten seconds, whatever senders do. */
public final class RareLog {
  private static final long PAUSE = Duration.ofSeconds(10).toNanos();
  private static final int LONGEST = 200;

  private final AtomicLong next = new AtomicLong(System.nanoTime());

  /** Whether a line may be written now. */
  public boolean now() {
    long due = next.get();
    long time = System.nanoTime();
    return time - due >= 0 && next.compareAndSet(due, time + PAUSE);
  }

  /** What others wrote, fit for one line. */
  public static String line(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", " ");
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
  }
}
