// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

/** Finds out who calls. Safe for use by many threads; never waits for another machine. */
@FunctionalInterface
public interface Authenticator {
  /** Lets everybody do everything: for loopback and tests. */
  Authenticator OPEN = credentials -> Caller.ANYBODY;

  /**
   * The caller.
   *
   * @throws AccessException with {@link AccessException.Code#UNAUTHENTICATED} when nothing was
   *     shown, or what was shown does not hold
   */
  Caller caller(Credentials credentials);
}
