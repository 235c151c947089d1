// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an API key: {@code tlk_<id>_<secret>}. The secret is 256 random bits, so SHA-256 is
 * enough to keep it: no dictionary holds it and guessing is hopeless however quick the hash is,
 * while a slow hash such as PBKDF2, which passwords that people choose need, would cost every
 * request milliseconds and make floods of wrong keys cheap to send and dear to refuse.
 */
final class Secret {
  /** What keys begin with, so that they are found where they do not belong. */
  static final String PREFIX = "tlk_";

  private static final int BYTES = 32;
  private static final Pattern TEXT =
      Pattern.compile(PREFIX + "([A-Za-z0-9-]{1,40})_([A-Za-z0-9_-]{43})");

  private final String id;
  private final String value;

  private Secret(String id, String value) {
    this.id = id;
    this.value = value;
  }

  /** A new one. */
  static Secret random(String id, SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Secret(id, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** From what a caller showed; nothing when it has not the form of a key. */
  static Optional<Secret> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(new Secret(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  /** Id of the key that it claims to be. */
  String id() {
    return id;
  }

  /** SHA-256 of the secret part, 64 lower-case hexadecimal digits. */
  String hash() {
    return HexFormat.of().formatHex(sha256(value.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Whether it has that hash; takes the same time whatever differs. */
  boolean matches(String hash) {
    return MessageDigest.isEqual(
        hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
  }

  /** The whole text, for the one moment in which it is handed out. */
  String reveal() {
    return PREFIX + id + "_" + value;
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return PREFIX + id + "_…";
  }
}
