// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import io.tanliu.avro.AuditEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The newest entries of the record, for those who read it over HTTP. */
public final class AuditBook {
  private final int most;
  private final Deque<AuditEvent> newest = new ArrayDeque<>();

  /**
   * @param most entries that are kept, at least 1; the topic has all
   */
  AuditBook(int most) {
    this.most = most;
  }

  /** Takes a record of the topic. */
  synchronized void put(AuditEvent event) {
    if (event == null) {
      return;
    }
    newest.addFirst(event);
    if (newest.size() > most) {
      newest.removeLast();
    }
  }

  /**
   * Entries, newest first.
   *
   * @param limit at most so many
   */
  public synchronized List<AuditEvent> find(Predicate<AuditEvent> wanted, int limit) {
    List<AuditEvent> found = new ArrayList<>();
    List<AuditEvent> all = new ArrayList<>(newest);
    // Records of several partitions come a little out of order.
    all.sort((a, b) -> b.getAt().compareTo(a.getAt()));
    for (AuditEvent event : all) {
      if (found.size() < limit && wanted.test(event)) {
        found.add(event);
      }
    }
    return found;
  }
}
