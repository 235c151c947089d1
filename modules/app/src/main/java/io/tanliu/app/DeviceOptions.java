// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The gateway's door for devices that speak HJ 212. */
final class DeviceOptions {
  @Option(
      names = "--hj212-port",
      description =
          "Port of the gateway's door for devices that speak HJ 212, at --host; default: closed.")
  Optional<Integer> port;

  @Option(
      names = "--hj212-tls-cert",
      paramLabel = "FILE",
      description = "PEM certificate chain of that door; with --hj212-tls-key it speaks TLS.")
  Optional<Path> certificate;

  @Option(
      names = "--hj212-tls-key",
      paramLabel = "FILE",
      description = "PEM private key of that door, PKCS#8, not encrypted.")
  Optional<Path> key;

  @Option(
      names = "--hj212-tls-client-ca",
      paramLabel = "FILE",
      description =
          "PEM authorities of devices' certificates, which may then speak only for the MN that is"
              + " their common name.")
  Optional<Path> clients;

  @Option(
      names = "--secrets-key",
      paramLabel = "FILE",
      description =
          "Key with which SM4 keys of devices are kept, 64 hex digits; more lines: older keys.")
  Optional<Path> secrets;

  /** As the gateway reads it. */
  void into(String host, Map<String, Object> config) {
    port.ifPresent(
        open -> {
          config.put("hj212.host", host);
          config.put("hj212.port", open);
        });
    certificate.ifPresent(file -> config.put("hj212.tls.certificate", file.toString()));
    key.ifPresent(file -> config.put("hj212.tls.key", file.toString()));
    clients.ifPresent(file -> config.put("hj212.tls.clients", file.toString()));
    secrets.ifPresent(file -> config.put("secrets.key.file", file.toString()));
  }
}
