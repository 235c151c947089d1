// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.attest;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * How batches are signed. Ed25519 (RFC 8032) comes with Java; SM2 with SM3 (GB/T 32918, GB/T 32905)
 * wants a provider of it, such as Bouncy Castle's.
 */
public enum SealAlgorithm {
  /** Ed25519. */
  ED25519("Ed25519", "Ed25519"),
  /** SM2 with SM3 (国密). */
  SM2("EC", "SM3withSM2");

  private final String keys;
  private final String signatures;

  SealAlgorithm(String keys, String signatures) {
    this.keys = keys;
    this.signatures = signatures;
  }

  /** A new pair of keys. */
  public KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(keys);
      if (this == SM2) {
        // Java's own generator does not know the curve; the provider of the signature does.
        generator =
            KeyPairGenerator.getInstance(keys, Signature.getInstance(signatures).getProvider());
        generator.initialize(new ECGenParameterSpec("sm2p256v1"));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(this + " is not there: " + e.getMessage(), e);
    }
  }

  /** The signature of a text under a private key (PKCS #8, Base64). */
  byte[] sign(String privateKey, byte[] text) {
    try {
      PrivateKey key = factory().generatePrivate(new PKCS8EncodedKeySpec(decode(privateKey)));
      Signature signature = Signature.getInstance(signatures);
      signature.initSign(key);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no private key for " + this, e);
    }
  }

  /** True when a signature is that of a text under a public key (X.509, Base64). */
  boolean verifies(String publicKey, byte[] text, String sealed) {
    try {
      Signature signature = Signature.getInstance(signatures);
      signature.initVerify(publicKey(publicKey));
      signature.update(text);
      return signature.verify(decode(sealed));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Reads a public key.
   *
   * @param text X.509 in Base64
   * @throws IllegalArgumentException when it is none of this kind
   */
  public PublicKey publicKey(String text) {
    try {
      return factory().generatePublic(new X509EncodedKeySpec(decode(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no public key for " + this, e);
    }
  }

  private KeyFactory factory() throws GeneralSecurityException {
    return this == SM2
        ? KeyFactory.getInstance(keys, Signature.getInstance(signatures).getProvider())
        : KeyFactory.getInstance(keys);
  }

  private static byte[] decode(String text) {
    return Base64.getDecoder().decode(text);
  }
}
