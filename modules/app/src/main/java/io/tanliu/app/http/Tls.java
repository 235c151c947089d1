// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import io.tanliu.net.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's side of TLS 1.2 and 1.3; files that were renewed are taken while it runs. */
final class Tls {
  private static final Logger log = LoggerFactory.getLogger(Tls.class);

  private final TlsSettings settings;
  private final SslContextFactory.Server factory = new SslContextFactory.Server();
  private List<FileTime> seen;

  /**
   * @throws IllegalArgumentException when a file does not hold what it should
   */
  Tls(TlsSettings settings) {
    this.settings = settings;
    this.seen = times();
    factory.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    factory.setRenegotiationAllowed(false);
    try {
      use(stores());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("tls: " + e.getMessage(), e);
    }
  }

  SslContextFactory.Server factory() {
    return factory;
  }

  /**
   * Takes files that changed since the last look; connections that are open keep what they have.
   */
  synchronized void look() {
    List<FileTime> now;
    try {
      now = times();
    } catch (UncheckedIOException e) {
      return; // A file that is being replaced is there at the next look.
    }
    if (now.equals(seen)) {
      return;
    }
    try {
      Stores stores = stores();
      factory.reload(changed -> use(stores));
      seen = now;
      log.info("The renewed certificate {} is in use", settings.certificate());
    } catch (Exception e) {
      // A certificate without its key yet: the old ones serve on, and the next look tries again.
      log.warn("The renewed certificate is not usable yet: {}", e.getMessage());
    }
  }

  /** What the files hold, read as a whole before any of it is used. */
  private record Stores(KeyStore identity, Optional<KeyStore> trust) {}

  private Stores stores() throws GeneralSecurityException, IOException {
    Optional<Path> authorities = settings.clientAuthorities();
    return new Stores(
        Pem.identity(settings.certificate(), settings.key()),
        authorities.isPresent() ? Optional.of(Pem.trust(authorities.get())) : Optional.empty());
  }

  private void use(Stores stores) {
    factory.setKeyStore(stores.identity());
    factory.setKeyStorePassword(Pem.PASSWORD);
    factory.setKeyManagerPassword(Pem.PASSWORD);
    stores
        .trust()
        .ifPresent(
            trusted -> {
              factory.setTrustStore(trusted);
              factory.setWantClientAuth(true);
              factory.setNeedClientAuth(settings.clientRequired());
            });
  }

  private List<FileTime> times() {
    List<Path> files = new ArrayList<>(List.of(settings.certificate(), settings.key()));
    settings.clientAuthorities().ifPresent(files::add);
    return files.stream()
        .map(
            file -> {
              try {
                return Files.getLastModifiedTime(file);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }
}
