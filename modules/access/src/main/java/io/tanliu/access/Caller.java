// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import java.util.Set;

/**
 * Who makes a request or sends a message, as far as that was proved.
 *
 * @param kind how it was proved
 * @param id stable id, at most 128 characters without control characters: id of a key, subject of a
 *     token or certificate; empty for nobody. It is what stands as {@code sender} in frames.
 * @param name for people; may be empty
 * @param grants what it may do
 */
public record Caller(Kind kind, String id, String name, Set<Grant> grants) {
  /** Nobody, who may do nothing. */
  public static final Caller NOBODY = new Caller(Kind.NOBODY, "", "", Set.of());

  /** Whoever comes where access is open: may do everything. */
  public static final Caller ANYBODY =
      new Caller(Kind.NOBODY, "", "", Role.ADMINISTRATOR.grants(Scope.ALL));

  public Caller {
    grants = Set.copyOf(grants);
  }

  /** How it was proved who calls. */
  public enum Kind {
    /** Not at all. */
    NOBODY,
    /** By an API key. */
    KEY,
    /** By a signed token of an identity provider. */
    TOKEN,
    /** By the client certificate of the connection. */
    CERTIFICATE,
    /** By having Kafka itself: an operator's command. */
    OPERATOR
  }

  /** Whether it may do something somewhere. */
  public boolean may(Permission permission, Place place) {
    for (Grant grant : grants) {
      if (grant.permission() == permission && grant.scope().covers(place)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it may do something anywhere at all. */
  public boolean may(Permission permission) {
    return grants.stream().anyMatch(grant -> grant.permission() == permission);
  }

  /** Whether it may do something everywhere, so that no single place need be asked for. */
  public boolean mayEverywhere(Permission permission) {
    for (Grant grant : grants) {
      if (grant.permission() == permission && grant.scope().equals(Scope.ALL)) {
        return true;
      }
    }
    return false;
  }

  /** Without grants: they are long, and nothing that ends in a log needs them. */
  @Override
  public String toString() {
    return kind + " " + id;
  }
}
