// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.oracle;

import io.tanliu.domain.reading.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What counts in the end, told from the order of arrival: the later value of a point and time wins;
 * what is older than the horizon behind the unit's newest reading is refused.
 */
public final class Inbox {
  private final Duration horizon;
  private final Map<List<Object>, Reading> kept = new HashMap<>();
  private final Map<String, Long> newest = new HashMap<>();
  private long accepted;
  private long duplicate;
  private long corrected;
  private long rejected;

  /**
   * @param horizon how far behind the newest reading of its point a reading may be
   */
  public Inbox(Duration horizon) {
    this.horizon = horizon;
  }

  /** The inbox after a list of readings. */
  public static Inbox of(Duration horizon, Iterable<Reading> arrivals) {
    Inbox inbox = new Inbox(horizon);
    arrivals.forEach(inbox::take);
    return inbox;
  }

  /** Takes the next reading. */
  public void take(Reading reading) {
    long latest = newest.getOrDefault("", reading.time());
    if (reading.time() >= latest - horizon.toMillis()) {
      newest.merge("", reading.time(), Math::max);
    } else {
      rejected++;
      return;
    }
    Reading old = kept.put(List.of(reading.point(), reading.time()), reading);
    if (old == null) {
      accepted++;
    } else if (old.decimal().compareTo(reading.decimal()) == 0) {
      duplicate++;
    } else {
      corrected++;
    }
  }

  /** What counts. */
  public Collection<Reading> kept() {
    return new ArrayList<>(kept.values());
  }

  /** Accepted, duplicate, corrected and rejected readings, in this order. */
  public List<Long> accounts() {
    return List.of(accepted, duplicate, corrected, rejected);
  }
}
