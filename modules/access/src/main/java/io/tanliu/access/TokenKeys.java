// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.text.ParseException;

/** The provider's public keys: kept, asked for anew now and then, and when a new one is named. */
final class TokenKeys {
  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int MAX_BYTES = 1 << 20;

  /** Tokens with made-up key ids must not make a flood of questions to the provider. */
  private static final long LEAST_BETWEEN_MILLIS = 10_000;

  private TokenKeys() {}

  static JWKSource<SecurityContext> of(TokenSettings settings) {
    long cache = settings.cache().toMillis();
    return builder(settings)
        .cache(cache, 2L * TIMEOUT_MILLIS)
        .rateLimited(Math.min(LEAST_BETWEEN_MILLIS, Math.max(1, cache / 3)))
        .outageTolerant(settings.outage().toMillis())
        .refreshAheadCache(false)
        .build();
  }

  private static JWKSourceBuilder<SecurityContext> builder(TokenSettings settings) {
    if (settings.keys().getScheme().equals("file")) {
      return JWKSourceBuilder.create(new FileKeys(Path.of(settings.keys())));
    }
    try {
      return JWKSourceBuilder.create(
          settings.keys().toURL(),
          new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES));
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(
          TokenSettings.PREFIX + "keys: " + settings.keys() + " (expected: an address)", e);
    }
  }

  /** A file that somebody may replace. */
  private record FileKeys(Path file) implements JWKSetSource<SecurityContext> {
    @Override
    public JWKSet getJWKSet(
        JWKSetCacheRefreshEvaluator refresh, long currentTime, SecurityContext context)
        throws KeySourceException {
      try {
        return JWKSet.load(file.toFile());
      } catch (IOException | ParseException e) {
        throw new JWKSetUnavailableException("keys of tokens cannot be read from " + file, e);
      }
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
