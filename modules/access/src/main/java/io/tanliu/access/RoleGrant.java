// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

/**
 * A role for a scope, as it stands in a key.
 *
 * @param role what
 * @param scope for what
 */
public record RoleGrant(Role role, Scope scope) {
  /**
   * From {@code role@scope}, e.g. {@code sender@unit:STEEL-01}.
   *
   * @throws IllegalArgumentException when it is none; the message says what is expected
   */
  public static RoleGrant parse(String text) {
    int at = text.indexOf('@');
    if (at < 0) {
      throw new IllegalArgumentException(
          "grant: " + text + " (expected: role@scope, e.g. sender@unit:STEEL-01)");
    }
    return new RoleGrant(Role.parse(text.substring(0, at)), Scope.parse(text.substring(at + 1)));
  }

  @Override
  public String toString() {
    return role.text() + "@" + scope;
  }
}
