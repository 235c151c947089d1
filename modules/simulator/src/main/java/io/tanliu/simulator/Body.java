// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes bodies of requests. */
final class Body {
  private static final String HEADER = "point,time,value\n";
  private static final int LINE = 32;

  private Body() {}

  /** Readings as CSV with epoch milliseconds. */
  static String csv(List<Sending> sendings) {
    StringBuilder text = new StringBuilder(HEADER.length() + LINE * sendings.size());
    text.append(HEADER);
    for (Sending sending : sendings) {
      text.append(sending.meter().point().id())
          .append(',')
          .append(sending.time())
          .append(',')
          .append(sending.meter().text(sending.value()))
          .append('\n');
    }
    return text.toString();
  }

  static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() / 4);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}
