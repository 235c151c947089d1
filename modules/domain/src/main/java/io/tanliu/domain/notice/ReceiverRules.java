// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.notice;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** What the fields of a receiver may be, wherever it is written down. */
public final class ReceiverRules {
  /** Most receivers; the notifier serves as many. */
  public static final int MAX_RECEIVERS = 500;

  /** Longest address, characters. */
  public static final int MAX_ADDRESS = 2_000;

  /** Longest name, characters. */
  public static final int MAX_NAME = 200;

  /** Most codes in a list. */
  public static final int MAX_CODES = 1_000;

  /** Identity of a receiver; part of record keys. */
  public static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** For messages. */
  public static final String ID_EXPECTED = "1 to 64 characters of A-Z a-z 0-9 . _ -";

  /** Name of a secret at the notifier. */
  public static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");

  /** For messages. */
  public static final String SECRET_EXPECTED =
      "the name of a secret at the notifier: " + ID_EXPECTED;

  /** Code of a rule. */
  public static final Pattern RULE = Pattern.compile("[a-z0-9-]{1,64}");

  /** For messages. */
  public static final String WEBHOOK_EXPECTED =
      "an http or https URL without user, at most " + MAX_ADDRESS + " characters";

  private static final Pattern MAIL =
      Pattern.compile("[^\\s@<>,;:\"()\\[\\]\\\\]{1,64}@[A-Za-z0-9.-]{1,255}");

  private ReceiverRules() {}

  /** True for a URL to which notices can be sent. */
  public static boolean webhook(String address) {
    try {
      URI uri = new URI(address);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return web
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getFragment() == null
          && address.length() <= MAX_ADDRESS;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** True for one mail address. */
  public static boolean mail(String address) {
    return MAIL.matcher(address).matches();
  }
}
