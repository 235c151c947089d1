// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * The names under which a client certificate can stand in a key: {@code sha256:} with the digest of
 * the certificate (64 hexadecimal digits), {@code subject:} with the name as in RFC 2253, {@code
 * dns:} or {@code uri:} with an alternative name. That its chain leads to an authority that is
 * trusted was checked by the listener.
 */
final class Certificates {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final int DNS = 2;
  private static final int URI = 6;
  private static final int MAX_NAME = 500;

  private Certificates() {}

  /**
   * The name in the form in which it is compared.
   *
   * @throws IllegalArgumentException when it is none
   */
  static String normal(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    String name = text.substring(colon + 1).strip();
    if (Set.of("sha256", "subject", "dns", "uri").contains(kind)
        && !name.isEmpty()
        && name.length() <= MAX_NAME) {
      switch (kind) {
        case "sha256" -> {
          String digits = name.replace(":", "").toLowerCase(Locale.ROOT);
          if (DIGEST.matcher(digits).matches()) {
            return kind + ":" + digits;
          }
        }
        case "subject" -> {
          return kind + ":" + new X500Principal(name).getName(X500Principal.RFC2253);
        }
        case "dns" -> {
          return kind + ":" + name.toLowerCase(Locale.ROOT);
        }
        default -> {
          return kind + ":" + name;
        }
      }
    }
    throw new IllegalArgumentException(
        "certificate: "
            + text
            + " (expected: sha256:<64 hexadecimal digits>, subject:<name as in RFC 2253>,"
            + " dns:<name> or uri:<name>)");
  }

  /** All names of a certificate, the most exact first. */
  static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      names.add("sha256:" + HexFormat.of().formatHex(Secret.sha256(certificate.getEncoded())));
      names.add("subject:" + certificate.getSubjectX500Principal().getName(X500Principal.RFC2253));
      Collection<List<?>> others = certificate.getSubjectAlternativeNames();
      for (List<?> other : others == null ? List.<List<?>>of() : others) {
        if (other.get(0).equals(DNS)) {
          names.add("dns:" + String.valueOf(other.get(1)).toLowerCase(Locale.ROOT));
        } else if (other.get(0).equals(URI)) {
          names.add("uri:" + other.get(1));
        }
      }
    } catch (CertificateEncodingException | CertificateParsingException e) {
      throw AccessException.unauthenticated("bad-certificate", "the certificate cannot be read");
    }
    return names;
  }
}
