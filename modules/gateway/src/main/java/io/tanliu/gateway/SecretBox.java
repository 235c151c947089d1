// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps secrets that have to be readable again, which a hash is not: sealed with AES-256-GCM for
 * one owner, so that nobody can give them to another, under a key that stands in a file on the
 * gateways' machines and never in Kafka.
 */
final class SecretBox {
  /** Name of the file in the configuration of the clients: a key of 64 hex digits in each line. */
  static final String FILE = "secrets.key.file";

  private static final String SCHEME = "aes-256-gcm";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, byte[]> keys;
  private final String first;

  private SecretBox(Map<String, byte[]> keys) {
    this.keys = keys;
    this.first = keys.keySet().iterator().next();
  }

  /** The box that the configuration names; none when it names no file. */
  static Optional<SecretBox> of(Map<String, Object> config) {
    return Optional.ofNullable(config.get(FILE)).map(file -> read(Path.of(file.toString())));
  }

  /**
   * A box with the keys of a file: the first seals, all open, so that keys can be changed.
   *
   * @throws IllegalArgumentException when the file does not hold keys; what it holds is not shown
   */
  static SecretBox read(Path file) {
    Map<String, byte[]> keys = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        if (!line.isBlank()) {
          byte[] key = HexFormat.of().parseHex(line.strip());
          if (key.length != KEY_BYTES) {
            throw wrong(file);
          }
          keys.put(name(key), key);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + ": " + file + " cannot be read", e);
    } catch (IllegalArgumentException e) {
      throw wrong(file);
    }
    if (keys.isEmpty()) {
      throw wrong(file);
    }
    return new SecretBox(keys);
  }

  private static IllegalArgumentException wrong(Path file) {
    return new IllegalArgumentException(
        FILE + ": " + file + " (expected: 64 hex digits in each line; openssl rand -hex 32)");
  }

  /** The secret, sealed for its owner; different each time. */
  String seal(byte[] secret, String owner) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keys.get(first), nonce, owner).doFinal(secret);
      return String.join(
          ":", SCHEME, first, base64.encodeToString(nonce), base64.encodeToString(sealed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has AES/GCM", e);
    }
  }

  /** The secret; nothing when it was sealed with another key or for another owner, or is none. */
  Optional<byte[]> open(String sealed, String owner) {
    String[] parts = sealed.split(":", -1);
    if (parts.length != 4 || !parts[0].equals(SCHEME) || !keys.containsKey(parts[1])) {
      return Optional.empty();
    }
    try {
      byte[] nonce = Base64.getDecoder().decode(parts[2]);
      byte[] text = Base64.getDecoder().decode(parts[3]);
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, keys.get(parts[1]), nonce, owner).doFinal(text));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, String owner)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /** Tells keys apart without telling them. */
  private static String name(byte[] key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(Arrays.copyOf(digest, 4));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
