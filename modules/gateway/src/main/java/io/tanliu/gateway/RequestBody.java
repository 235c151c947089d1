// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of a request, asked for only when the first byte is read: the server then sends {@code
 * 100 Continue} to a sender that waits for it, and a refusal before that spares the sending.
 */
final class RequestBody extends InputStream {
  private final HttpServletRequest request;
  private InputStream in;

  RequestBody(HttpServletRequest request) {
    this.request = request;
  }

  /** True when the sender has been told to send, or sends without being told. */
  boolean isComing() {
    return in != null || !"100-continue".equalsIgnoreCase(request.getHeader("Expect"));
  }

  @Override
  public int read() throws IOException {
    return open().read();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return open().read(buffer, offset, length);
  }

  @Override
  public int available() throws IOException {
    return in == null ? 0 : in.available();
  }

  private InputStream open() throws IOException {
    if (in == null) {
      in = request.getInputStream();
    }
    return in;
  }
}
