// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.notice;

import io.tanliu.domain.notice.Notice.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is told of which alerts (通知接收方).
 *
 * @param id 1 to 64 characters of A-Z a-z 0-9 . _ -
 * @param name for staff; may be empty
 * @param kind how it is reached
 * @param address a URL, or a mail address
 * @param secret name of the secret with which webhooks are signed
 * @param regions codes whose alerts it is told; empty: all
 * @param subtree true: every alert in or under a region, at once; false: those that begin at the
 *     region or were escalated to it
 * @param rules codes of the rules; empty: all
 * @param leastSeverity alerts that never were as bad are not told
 * @param language of the text
 * @param enabled false while nothing is sent; what is due waits
 * @param since when it was first registered, epoch milliseconds; notices before are not sent
 */
public record Receiver(
    String id,
    String name,
    Kind kind,
    String address,
    Optional<String> secret,
    Set<String> regions,
    boolean subtree,
    Set<String> rules,
    Severity leastSeverity,
    Language language,
    boolean enabled,
    long since) {

  /** How a receiver is reached. */
  public enum Kind {
    /** An HTTP POST. */
    WEBHOOK,
    /** A mail through SMTP. */
    EMAIL
  }

  /** Language of the text. */
  public enum Language {
    /** Chinese. */
    ZH,
    /** English. */
    EN,
    /** Chinese first, English beside it. */
    BOTH
  }

  public Receiver {
    regions = Set.copyOf(regions);
    rules = Set.copyOf(rules);
  }

  /** The same, registered at another time. */
  public Receiver since(long registered) {
    return new Receiver(
        id,
        name,
        kind,
        address,
        secret,
        regions,
        subtree,
        rules,
        leastSeverity,
        language,
        enabled,
        registered);
  }

  /** True when it is told of such a change. */
  public boolean wants(Route route) {
    return route.worst().compareTo(leastSeverity) >= 0
        && (rules.isEmpty() || rules.contains(route.rule()))
        && (regions.isEmpty() || responsible(route));
  }

  private boolean responsible(Route route) {
    List<String> line = route.line();
    if (subtree) {
      return line.stream().anyMatch(regions::contains);
    }
    int from =
        route.change() == Change.ESCALATED ? Math.min(route.reachedBefore(), route.reached()) : 0;
    return line.subList(from, route.reached()).stream().anyMatch(regions::contains);
  }
}
