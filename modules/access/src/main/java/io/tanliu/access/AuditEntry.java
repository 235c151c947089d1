// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import java.util.Objects;

/**
 * A change that was made or a request that was refused. Texts of callers are bounded and made safe
 * when it is written; none of them may be a secret.
 *
 * @param kind what it is
 * @param at epoch milliseconds
 * @param caller who did it; {@link Caller#NOBODY} when that is not known
 * @param action what was asked for: method and route, or a door and its command, e.g. {@code PUT
 *     /api/v1/devices/{mn}}, {@code mqtt publish}
 * @param entity what it was about, e.g. {@code device:MN}; empty when it was nothing single
 * @param outcome stable word: {@code done}, or why it was refused, e.g. {@code unknown-key}
 * @param before digest or summary of what stood there; empty when there was nothing or it is not
 *     known
 * @param after digest or summary of what stands there now; empty when nothing does
 * @param address from where
 */
public record AuditEntry(
    Kind kind,
    long at,
    Caller caller,
    String action,
    String entity,
    String outcome,
    String before,
    String after,
    String address) {

  public AuditEntry {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(caller, "caller");
  }

  /** What an entry is. */
  public enum Kind {
    /** Something was changed. */
    CHANGE,
    /** Something was refused. */
    REFUSAL
  }

  /** A refusal of which nothing more is known. */
  public static AuditEntry refusal(
      long at, Caller caller, String action, String outcome, String address) {
    return new AuditEntry(Kind.REFUSAL, at, caller, action, "", outcome, "", "", address);
  }
}
