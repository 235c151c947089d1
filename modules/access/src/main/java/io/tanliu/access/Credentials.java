// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a caller shows. Never write it to a log: {@link #toString} says nothing of it.
 *
 * @param authorization the header {@code Authorization}; empty when there is none
 * @param apiKey the header {@code X-API-Key}, or the password of a door that has only that; empty
 *     when there is none
 * @param certificates the verified chain of the client's certificate, its own first; empty when it
 *     showed none
 * @param address from where it calls, for the record
 */
public record Credentials(
    String authorization, String apiKey, List<X509Certificate> certificates, String address) {

  public Credentials {
    certificates = List.copyOf(certificates);
  }

  /** An API key alone. */
  public static Credentials key(String key, String address) {
    return new Credentials("", key, List.of(), address);
  }

  /** True when nothing was shown. */
  public boolean isEmpty() {
    return authorization.isEmpty() && apiKey.isEmpty() && certificates.isEmpty();
  }

  @Override
  public String toString() {
    return "credentials from " + address;
  }
}
