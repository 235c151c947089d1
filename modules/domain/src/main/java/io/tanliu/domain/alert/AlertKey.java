// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

import java.util.Optional;

/**
 * What an alert is about. Its identity never changes, neither by a restart nor by a replay.
 *
 * @param rule code of the rule, without {@code |}
 * @param entity unit id, region code or industry entity, without {@code |}
 * @param subject what of the entity was judged, such as a target id
 */
public record AlertKey(String rule, String entity, String subject) {

  /** Identity: {@code rule|entity|subject}. */
  public String id() {
    return rule + "|" + entity + "|" + subject;
  }

  /** Reads an identity; empty when it is none. */
  public static Optional<AlertKey> parse(String id) {
    String[] parts = id.split("\\|", 3);
    return parts.length < 3 || parts[0].isEmpty() || parts[1].isEmpty() || parts[2].isEmpty()
        ? Optional.empty()
        : Optional.of(new AlertKey(parts[0], parts[1], parts[2]));
  }
}
