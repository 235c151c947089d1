// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection over which anything can be sent, also what no decent client would. */
public final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;

  public RawHttp(int port) {
    try {
      socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout(PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the text as it stands, one byte for each character. */
  public RawHttp send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawHttp send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Everything that comes until the server closes; a reset ends it too. */
  public String untilClosed() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      int b = socket.getInputStream().read();
      while (b >= 0) {
        all.write(b);
        b = socket.getInputStream().read();
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server keeps the connection; so far: " + all, e);
    } catch (IOException e) {
      // Reset: what had come before is the answer.
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** One request on a connection of its own, which says that it is the last. */
  public static String ask(int port, String request) throws IOException {
    try (RawHttp raw = new RawHttp(port)) {
      return raw.send(request).untilClosed();
    }
  }

  /** Status of an answer; 0 when there was none. */
  public static int status(String answer) {
    return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
