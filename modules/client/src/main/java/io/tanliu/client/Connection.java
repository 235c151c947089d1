// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How a gateway is reached.
 *
 * @param url base address, e.g. {@code http://127.0.0.1:8080}
 * @param key API key or token, sent as {@code Authorization: Bearer}
 * @param tls authorities that are trusted; empty: those of the Java platform
 */
public record Connection(URI url, Optional<String> key, Optional<SSLContext> tls) {

  /** A gateway that asks for no key, known to the platform's authorities. */
  public static Connection open(URI url) {
    return new Connection(url, Optional.empty(), Optional.empty());
  }

  /**
   * A gateway with what stands in files.
   *
   * @param keyFile file with the key and nothing else
   * @param authorities PEM file with the certificates of trusted authorities
   * @throws IOException when a file cannot be read or does not hold what it should
   */
  public static Connection of(URI url, Optional<Path> keyFile, Optional<Path> authorities)
      throws IOException {
    Optional<String> key = Optional.empty();
    if (keyFile.isPresent()) {
      key = Optional.of(key(keyFile.get()));
    }
    Optional<SSLContext> tls = Optional.empty();
    if (authorities.isPresent()) {
      tls = Optional.of(trusting(authorities.get()));
    }
    return new Connection(url, key, tls);
  }

  /** The key in a file; a message never shows it. */
  private static String key(Path file) throws IOException {
    String key = Files.readString(file, StandardCharsets.US_ASCII).strip();
    if (key.isEmpty() || key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IOException("key-file: " + file + " (expected: one key and nothing else)");
    }
    return key;
  }

  private static SSLContext trusting(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca" + count++, each);
      }
      if (count == 0) {
        throw new IOException("ca-file: " + file + " (expected: certificates in PEM)");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("ca-file: " + file + " (expected: certificates in PEM)", e);
    }
  }

  /** A client that trusts them. */
  public HttpClient http() {
    HttpClient.Builder http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10));
    tls.ifPresent(http::sslContext);
    return http.build();
  }

  /** Without the key: it never stands in a log. */
  @Override
  public String toString() {
    return url.toString();
  }
}
