// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import io.tanliu.domain.notice.Receiver;

/** A way to reach receivers; every call ends within a bounded time. */
@FunctionalInterface
interface Channel {
  /**
   * Tries once.
   *
   * @throws InterruptedException when the notifier is stopping; it may or may not have been sent
   */
  Outcome send(Receiver receiver, Letter letter) throws InterruptedException;
}
