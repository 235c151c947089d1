// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * Message of an event of the log on one line, after the name of the request that it belongs to.
 * What senders put into ids, paths and headers can neither begin a line of its own nor move the
 * cursor.
 */
public final class OneLine extends MessageConverter {
  @Override
  public String convert(ILoggingEvent event) {
    String request = event.getMDCPropertyMap().get(RequestGuard.REQUEST);
    String message = visible(super.convert(event));
    return request == null ? message : "[" + visible(request) + "] " + message;
  }

  /** The text with a question mark for what is no character to be seen, line breaks among it. */
  static String visible(String text) {
    if (text == null || text.chars().noneMatch(OneLine::hidden)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.chars().forEach(c -> clean.append(hidden(c) ? '?' : (char) c));
    return clean.toString();
  }

  private static boolean hidden(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
