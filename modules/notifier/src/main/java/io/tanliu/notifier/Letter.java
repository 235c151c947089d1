// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import io.tanliu.domain.notice.Notice;
import io.tanliu.domain.notice.NoticeHead;
import io.tanliu.domain.notice.NoticeText;
import java.nio.charset.StandardCharsets;

/**
 * A notice as one receiver gets it: the same at every attempt.
 *
 * @param key notice and receiver; whoever has taken it once can tell a repeat by it
 * @param id of the notice
 * @param notice the receiver's part of it
 * @param head names for the heading
 * @param listed most alerts that the text lists one by one
 */
record Letter(String key, String id, Notice notice, NoticeHead head, int listed) {

  NoticeText text() {
    return new NoticeText(notice, head, listed);
  }

  /** The key in characters that headers may have. */
  String headerKey() {
    StringBuilder header = new StringBuilder();
    for (byte next : key.getBytes(StandardCharsets.UTF_8)) {
      if (next > 0x20 && next < 0x7F && next != '%') {
        header.append((char) next);
      } else {
        header.append(String.format("%%%02X", next & 0xFF));
      }
    }
    return header.toString();
  }
}
