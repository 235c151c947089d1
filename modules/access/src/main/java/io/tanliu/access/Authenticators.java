// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import java.util.Locale;
import java.util.Optional;

/** Asks whoever knows what was shown: a key, a token, or the certificate of the connection. */
final class Authenticators implements Authenticator {
  private static final String BEARER = "bearer ";

  private final KeyAuthenticator keys;
  private final Optional<TokenAuthenticator> tokens;

  Authenticators(KeyAuthenticator keys, Optional<TokenAuthenticator> tokens) {
    this.keys = keys;
    this.tokens = tokens;
  }

  @Override
  public Caller caller(Credentials shown) {
    if (!shown.apiKey().isEmpty()) {
      return keys.key(shown.apiKey().strip(), shown.address());
    }
    if (!shown.authorization().isEmpty()) {
      String text = shown.authorization().strip();
      if (!text.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
        throw AccessException.unauthenticated(
            "unknown-scheme", "Authorization must be: Bearer <key or token>");
      }
      String bearer = text.substring(BEARER.length()).strip();
      if (bearer.startsWith(Secret.PREFIX)) {
        return keys.key(bearer, shown.address());
      }
      return tokens
          .orElseThrow(
              () ->
                  AccessException.unauthenticated(
                      "no-token-provider", "tokens are not taken here, only keys"))
          .caller(bearer);
    }
    if (!shown.certificates().isEmpty()) {
      return keys.certificate(shown.certificates().get(0), shown.address());
    }
    throw AccessException.unauthenticated(
        "no-credentials", "say who you are: Authorization: Bearer <key or token>");
  }
}
