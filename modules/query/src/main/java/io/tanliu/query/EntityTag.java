// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Names an answer by what it says (RFC 9110, 8.8.3). It is weak, since a proxy may compress what it
 * names, and it is made of the answered bytes: it saves the network, not the reading.
 *
 * @param text as it stands in the header
 */
record EntityTag(String text) {
  /** 128 bits: two answers of one address never meet in it. */
  private static final int BYTES = 16;

  static EntityTag of(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      byte[] hash = Arrays.copyOf(digest.digest(), BYTES);
      return new EntityTag(
          "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + '"');
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Whether a caller has it already.
   *
   * @param ifNoneMatch the header of that name; null without one
   */
  boolean in(String ifNoneMatch) {
    if (ifNoneMatch == null) {
      return false;
    }
    String opaque = opaque(text);
    return Arrays.stream(ifNoneMatch.split(",", -1))
        .map(String::strip)
        .anyMatch(each -> each.equals("*") || opaque(each).equals(opaque));
  }

  /** Weak comparison: what is in front does not count. */
  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
