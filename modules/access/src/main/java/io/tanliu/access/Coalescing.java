// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts repeated refusals together. The first of a kind is told at once; what follows within a
 * minute is told as one, with its number. When too many kinds come in a minute, the rest is told by
 * reason alone, so that an attack from many addresses cannot fill the topic. Changes pass as they
 * are.
 */
final class Coalescing {
  /** How long repeats are counted, milliseconds. */
  static final long WINDOW = 60_000;

  private static final String MANY = "(many)";

  private final int most;
  private final Map<Repeat, Count> counts = new LinkedHashMap<>();

  /**
   * @param most kinds of refusals that are told apart in a minute, at least 1
   */
  Coalescing(int most) {
    this.most = most;
  }

  /** What makes refusals equal. */
  private record Repeat(Caller caller, String entity, String action, String why, String address) {}

  /**
   * An entry that stands for several.
   *
   * @param count how many, at least 1
   * @param first when the first was, epoch milliseconds
   * @param last when the last was, epoch milliseconds
   */
  record Counted(AuditEntry entry, long count, long first, long last) {}

  private static final class Count {
    private AuditEntry entry;
    private final long since;
    private long count;
    private long first;
    private long last;

    Count(long since) {
      this.since = since;
    }

    void add(AuditEntry more) {
      first = count == 0 ? more.at() : Math.min(first, more.at());
      last = count == 0 ? more.at() : Math.max(last, more.at());
      entry = more;
      count++;
    }

    Optional<Counted> told() {
      return count == 0 ? Optional.empty() : Optional.of(new Counted(entry, count, first, last));
    }
  }

  /** Takes an entry; what is to be told at once. */
  Optional<Counted> add(AuditEntry entry) {
    Counted single = new Counted(entry, 1, entry.at(), entry.at());
    if (entry.kind() == AuditEntry.Kind.CHANGE) {
      return Optional.of(single);
    }
    Repeat repeat =
        new Repeat(
            entry.caller(), entry.entity(), entry.action(), entry.outcome(), entry.address());
    Count known = counts.get(repeat);
    if (known != null) {
      known.add(entry);
      return Optional.empty();
    }
    if (counts.size() < most) {
      counts.put(repeat, new Count(entry.at()));
      return Optional.of(single);
    }
    AuditEntry other = AuditEntry.refusal(entry.at(), Caller.NOBODY, MANY, entry.outcome(), MANY);
    // Reasons are our own words, so there are few of them.
    counts
        .computeIfAbsent(
            new Repeat(Caller.NOBODY, "", MANY, entry.outcome(), MANY),
            none -> new Count(entry.at()))
        .add(other);
    return Optional.empty();
  }

  /** What was counted long enough to be told. */
  List<Counted> due(long now) {
    return take(now - WINDOW);
  }

  /** Everything that was counted. */
  List<Counted> rest() {
    return take(Long.MAX_VALUE);
  }

  private List<Counted> take(long before) {
    List<Counted> told = new ArrayList<>();
    counts
        .values()
        .removeIf(
            count -> {
              boolean over = count.since <= before;
              if (over) {
                count.told().ifPresent(told::add);
              }
              return over;
            });
    return told;
  }
}
