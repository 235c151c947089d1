// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import io.tanliu.domain.notice.Receiver.Kind;
import java.util.List;
import java.util.Optional;

/** A real receiver that can go down and come back at the same address. */
interface Inbox extends AutoCloseable {
  Kind kind();

  String address();

  /** Name of the secret with which it is signed. */
  Optional<String> secret();

  /**
   * What it has taken, in order: the repeat key of each, which is there twice when it came twice.
   */
  List<String> taken();

  /** From now on nobody answers. */
  void down();

  /** From now on it answers again. */
  void up();

  /** The repeat key of a delivery as this kind of receiver sees it. */
  String key(String delivery);

  @Override
  void close();
}
