// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.util.Optional;

/**
 * What one target shows.
 *
 * @param kind which of the four lamps
 * @param target the target
 * @param reason why it shows what it shows
 * @param evidence on what it rests
 * @param unexempted the reason that would hold without the exemption of its total
 */
public record Lamp(
    LampKind kind,
    Target target,
    LampReason reason,
    LampEvidence evidence,
    Optional<LampReason> unexempted) {

  /** A lamp without an exemption. */
  Lamp(LampKind kind, Target target, LampReason reason, LampEvidence evidence) {
    this(kind, target, reason, evidence, Optional.empty());
  }

  /** The level. */
  public LampLevel level() {
    return reason.level();
  }

  /** The same lamp when its total is not judged; one that cannot be judged stays what it is. */
  Lamp exempt() {
    return level() == LampLevel.NOT_SET || level() == LampLevel.NOT_ASSESSABLE
        ? this
        : new Lamp(kind, target, LampReason.EXEMPT, evidence, Optional.of(reason));
  }
}
