// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider says of people, as grants: each of their roles for each of their regions. A role
 * or region that means nothing here gives nothing, so a provider may tell more than we know.
 */
final class TokenClaims {
  private static final int MOST = 100;

  private final TokenSettings settings;

  TokenClaims(TokenSettings settings) {
    this.settings = settings;
  }

  Set<Grant> grants(JWTClaimsSet claims) {
    Set<Grant> grants = new HashSet<>();
    List<String> scopes = texts(claims, settings.regionsClaim());
    for (String name : texts(claims, settings.rolesClaim())) {
      for (String scope : scopes) {
        known(name, scope).ifPresent(grants::addAll);
      }
    }
    return grants;
  }

  /** Nothing for another service's words. */
  private Optional<Set<Grant>> known(String role, String scope) {
    try {
      return Optional.of(role(role).grants(scope(scope)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  String name(JWTClaimsSet claims) {
    List<String> names = texts(claims, settings.nameClaim());
    return names.isEmpty() ? "" : Safe.text(names.get(0), 100);
  }

  private Role role(String name) {
    if (!name.startsWith(settings.rolePrefix())) {
      throw new IllegalArgumentException(name);
    }
    return Role.parse(name.substring(settings.rolePrefix().length()));
  }

  private static Scope scope(String text) {
    String bare = text.strip();
    return bare.toLowerCase(Locale.ROOT).equals("all") || bare.contains(":")
        ? Scope.parse(bare)
        : Scope.region(bare);
  }

  /** Texts at a path: one, a list of them, or several with spaces between as in {@code scope}. */
  private static List<String> texts(JWTClaimsSet claims, String path) {
    Object at = claims.getClaims().get(path);
    if (at == null) {
      at = claims.getClaims();
      for (String part : path.split("\\.", -1)) {
        at = at instanceof Map<?, ?> object ? object.get(part) : null;
      }
    }
    List<String> texts = new ArrayList<>();
    if (at instanceof Collection<?> many) {
      for (Object one : many) {
        if (one instanceof String text && texts.size() < MOST) {
          texts.add(text);
        }
      }
    } else if (at instanceof String text) {
      texts.add(text);
    }
    return texts;
  }
}
