// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.life;

import java.util.Optional;

/**
 * Why nobody is told of changes.
 *
 * @param silence the silence that covers the alert, the one that ends last
 * @param silencedUntil when it ends, log time in epoch milliseconds; 0 without
 * @param inhibitor identity of the alert that explains it
 */
public record Mute(Optional<String> silence, long silencedUntil, Optional<String> inhibitor) {
  /** Staff is told. */
  public static final Mute NONE = new Mute(Optional.empty(), 0, Optional.empty());

  /** True when staff is not told. */
  public boolean holds() {
    return silence.isPresent() || inhibitor.isPresent();
  }
}
