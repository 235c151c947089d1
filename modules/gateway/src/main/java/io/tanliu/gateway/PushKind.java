// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

/** What kind of readings a request brings. */
enum PushKind {
  /** As meters report them. */
  LIVE,
  /** History, which may be older than the correction horizon. */
  BACKFILL,
  /** Changed by hand, with author and reason. */
  EDIT;

  /**
   * What a repeat must have in common with the first request beside its key: the body, and what is
   * done with it.
   */
  String digest(String bodyDigest) {
    return this == LIVE ? bodyDigest : bodyDigest + " " + name();
  }
}
