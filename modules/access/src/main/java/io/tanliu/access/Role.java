// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A usual set of permissions, given for one scope. */
public enum Role {
  /** A meter system of an enterprise: sends, and sees what is its own. */
  SENDER(Permission.READ, Permission.SEND, Permission.REPORT),
  /** Sees. */
  VIEWER(Permission.READ),
  /** Supervision staff (监管人员): sees, decides about alerts, corrects, enters reports. */
  OFFICER(Permission.READ, Permission.DECIDE, Permission.EDIT, Permission.REPORT),
  /** Keeps register and keys. */
  ADMINISTRATOR(Permission.values()),
  /** Reads everything and the record of changes; changes nothing. */
  AUDITOR(Permission.READ, Permission.AUDIT);

  @SuppressWarnings("ImmutableEnumChecker") // copied, and never changed
  private final Set<Permission> permissions;

  Role(Permission... permissions) {
    this.permissions = EnumSet.noneOf(Permission.class);
    this.permissions.addAll(Set.of(permissions));
  }

  /** What it grants for a scope. */
  public Set<Grant> grants(Scope scope) {
    return permissions.stream()
        .map(permission -> new Grant(permission, scope))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Name in keys, tokens and answers, lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * A role by its name, in any case.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public static Role parse(String text) {
    for (Role role : values()) {
      if (role.name().equalsIgnoreCase(text)) {
        return role;
      }
    }
    throw new IllegalArgumentException(
        "role: " + text + " (expected: sender, viewer, officer, administrator or auditor)");
  }
}
