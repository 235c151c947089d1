// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Wrong credentials, counted by address and by the name inside the credential, so that one device
 * with an old key, or one page with an old token, does not lock out the others behind the same
 * address; the address as a whole has fifty times as many.
 */
final class Guesses {
  private static final String KEY_PREFIX = "tlk_";
  private static final int LONGEST_NAME = 64;
  private static final int NAMES = 50;

  private final boolean limited;
  private final Allowances perCredential;
  private final Allowances perSender;

  /**
   * @param perMinute 0 for no limit
   */
  Guesses(int perMinute) {
    this.limited = perMinute > 0;
    long each = Math.max(1, perMinute);
    this.perCredential = new Allowances(each, each, Duration.ofMinutes(1));
    this.perSender = new Allowances(NAMES * each, NAMES * each, Duration.ofMinutes(1));
  }

  /**
   * The part of a credential that is no secret: the id of an API key, or that it is this token and
   * no other.
   *
   * @return empty when there is none
   */
  static String credential(HttpFields headers) {
    String key = headers.get("X-API-Key");
    if (key == null) {
      String authorization = headers.get(HttpHeader.AUTHORIZATION);
      if (authorization == null) {
        return "";
      }
      key = authorization.substring(authorization.indexOf(' ') + 1).strip();
      if (!key.startsWith(KEY_PREFIX)) {
        return "token " + Integer.toHexString(authorization.hashCode());
      }
    }
    int end = key.indexOf('_', KEY_PREFIX.length());
    return key.startsWith(KEY_PREFIX) && end > 0
        ? shorten(key.substring(KEY_PREFIX.length(), end))
        : "kind key";
  }

  void wrong(String sender, String credential) {
    if (limited) {
      perCredential.take(sender + ' ' + credential);
      perSender.take(sender);
    }
  }

  /** Seconds until another try is looked at; 0 when it is now. */
  long wait(String sender, String credential) {
    return limited
        ? Math.max(perCredential.missing(sender + ' ' + credential), perSender.missing(sender))
        : 0;
  }

  private static String shorten(String name) {
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }
}
