// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Key stores from PEM files, for servers and for clients. */
public final class Pem {
  /** Of the key in memory; the key stores never leave the process. */
  public static final String PASSWORD = "memory";

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private Pem() {}

  /** A key with its certificates. */
  public static KeyStore identity(Path certificate, Path key)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    Certificate[] chain = certificates(certificate).toArray(new Certificate[0]);
    if (chain.length == 0) {
      throw new GeneralSecurityException(certificate + " holds no certificate");
    }
    PrivateKey secret = privateKey(key);
    if (!belong(secret, chain[0].getPublicKey())) {
      throw new GeneralSecurityException(key + " is not the key of " + certificate);
    }
    store.setKeyEntry("own", secret, PASSWORD.toCharArray(), chain);
    return store;
  }

  /** Certificates that are trusted. */
  public static KeyStore trust(Path authorities) throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    int number = 0;
    for (Certificate certificate : certificates(authorities)) {
      store.setCertificateEntry("authority-" + number++, certificate);
    }
    if (number == 0) {
      throw new GeneralSecurityException(authorities + " holds no certificate");
    }
    return store;
  }

  private static boolean belong(PrivateKey secret, PublicKey known)
      throws GeneralSecurityException {
    String algorithm =
        switch (secret.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "EdDSA";
        };
    byte[] anything = "anything".getBytes(StandardCharsets.US_ASCII);
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(secret);
    signature.update(anything);
    byte[] signed = signature.sign();
    try {
      signature.initVerify(known);
      signature.update(anything);
      return signature.verify(signed);
    } catch (InvalidKeyException | SignatureException e) {
      return false; // Not even of the same kind.
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws GeneralSecurityException, IOException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
  }

  private static PrivateKey privateKey(Path file) throws GeneralSecurityException, IOException {
    Matcher found = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    if (!found.find()) {
      throw new GeneralSecurityException(
          file
              + " holds no 'BEGIN PRIVATE KEY' (make one with: openssl pkcs8 -topk8 -nocrypt -in "
              + file
              + ")");
    }
    PKCS8EncodedKeySpec spec =
        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
    InvalidKeySpecException last = null;
    // The form does not say of which kind the key is, except to its own factory.
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        last = e;
      }
    }
    throw new GeneralSecurityException(file + " holds a key that is not RSA, EC or EdDSA", last);
  }
}
