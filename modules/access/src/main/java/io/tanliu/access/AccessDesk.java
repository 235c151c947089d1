// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import io.tanliu.wire.Progress;
import io.tanliu.wire.TopicReader;
import io.tanliu.wire.Topics;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * All of access in one process, wired by hand: keys as they stand in Kafka, tokens as configured,
 * the record. Gateway and query of a process share one.
 */
public final class AccessDesk implements Authenticator, AutoCloseable {
  private static final int AUDIT_KEPT = 10_000;
  private static final Duration AUDIT_AGE = Duration.ofDays(30);

  private final KeyBook book = new KeyBook();
  private final AuditBook audited = new AuditBook(AUDIT_KEPT);
  private final TopicReader reader;
  private final Records records;
  private final KafkaAuditTrail trail;
  private final Authenticator authenticator;
  private final KeyDesk keys;
  private final Clock clock;

  /**
   * Wires the parts; nothing is read before {@link #start}.
   *
   * @param config configuration of Kafka clients, registry and {@code access.token.*}
   * @throws IllegalArgumentException when the settings of tokens cannot be used
   */
  public AccessDesk(Map<String, Object> config, Clock clock) {
    this.clock = clock;
    Optional<TokenSettings> tokens = TokenSettings.of(config);
    this.records = new Records(config);
    this.trail = new KafkaAuditTrail(records, clock);
    this.reader = new TopicReader("tanliu-access", config);
    this.authenticator =
        new Authenticators(
            new KeyAuthenticator(book, clock, trail::used),
            tokens.map(set -> new TokenAuthenticator(set, TokenKeys.of(set), clock)));
    this.keys = new KeyDesk(book, records, reader.progress(), clock, new SecureRandom());
  }

  /** Begins to read and to write, in the background. */
  public void start() {
    reader.feed(Topics.REF_KEY, 0, book::key);
    reader.feed(Topics.KEY_USE, 0, book::use);
    reader.feed(
        Topics.AUDIT_EVENT,
        clock.instant().minus(AUDIT_AGE).toEpochMilli(),
        (key, event) -> audited.put(event));
    reader.start();
    trail.start();
  }

  @Override
  public Caller caller(Credentials credentials) {
    if (!credentials.isEmpty() && !reader.progress().ready()) {
      throw new AccessException(
          AccessException.Code.UNAVAILABLE, "keys-not-loaded", "keys are being loaded");
    }
    return authenticator.caller(credentials);
  }

  /** Where changes and refusals are recorded. */
  public AuditTrail trail() {
    return trail;
  }

  /** Gives and takes keys. */
  public KeyDesk keys() {
    return keys;
  }

  /** The keys. */
  public KeyBook book() {
    return book;
  }

  /** The newest entries of the record. */
  public AuditBook audited() {
    return audited;
  }

  /** How far the keys have been read. */
  public Progress progress() {
    return reader.progress();
  }

  @Override
  public void close() {
    trail.close();
    reader.close();
    records.close();
  }
}
