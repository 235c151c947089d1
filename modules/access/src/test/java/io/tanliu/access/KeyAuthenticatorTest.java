// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

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
