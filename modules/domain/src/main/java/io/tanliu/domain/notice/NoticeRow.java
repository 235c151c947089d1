// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.notice;

import java.util.Optional;

/**
 * An alert in its group: how it stands, and what of it has been told.
 *
 * @param news how it stands
 * @param told what staff knows; empty when nothing, or when its end was told
 */
public record NoticeRow(AlertNews news, Optional<Told> told) {

  /**
   * What staff has been told.
   *
   * @param episode which firing
   * @param severity how bad it was when last told
   * @param worst highest severity told in this episode
   * @param reached regions of the line that had been reached
   */
  public record Told(long episode, Severity severity, Severity worst, int reached) {}

  /** What there is to tell, if anything. What was told is also told to have ended when muted. */
  Optional<Change> change() {
    if (!news.firing()) {
      return told.map(known -> Change.RESOLVED);
    }
    if (news.muted()) {
      return Optional.empty();
    }
    if (told.isEmpty()) {
      return Optional.of(Change.RAISED);
    }
    Told known = told.get();
    if (news.episode() != known.episode()) {
      return Optional.of(Change.AGAIN);
    }
    int step = news.severity().compareTo(known.severity());
    if (step > 0) {
      return Optional.of(Change.WORSENED);
    }
    if (news.reached() > known.reached()) {
      return Optional.of(Change.ESCALATED);
    }
    return step < 0 ? Optional.of(Change.EASED) : Optional.empty();
  }

  /** True when it would be told once more when its group repeats itself. */
  boolean open() {
    return news.firing() && !news.muted() && !news.acknowledged();
  }

  /** True when nothing is left to be remembered. */
  boolean over() {
    return !news.firing() && told.isEmpty();
  }

  /** Worst severity once it has been told now. */
  Severity worst(Change change) {
    boolean same = told.isPresent() && change != Change.AGAIN;
    return same ? Severity.worse(told.get().worst(), news.severity()) : news.severity();
  }

  /** The same once it has been told now. */
  NoticeRow afterTelling(Change change) {
    return change == Change.RESOLVED
        ? new NoticeRow(news, Optional.empty())
        : new NoticeRow(
            news,
            Optional.of(new Told(news.episode(), news.severity(), worst(change), news.reached())));
  }
}
