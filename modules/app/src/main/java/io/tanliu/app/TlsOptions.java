// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.app.http.TlsSettings;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** TLS of the HTTP server; what is given here wins over the configuration file. */
final class TlsOptions {
  @Option(
      names = "--tls-cert",
      description =
          "PEM file with the server's certificate and those up to its authority; with --tls-key the"
              + " HTTP port speaks TLS 1.2 and 1.3 only. A renewed file is taken while it runs.")
  Optional<String> certificate;

  @Option(
      names = "--tls-key",
      description = "PEM file with the certificate's private key (BEGIN PRIVATE KEY).")
  Optional<String> key;

  @Option(
      names = "--tls-client-ca",
      description = "PEM file with the authorities whose client certificates are trusted.")
  Optional<String> clientAuthorities;

  @Option(
      names = "--tls-client-auth",
      description =
          "want: clients may show a certificate; need: they must; default with --tls-client-ca:"
              + " want.")
  Optional<String> clientAuth;

  /** Puts what was given into the configuration of the process. */
  void into(Map<String, Object> config) {
    certificate.ifPresent(file -> config.put(TlsSettings.CERTIFICATE, file));
    key.ifPresent(file -> config.put(TlsSettings.KEY, file));
    clientAuthorities.ifPresent(file -> config.put(TlsSettings.CLIENT_AUTHORITIES, file));
    clientAuth.ifPresent(how -> config.put(TlsSettings.CLIENT_AUTH, how));
  }
}
