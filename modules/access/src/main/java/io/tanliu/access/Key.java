// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who may call with which secret or certificate. It holds no secret, only a hash.
 *
 * @param id 1 to 40 characters of A-Z a-z 0-9 -
 * @param name whose it is; up to 100 characters on one line
 * @param secretHash SHA-256 of the secret; empty when a certificate is shown
 * @param former the secret before the last rotation
 * @param certificate which client certificate is its caller, see {@link Certificates}
 * @param grants what it may do; 1 to 100
 * @param from from when it holds, epoch milliseconds
 * @param until until when, exclusive, epoch milliseconds; empty for no end
 * @param revoked taken back, for ever
 * @param author who changed it last
 * @param changedAt when, epoch milliseconds
 */
public record Key(
    String id,
    String name,
    Optional<String> secretHash,
    Optional<Former> former,
    Optional<String> certificate,
    List<RoleGrant> grants,
    long from,
    OptionalLong until,
    boolean revoked,
    String author,
    long changedAt) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,40}");
  private static final int MAX_NAME = 100;
  private static final int MAX_GRANTS = 100;

  /** A secret that is taken beside the newest one for a while, and until when, exclusive. */
  public record Former(String hash, long until) {}

  public Key {
    grants = List.copyOf(grants);
    expect(ID.matcher(id).matches(), "id", id, "1 to 40 characters of A-Z a-z 0-9 -");
    expect(
        !name.isBlank()
            && name.length() <= MAX_NAME
            && name.chars().noneMatch(Character::isISOControl),
        "name",
        name,
        "1 to " + MAX_NAME + " characters on one line");
    expect(
        secretHash.isPresent() != certificate.isPresent(),
        "certificate",
        certificate.orElse("none"),
        "either a secret or a certificate");
    expect(
        !grants.isEmpty() && grants.size() <= MAX_GRANTS,
        "grants",
        Integer.toString(grants.size()),
        "1 to " + MAX_GRANTS);
    expect(
        until.isEmpty() || until.getAsLong() > from,
        "until",
        until.isPresent() ? Long.toString(until.getAsLong()) : "",
        "after from");
  }

  private static void expect(boolean holds, String field, String value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: " + expected + ")");
    }
  }

  /** Why it does not hold at a moment; empty when it does. */
  public Optional<String> defect(long now) {
    if (revoked) {
      return Optional.of("revoked-key");
    }
    if (now < from) {
      return Optional.of("key-not-yet-valid");
    }
    return until.isPresent() && now >= until.getAsLong()
        ? Optional.of("expired-key")
        : Optional.empty();
  }

  /** Whether it is opened by a secret at a moment. */
  boolean opens(Secret secret, long now) {
    // Both are compared, so that time does not tell which of them it was.
    boolean newest = secret.matches(secretHash.orElse(""));
    boolean older = secret.matches(former.map(Former::hash).orElse(""));
    return newest || (older && former.orElseThrow().until() > now);
  }

  /** The permissions of its roles. */
  public Set<Grant> permissions() {
    return grants.stream()
        .flatMap(grant -> grant.role().grants(grant.scope()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The caller that it stands for. */
  Caller caller(Caller.Kind kind) {
    return new Caller(kind, id, name, permissions());
  }

  /** The same with another secret, the one before being taken for a while. */
  Key rotated(String hash, long formerUntil, String by, long now) {
    Optional<Former> before = secretHash.map(old -> new Former(old, formerUntil));
    return new Key(
        id, name, Optional.of(hash), before, certificate, grants, from, until, revoked, by, now);
  }

  /** The same, taken back. */
  Key withdrawn(String by, long now) {
    return new Key(
        id, name, secretHash, Optional.empty(), certificate, grants, from, until, true, by, now);
  }

  /** What it is, for the record of changes: without hashes. */
  public String summary() {
    return name
        + "; "
        + grants.stream().map(RoleGrant::toString).collect(Collectors.joining(", "))
        + (until.isPresent() ? "; until " + java.time.Instant.ofEpochMilli(until.getAsLong()) : "")
        + certificate.map(text -> "; " + text).orElse("")
        + (revoked ? "; revoked" : "");
  }
}
