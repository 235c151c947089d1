// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import io.tanliu.wire.Progress;
import io.tanliu.wire.Topics;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Gives, changes and takes keys. What it returns is written, and holds here already. */
public final class KeyDesk {
  /** How long a former secret is taken after a rotation, unless something else is wanted. */
  public static final Duration OVERLAP = Duration.ofDays(7);

  private static final Duration LONGEST_OVERLAP = Duration.ofDays(90);
  private static final Duration VISIBLE = Duration.ofSeconds(15);
  private static final int MOST = 100_000;
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int ID_LENGTH = 12;

  private final KeyBook book;
  private final Records records;
  private final Progress progress;
  private final Clock clock;
  private final SecureRandom random;

  KeyDesk(KeyBook book, Records records, Progress progress, Clock clock, SecureRandom random) {
    this.book = book;
    this.records = records;
    this.progress = progress;
    this.clock = clock;
    this.random = random;
  }

  /**
   * What is wanted of a key.
   *
   * @param id empty for a random one
   * @param certificate which client certificate is its caller; empty for a secret
   * @param from epoch milliseconds; empty for now
   * @param until exclusive, epoch milliseconds; empty for no end
   */
  public record Wanted(
      Optional<String> id,
      String name,
      List<RoleGrant> grants,
      Optional<String> certificate,
      OptionalLong from,
      OptionalLong until) {}

  /**
   * A key that was made or rotated.
   *
   * @param secret the whole text of the key, to be shown once; empty for a certificate
   */
  public record Issued(Key key, Optional<String> secret) {
    @Override
    public String toString() {
      return key.id();
    }
  }

  /**
   * Makes a key.
   *
   * @param author who makes it
   * @throws IllegalArgumentException when it cannot be made; the message says why
   * @throws KafkaException when it could not be written
   */
  public synchronized Issued create(Wanted wanted, String author) {
    long now = clock.millis();
    String id = wanted.id().orElseGet(this::randomId);
    if (book.find(id).isPresent()) {
      throw new IllegalArgumentException("id: " + id + " (expected: an id that no key has)");
    }
    if (book.all().size() >= MOST) {
      throw new IllegalArgumentException("keys: " + MOST + " (expected: fewer; delete some)");
    }
    Optional<String> certificate = wanted.certificate().map(Certificates::normal);
    certificate
        .flatMap(book::byCertificate)
        .ifPresent(
            other -> {
              throw new IllegalArgumentException(
                  "certificate: it stands in key " + other.id() + " (expected: in none)");
            });
    Optional<Secret> secret =
        certificate.isPresent() ? Optional.empty() : Optional.of(Secret.random(id, random));
    Key key =
        new Key(
            id,
            wanted.name(),
            secret.map(Secret::hash),
            Optional.empty(),
            certificate,
            wanted.grants(),
            wanted.from().orElse(now),
            wanted.until(),
            false,
            author,
            now);
    write(key);
    return new Issued(key, secret.map(Secret::reveal));
  }

  /**
   * Gives a key another secret; the one before is taken for a while.
   *
   * @param overlap how long; zero for not at all
   * @throws IllegalArgumentException when there is no such key, or it has no secret
   */
  public synchronized Issued rotate(String id, Duration overlap, String author) {
    Key before = require(id);
    if (before.certificate().isPresent()) {
      throw new IllegalArgumentException("id: " + id + " (expected: a key with a secret)");
    }
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw new IllegalArgumentException(
          "overlap: " + overlap + " (expected: PT0S to " + LONGEST_OVERLAP + ")");
    }
    long now = clock.millis();
    Secret secret = Secret.random(id, random);
    Key key = before.rotated(secret.hash(), now + overlap.toMillis(), author, now);
    write(key);
    return new Issued(key, Optional.of(secret.reveal()));
  }

  /**
   * Takes a key back, for ever.
   *
   * @throws IllegalArgumentException when there is no such key
   */
  public synchronized Key revoke(String id, String author) {
    Key key = require(id).withdrawn(author, clock.millis());
    write(key);
    return key;
  }

  private Key require(String id) {
    return book.find(id)
        .filter(key -> !key.revoked())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "id: " + Safe.text(id, 40) + " (expected: a key that is not revoked)"));
  }

  private void write(Key key) {
    RecordMetadata written = records.write(Topics.REF_KEY, key.id(), KeyMapping.toAvro(key));
    if (!progress.awaitWritten(List.of(written), VISIBLE)) {
      throw new KafkaException("key " + key.id() + " is written, but not visible here yet");
    }
  }

  private String randomId() {
    StringBuilder id = new StringBuilder(ID_LENGTH);
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.toString().toLowerCase(Locale.ROOT);
  }
}
