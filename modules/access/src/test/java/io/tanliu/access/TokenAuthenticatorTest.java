// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a provider of our own with a real server, real keys and real signatures. */
class TokenAuthenticatorTest {
  private static final String ISSUER = "https://sso.example";
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
  private static RSAKey first;
  private static RSAKey second;
  private static ECKey curve;

  private final AtomicInteger asked = new AtomicInteger();
  private volatile String published;
  private HttpServer provider;
  private final Map<String, Object> config = new HashMap<>();
  @TempDir Path dir;

  @BeforeAll
  static void keys() throws JOSEException {
    first = new RSAKeyGenerator(2048).keyID("first").generate();
    second = new RSAKeyGenerator(2048).keyID("second").generate();
    curve = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
  }

  @BeforeEach
  void start() throws IOException {
    publish(first, curve);
    serve(0);
    config.put("access.token.issuer", ISSUER);
    config.put("access.token.audience", "tanliu");
    config.put(
        "access.token.keys", "http://127.0.0.1:" + provider.getAddress().getPort() + "/jwks");
    config.put("access.token.roles", "realm_access.roles");
    config.put("access.token.role.prefix", "tanliu-");
  }

  @AfterEach
  void stop() {
    provider.stop(0);
  }

  private void serve(int port) throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    provider.createContext(
        "/jwks",
        exchange -> {
          asked.incrementAndGet();
          byte[] body = published.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    provider.start();
  }

  private void publish(JWK... keys) {
    published = new JWKSet(List.of(keys)).toPublicJWKSet().toString();
  }

  private TokenAuthenticator authenticator() {
    TokenSettings settings = TokenSettings.of(config).orElseThrow();
    return new TokenAuthenticator(
        settings, TokenKeys.of(settings), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience("tanliu")
        .subject("li")
        .claim("name", "李工")
        .claim("realm_access", Map.of("roles", List.of("tanliu-officer", "offline_access")))
        .claim("regions", List.of("360100"))
        .expirationTime(Date.from(NOW.plusSeconds(300)));
  }

  private static String signed(RSAKey key, JWTClaimsSet claims) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertRefused(TokenAuthenticator by, String reason, String token) {
    assertThatThrownBy(() -> by.caller(token))
        .as(reason)
        .isInstanceOfSatisfying(
            AccessException.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(reason);
              assertThat(refusal.code()).isEqualTo(AccessException.Code.UNAUTHENTICATED);
            });
  }

  @Test
  void shouldKnowACitysOfficerByAToken() throws JOSEException {
    TokenAuthenticator authenticator = authenticator();
    Caller caller = authenticator.caller(signed(first, claims().build()));
    assertThat(caller.id()).isEqualTo("li");
    assertThat(caller.name()).isEqualTo("李工");
    assertThat(caller.grants()).isEqualTo(Role.OFFICER.grants(Scope.region("360100")));
    SignedJWT elliptic =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("curve").build(), claims().build());
    elliptic.sign(new ECDSASigner(curve));
    assertThat(authenticator.caller(elliptic.serialize()).id()).isEqualTo("li");
    assertThat(asked).as("keys are kept").hasValue(1);
  }

  @Test
  void shouldRefuseWhatTheProviderDidNotSayToUsNow() {
    TokenAuthenticator by = authenticator();
    Date past = Date.from(NOW.minusSeconds(61));
    Date soon = Date.from(NOW.plusSeconds(61));
    assertRefused(by, "expired-token", signed(first, claims().expirationTime(past).build()));
    assertRefused(by, "token-not-yet-valid", signed(first, claims().notBeforeTime(soon).build()));
    assertRefused(by, "wrong-audience", signed(first, claims().audience("other").build()));
    assertRefused(by, "wrong-audience", signed(first, claims().audience((String) null).build()));
    assertRefused(by, "wrong-issuer", signed(first, claims().issuer("https://evil").build()));
    assertRefused(by, "incomplete-token", signed(first, claims().expirationTime(null).build()));
    assertRefused(by, "incomplete-token", signed(first, claims().subject(null).build()));
    assertRefused(by, "bad-subject", signed(first, claims().subject("a\nb").build()));
    assertRefused(by, "malformed-token", "not.a.token");
    assertRefused(by, "token-too-long", "a".repeat(20_000));
  }

  @Test
  void shouldBearClocksThatDifferALittle() {
    Date past = Date.from(NOW.minusSeconds(50));
    assertThat(authenticator().caller(signed(first, claims().expirationTime(past).build())).id())
        .isEqualTo("li");
  }

  @Test
  void shouldNotLetATokenChooseHowItIsJudged() throws JOSEException {
    TokenAuthenticator by = authenticator();
    assertRefused(by, "unsigned-token", new PlainJWT(claims().build()).serialize());
    // The classic confusion: the public key, which anybody has, used as a shared secret.
    SignedJWT confused =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), claims().build());
    confused.sign(new MACSigner(first.toPublicJWK().toRSAKey().toRSAPublicKey().getEncoded()));
    assertRefused(by, "forbidden-algorithm", confused.serialize());
    // The right key id, another's key.
    RSAKey forged = new RSAKey.Builder(second).keyID("first").build();
    assertRefused(by, "wrong-signature", signed(forged, claims().build()));
    String good = signed(first, claims().build());
    String[] parts = good.split("\\.", -1);
    String more = signed(first, claims().claim("regions", List.of("all")).build());
    assertRefused(
        by, "wrong-signature", parts[0] + "." + more.split("\\.", -1)[1] + "." + parts[2]);
    assertRefused(by, "unknown-token-key", signed(second, claims().build()));
  }

  @Test
  void shouldAskAgainWhenTheProviderHasChangedItsKeysAndNotForEveryMadeUpKey() {
    config.put("access.token.cache", "PT10M");
    TokenAuthenticator by = authenticator();
    assertThat(by.caller(signed(first, claims().build())).id()).isEqualTo("li");
    publish(second);
    assertThat(by.caller(signed(second, claims().build())).id()).isEqualTo("li");
    assertThat(asked).hasValue(2);
    for (int i = 0; i < 50; i++) {
      RSAKey madeUp = new RSAKey.Builder(first).keyID("made-up-" + i).build();
      assertThatThrownBy(() -> by.caller(signed(madeUp, claims().build())))
          .isInstanceOf(AccessException.class);
    }
    assertThat(asked.get()).as("a flood of unknown keys").isLessThan(6);
  }

  @Test
  void shouldGoOnWithKnownKeysWhileTheProviderIsAway() {
    TokenAuthenticator by = authenticator();
    assertThat(by.caller(signed(first, claims().build())).id()).isEqualTo("li");
    provider.stop(0);
    assertThat(by.caller(signed(first, claims().build())).id()).isEqualTo("li");
    TokenAuthenticator fresh = authenticator();
    assertRefused(fresh, "token-keys-unavailable", signed(first, claims().build()));
  }

  @Test
  void shouldReadKeysFromAFileToo() {
    Path file = dir.resolve("jwks.json");
    try {
      Files.writeString(file, published);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    config.put("access.token.keys", file.toUri().toString());
    assertThat(authenticator().caller(signed(first, claims().build())).id()).isEqualTo("li");
    assertThat(asked).hasValue(0);
  }

  @Test
  void shouldGiveNothingForWordsThatMeanNothingHere() {
    Caller caller =
        authenticator()
            .caller(
                signed(
                    first,
                    claims()
                        .claim("realm_access", Map.of("roles", List.of("officer", "tanliu-king")))
                        .claim("regions", List.of("360100", "planet:3"))
                        .build()));
    assertThat(caller.grants()).as("neither without the prefix nor unknown").isEmpty();
  }

  @Test
  void shouldRefuseSettingsThatWouldLetAnybodyIn() {
    config.put("access.token.algorithms", "RS256,HS256");
    assertThatThrownBy(this::authenticator).hasMessageContaining("HS256");
    config.put("access.token.algorithms", "none");
    assertThatThrownBy(this::authenticator).hasMessageContaining("none");
    config.remove("access.token.algorithms");
    config.put("access.token.audience", " ");
    assertThatThrownBy(this::authenticator).hasMessageContaining("audience");
    config.put("access.token.audience", "tanliu");
    config.put("access.token.skew", "PT10M");
    assertThatThrownBy(this::authenticator).hasMessageContaining("skew");
  }
}
