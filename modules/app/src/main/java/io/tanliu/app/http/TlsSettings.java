// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * TLS of the HTTP server, from PEM files.
 *
 * @param certificate the server's certificate and those between it and its authority, in this order
 * @param key its private key, PKCS #8, not encrypted
 * @param clientAuthorities whose certificates of clients are trusted; nothing asks for none
 * @param clientRequired true when nobody may connect without a certificate
 */
public record TlsSettings(
    Path certificate, Path key, Optional<Path> clientAuthorities, boolean clientRequired) {
  public static final String CERTIFICATE = "tls.cert";
  public static final String KEY = "tls.key";
  public static final String CLIENT_AUTHORITIES = "tls.client.ca";
  public static final String CLIENT_AUTH = "tls.client.auth";

  public TlsSettings {
    readable(CERTIFICATE, certificate);
    readable(KEY, key);
    clientAuthorities.ifPresent(file -> readable(CLIENT_AUTHORITIES, file));
    if (clientRequired && clientAuthorities.isEmpty()) {
      throw new IllegalArgumentException(
          CLIENT_AUTH + ": need (expected: with " + CLIENT_AUTHORITIES + ")");
    }
  }

  /**
   * What the configuration asks for; nothing when it names no certificate.
   *
   * @throws IllegalArgumentException when it is incomplete or a file cannot be read
   */
  static Optional<TlsSettings> of(Map<String, Object> config) {
    Optional<Path> certificate = path(config, CERTIFICATE);
    Optional<Path> key = path(config, KEY);
    Optional<Path> authorities = path(config, CLIENT_AUTHORITIES);
    if (certificate.isPresent() != key.isPresent()
        || (certificate.isEmpty() && authorities.isPresent())) {
      throw new IllegalArgumentException(
          "tls: incomplete (expected: " + CERTIFICATE + " and " + KEY + " together)");
    }
    String auth = String.valueOf(config.getOrDefault(CLIENT_AUTH, "want")).strip();
    if (!auth.equals("want") && !auth.equals("need")) {
      throw new IllegalArgumentException(CLIENT_AUTH + ": " + auth + " (expected: want or need)");
    }
    return certificate.map(
        file -> new TlsSettings(file, key.get(), authorities, auth.equals("need")));
  }

  private static Optional<Path> path(Map<String, Object> config, String name) {
    return Optional.ofNullable(config.get(name)).map(Object::toString).map(Path::of);
  }

  private static void readable(String name, Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(name + ": " + file + " (expected: a readable PEM file)");
    }
  }
}
