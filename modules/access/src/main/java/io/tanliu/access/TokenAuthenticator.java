// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Callers that show a token which an OIDC provider signed. Signature, issuer, audience and times
 * are judged by Nimbus; which signatures are taken is said beforehand, never by the token.
 */
final class TokenAuthenticator {
  private static final Logger LOG = LoggerFactory.getLogger(TokenAuthenticator.class);
  private static final int MAX_TOKEN = 16_384;
  private static final int MAX_ID = 128;
  private static final long MINUTE = 60_000;

  private final TokenSettings settings;
  private final Clock clock;
  private final AtomicLong warned = new AtomicLong();
  private final TokenClaims claims;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  TokenAuthenticator(TokenSettings settings, JWKSource<SecurityContext> keys, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.claims = new TokenClaims(settings);
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(settings.algorithms(), keys));
    Verifier verifier = new Verifier(settings, clock);
    verifier.setMaxClockSkew((int) settings.skew().toSeconds());
    processor.setJWTClaimsSetVerifier(verifier);
  }

  /** Judges times by the clock that it is given. */
  private static final class Verifier extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final Clock clock;

    Verifier(TokenSettings settings, Clock clock) {
      super(
          settings.audience(),
          new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
          Set.of("sub", "exp"),
          Set.of());
      this.clock = clock;
    }

    @Override
    protected Date currentTime() {
      return Date.from(clock.instant());
    }
  }

  /**
   * The caller of a token.
   *
   * @throws AccessException when it does not hold
   */
  Caller caller(String token) {
    if (token.length() > MAX_TOKEN) {
      throw refused("token-too-long", "at most " + MAX_TOKEN + " characters");
    }
    JWTClaimsSet set = verified(token);
    String subject = set.getSubject();
    if (subject.isBlank()
        || subject.length() > MAX_ID
        || subject.chars().anyMatch(Character::isISOControl)) {
      throw refused("bad-subject", "a subject of 1 to " + MAX_ID + " characters on one line");
    }
    return new Caller(Caller.Kind.TOKEN, subject, claims.name(set), claims.grants(set));
  }

  private JWTClaimsSet verified(String token) {
    try {
      JWT parsed = JWTParser.parse(token);
      if (!(parsed instanceof SignedJWT signed)) {
        throw refused("unsigned-token", "a signed token");
      }
      if (!settings.algorithms().contains(signed.getHeader().getAlgorithm())) {
        throw refused("forbidden-algorithm", "a signature by one of " + settings.algorithms());
      }
      return processor.process(signed, null);
    } catch (ParseException e) {
      throw refused("malformed-token", "a token of three parts");
    } catch (ExpiredJWTException e) {
      throw refused("expired-token", "a token that has not expired");
    } catch (BadJWTException e) {
      throw refused(reason(String.valueOf(e.getMessage())), "a token for this service");
    } catch (BadJOSEException e) {
      boolean signature =
          String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("invalid signature");
      throw refused(
          signature ? "wrong-signature" : "unknown-token-key",
          "a signature by a key of the provider");
    } catch (RateLimitReachedException e) {
      // Made-up key ids come in floods; the provider is not asked for each of them.
      throw refused("unknown-token-key", "a signature by a key of the provider");
    } catch (KeySourceException e) {
      warn(e);
      throw refused("token-keys-unavailable", "the provider's keys, which are not known here yet");
    } catch (JOSEException e) {
      throw refused("malformed-token", "a token that can be verified");
    }
  }

  /** At most once a minute: callers can bring this about. */
  private void warn(KeySourceException cause) {
    long now = clock.millis();
    long before = warned.get();
    if (now - before >= MINUTE && warned.compareAndSet(before, now)) {
      LOG.warn("The keys of {} cannot be asked for: {}", settings.issuer(), cause.toString());
    }
  }

  private static String reason(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("audience") || text.contains("aud ")) {
      return "wrong-audience";
    }
    if (text.contains("missing required claims")) {
      return "incomplete-token";
    }
    if (text.contains("iss")) {
      return "wrong-issuer";
    }
    return text.contains("before") ? "token-not-yet-valid" : "incomplete-token";
  }

  private static AccessException refused(String reason, String expected) {
    return AccessException.unauthenticated(
        reason, "the token is not valid (expected: " + expected + ")");
  }
}
