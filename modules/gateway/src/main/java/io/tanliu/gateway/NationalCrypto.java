// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Makes SM2 and SM3 (国密) known to Java, behind what it knows itself. */
public final class NationalCrypto {
  private NationalCrypto() {}

  /** Does nothing the second time. */
  public static void ensure() {
    if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
  }
}
