// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyAuthenticatorTest {
  private static final long NOW = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final KeyBook book = new KeyBook();
  private final List<String> used = new ArrayList<>();
  private final Secret secret = Secret.random("steel", new SecureRandom());

  private static Key key(Secret secret, long from, OptionalLong until) {
    return new Key(
        secret.id(),
        "示例钢铁",
        Optional.of(secret.hash()),
        Optional.empty(),
        Optional.empty(),
        List.of(RoleGrant.parse("sender@unit:STEEL-01")),
        from,
        until,
        false,
        "test",
        from);
  }

  private void put(Key key) {
    book.key(key.id(), KeyMapping.toAvro(key));
  }

  private Caller ask(String text, long at) {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(at), ZoneOffset.UTC);
    return new KeyAuthenticator(book, clock, (id, address) -> used.add(id + " " + address))
        .key(text, "192.0.2.1");
  }

  private void assertRefused(String reason, String text, long at) {
    assertThatThrownBy(() -> ask(text, at))
        .isInstanceOfSatisfying(
            AccessException.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(reason);
              assertThat(refusal.code()).isEqualTo(AccessException.Code.UNAUTHENTICATED);
              assertThat(refusal.getMessage()).isEqualTo("the key is not valid");
            });
  }

  @Test
  void shouldKnowTheCallerOfAKeyAndThatItWasUsed() {
    put(key(secret, NOW, OptionalLong.empty()));
    Caller caller = ask(secret.reveal(), NOW);
    assertThat(caller.id()).isEqualTo("steel");
    assertThat(caller.kind()).isEqualTo(Caller.Kind.KEY);
    assertThat(caller.may(Permission.SEND, Place.unit("STEEL-01", List.of("360100")))).isTrue();
    assertThat(caller.may(Permission.SEND, Place.unit("STEEL-02", List.of("360100")))).isFalse();
    assertThat(caller.may(Permission.ADMIN)).isFalse();
    assertThat(used).containsExactly("steel 192.0.2.1");
  }

  @Test
  void shouldSayTheSameWhateverIsWrongWithAKey() {
    put(key(secret, NOW, OptionalLong.of(NOW + HOUR)));
    String wrong = Secret.random("steel", new SecureRandom()).reveal();
    assertRefused("wrong-secret", wrong, NOW);
    assertRefused("unknown-key", Secret.random("other", new SecureRandom()).reveal(), NOW);
    assertRefused("key-not-yet-valid", secret.reveal(), NOW - 1);
    assertRefused("expired-key", secret.reveal(), NOW + HOUR);
    assertRefused("malformed-key", "tlk_steel", NOW);
    assertRefused("malformed-key", secret.reveal() + "\n", NOW);
    assertThat(used).isEmpty();
  }

  @Test
  void shouldTakeTheFormerSecretAsLongAsTheOverlapLasts() {
    Key before = key(secret, NOW, OptionalLong.empty());
    Secret next = Secret.random("steel", new SecureRandom());
    put(before.rotated(next.hash(), NOW + HOUR, "test", NOW));
    assertThat(ask(next.reveal(), NOW).id()).isEqualTo("steel");
    assertThat(ask(secret.reveal(), NOW + HOUR - 1).id()).isEqualTo("steel");
    assertRefused("wrong-secret", secret.reveal(), NOW + HOUR);
    assertThat(ask(next.reveal(), NOW + HOUR).id()).isEqualTo("steel");
  }

  @Test
  void shouldRefuseARevokedKeyAndItsFormerSecret() {
    Key before = key(secret, NOW, OptionalLong.empty());
    Secret next = Secret.random("steel", new SecureRandom());
    put(before.rotated(next.hash(), NOW + HOUR, "test", NOW).withdrawn("test", NOW));
    assertRefused("revoked-key", next.reveal(), NOW);
    assertRefused("wrong-secret", secret.reveal(), NOW);
  }

  @Test
  void shouldKeepNoSecretInAKeyAndShowNoneInTexts() {
    Key key = key(secret, NOW, OptionalLong.empty());
    String value = secret.reveal().substring("tlk_steel_".length());
    assertThat(KeyMapping.toAvro(key).toString()).doesNotContain(value);
    assertThat(key.toString() + key.summary() + secret).doesNotContain(value);
    assertThat(KeyMapping.fromAvro(KeyMapping.toAvro(key))).isEqualTo(key);
    assertThat(Credentials.key(secret.reveal(), "a").toString()).doesNotContain(value);
  }

  @Test
  void shouldLetNobodyInByAKeyThatMeansNothing() {
    Key good = key(secret, NOW, OptionalLong.empty());
    put(good);
    var broken = KeyMapping.toAvro(good);
    broken.getGrants().get(0).setRole("emperor");
    book.key(good.id(), broken);
    assertRefused("unknown-key", secret.reveal(), NOW);
  }

  /** A certificate as its own tool of the JDK makes it. */
  private static X509Certificate certificate(Path dir) throws Exception {
    Path store = dir.resolve("meter.p12");
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "meter",
                "-keyalg",
                "EC",
                "-dname",
                "CN=meter-1, O=Steel",
                "-ext",
                "san=dns:Meter-1.example,uri:urn:meter:1",
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .start();
    made.getInputStream().readAllBytes();
    assertThat(made.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    return (X509Certificate) keys.getCertificate("meter");
  }

  @Test
  void shouldKnowTheCallerOfAClientCertificateByAnyOfItsNames(@TempDir Path dir) throws Exception {
    X509Certificate certificate = certificate(dir);
    List<String> names = Certificates.names(certificate);
    assertThat(names)
        .contains("subject:CN=meter-1,O=Steel", "dns:meter-1.example", "uri:urn:meter:1");
    for (String name : names) {
      KeyBook known = new KeyBook();
      Key key =
          new Key(
              "meter",
              "表",
              Optional.empty(),
              Optional.empty(),
              Optional.of(Certificates.normal(name)),
              List.of(RoleGrant.parse("sender@unit:STEEL-01")),
              NOW,
              OptionalLong.empty(),
              false,
              "test",
              NOW);
      known.key("meter", KeyMapping.toAvro(key));
      Authenticator all =
          new Authenticators(
              new KeyAuthenticator(
                  known,
                  Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC),
                  (id, address) -> used.add(name)),
              Optional.empty());
      Credentials shown = new Credentials("", "", List.of(certificate), "192.0.2.1");
      assertThat(all.caller(shown)).isEqualTo(key.caller(Caller.Kind.CERTIFICATE));
      known.key("meter", KeyMapping.toAvro(key.withdrawn("test", NOW)));
      assertThatThrownBy(() -> all.caller(shown))
          .isInstanceOfSatisfying(
              AccessException.class, e -> assertThat(e.reason()).isEqualTo("revoked-key"));
      known.key("meter", null);
      assertThatThrownBy(() -> all.caller(shown))
          .isInstanceOfSatisfying(
              AccessException.class, e -> assertThat(e.reason()).isEqualTo("unknown-certificate"));
    }
    assertThat(used).isEqualTo(names);
  }

  @Test
  void shouldNameCertificatesInOneForm() {
    assertThat(Certificates.normal("subject:CN=a, O=b")).isEqualTo("subject:CN=a,O=b");
    assertThat(Certificates.normal("SHA256:" + "AB:".repeat(31) + "CD"))
        .isEqualTo("sha256:" + "ab".repeat(31) + "cd");
    assertThatThrownBy(() -> Certificates.normal("sha256:12"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: sha256:<64 hexadecimal digits>");
  }
}
