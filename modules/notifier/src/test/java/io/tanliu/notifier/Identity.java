// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server's key with a certificate that it has signed itself.
 *
 * @param store file of both, PKCS 12
 * @param certificate file of the certificate, PEM: its own authority
 */
record Identity(Path store, Path certificate) {
  static final String PASSWORD = "changeit";

  /**
   * A new one.
   *
   * @param name for whom it is, as an extension of the certificate says it: {@code ip:127.0.0.1}
   */
  static Identity of(Path dir, String alias, String name) {
    Path store = dir.resolve(alias + ".p12");
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    try {
      Process process =
          new ProcessBuilder(
                  List.of(
                      tool.toString(),
                      "-genkeypair",
                      "-alias",
                      alias,
                      "-keyalg",
                      "EC",
                      "-dname",
                      "CN=" + alias,
                      "-ext",
                      "SAN=" + name,
                      "-ext",
                      "BC=ca:true",
                      "-validity",
                      "3650",
                      "-storetype",
                      "PKCS12",
                      "-storepass",
                      PASSWORD,
                      "-keystore",
                      store.toString()))
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(output);
      }
      Path pem = dir.resolve(alias + ".pem");
      byte[] certificate = load(store).getCertificate(alias).getEncoded();
      Files.writeString(
          pem,
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder().encodeToString(certificate)
              + "\n-----END CERTIFICATE-----\n");
      return new Identity(store, pem);
    } catch (IOException | GeneralSecurityException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  /** What a server needs to prove that it is this one. */
  SSLContext server() throws IOException, GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(load(store), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
