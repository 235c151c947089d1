// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.life;

import java.util.OptionalInt;

/**
 * What a person asks of an alert.
 *
 * @param id its identity; a repeat has no effect
 * @param action what is asked
 * @param episode only of this episode; empty for the one that runs
 * @param author who asks
 * @param note why, or the remark; empty without
 */
public record Command(String id, Action action, OptionalInt episode, String author, String note) {

  /** What can be asked. */
  public enum Action {
    /** Somebody deals with it (确认). */
    ACKNOWLEDGE,
    /** Nobody does any more. */
    UNACKNOWLEDGE,
    /** A remark (备注). */
    NOTE,
    /** Up a step, now (升级). */
    ESCALATE
  }
}
