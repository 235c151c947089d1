// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.hj212;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * TLS at the door: 1.2 and 1.3. Files are PEM, and read when the door opens.
 *
 * @param certificate chain of the server
 * @param key its private key, PKCS#8, not encrypted
 * @param clients authorities whose client certificates are believed; a connection may bring one,
 *     and is asked for one only when this is there
 */
public record DeviceTls(Path certificate, Path key, Optional<Path> clients) {
  /** Name of the certificate in the configuration of the clients. */
  public static final String CERTIFICATE = "hj212.tls.certificate";

  /** Name of the key. */
  public static final String KEY = "hj212.tls.key";

  /** Name of the authorities of client certificates. */
  public static final String CLIENTS = "hj212.tls.clients";

  /** What the configuration asks for; nothing when it names neither certificate nor key. */
  static Optional<DeviceTls> of(Map<String, Object> config) {
    Optional<Path> certificate = path(config, CERTIFICATE);
    Optional<Path> key = path(config, KEY);
    Optional<Path> clients = path(config, CLIENTS);
    if (certificate.isEmpty() && key.isEmpty() && clients.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DeviceTls(
            certificate.orElseThrow(() -> missing(CERTIFICATE)),
            key.orElseThrow(() -> missing(KEY)),
            clients));
  }

  private static Optional<Path> path(Map<String, Object> config, String name) {
    Optional<Path> path = Optional.ofNullable(config.get(name)).map(p -> Path.of(p.toString()));
    if (path.isPresent() && !Files.isReadable(path.get())) {
      throw new IllegalArgumentException(name + ": " + path.get() + " (expected: a readable file)");
    }
    return path;
  }

  private static IllegalArgumentException missing(String name) {
    return new IllegalArgumentException(
        name + ": missing (expected: a PEM file; certificate and key go together)");
  }

  /**
   * What connections are encrypted with.
   *
   * @throws IllegalArgumentException when a file holds no certificate or key
   */
  SslContext context() {
    try {
      SslContextBuilder builder =
          SslContextBuilder.forServer(certificate.toFile(), key.toFile())
              .sslProvider(SslProvider.JDK)
              .protocols("TLSv1.3", "TLSv1.2");
      clients.ifPresent(
          path -> builder.trustManager(path.toFile()).clientAuth(ClientAuth.OPTIONAL));
      return builder.build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          CERTIFICATE + ": " + e.getMessage() + " (expected: PEM, the key as PKCS#8)", e);
    }
  }

  /** The common name of the certificate that the other end brought, if it brought one. */
  static Optional<String> commonName(SslHandler tls) {
    try {
      X509Certificate own = (X509Certificate) tls.engine().getSession().getPeerCertificates()[0];
      return new LdapName(own.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
              .map(Rdn::getValue)
              .map(Object::toString)
              .findFirst();
    } catch (SSLPeerUnverifiedException | InvalidNameException e) {
      return Optional.empty();
    }
  }
}
