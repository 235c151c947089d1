// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Callers that show an API key, or a client certificate that stands in one. */
final class KeyAuthenticator {
  private final KeyBook book;
  private final Clock clock;
  private final BiConsumer<String, String> used;

  /**
   * @param used told of each use: id of the key, address
   */
  KeyAuthenticator(KeyBook book, Clock clock, BiConsumer<String, String> used) {
    this.book = book;
    this.clock = clock;
    this.used = used;
  }

  /**
   * The caller of a key.
   *
   * @throws AccessException when it is not one that holds; the message does not say why
   */
  Caller key(String text, String address) {
    Secret secret = Secret.parse(text).orElseThrow(() -> refused("malformed-key", ""));
    Optional<Key> found = book.find(secret.id());
    // A secret is compared even where there is no key, so that time does not tell which ids exist.
    boolean opens =
        found.map(key -> key.opens(secret, clock.millis())).orElseGet(() -> secret.matches(""));
    Key key = found.orElseThrow(() -> refused("unknown-key", secret.id()));
    if (!opens) {
      throw refused("wrong-secret", key.id());
    }
    return hold(key, Caller.Kind.KEY, address);
  }

  /**
   * The caller of a certificate.
   *
   * @throws AccessException when no key that holds names it
   */
  Caller certificate(X509Certificate certificate, String address) {
    for (String name : Certificates.names(certificate)) {
      Optional<Key> key = book.byCertificate(name);
      if (key.isPresent()) {
        return hold(key.get(), Caller.Kind.CERTIFICATE, address);
      }
    }
    throw new AccessException(
        AccessException.Code.UNAUTHENTICATED,
        "unknown-certificate",
        "no key names this certificate",
        certificate.getSubjectX500Principal().getName());
  }

  private Caller hold(Key key, Caller.Kind kind, String address) {
    key.defect(clock.millis())
        .ifPresent(
            reason -> {
              throw refused(reason, key.id());
            });
    used.accept(key.id(), address);
    return key.caller(kind);
  }

  private static AccessException refused(String reason, String claimed) {
    return new AccessException(
        AccessException.Code.UNAUTHENTICATED, reason, "the key is not valid", claimed);
  }
}
