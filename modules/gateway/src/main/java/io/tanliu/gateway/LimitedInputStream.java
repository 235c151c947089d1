// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses the byte after the limit, whatever the Content-Length said. */
final class LimitedInputStream extends FilterInputStream {
  private final long limit;
  private final String what;
  private long count;

  /**
   * @param limit most bytes that may be read
   * @param what what is limited, for the message
   */
  LimitedInputStream(InputStream in, long limit, String what) {
    super(in);
    this.limit = limit;
    this.what = what;
  }

  /** More bytes than allowed. */
  static final class LimitException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long limit;

    LimitException(String what, long limit) {
      super(what);
      this.limit = limit;
    }

    long limit() {
      return limit;
    }
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    if (b >= 0) {
      add(1);
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = in.read(buffer, offset, length);
    if (n > 0) {
      add(n);
    }
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    long skipped = in.skip(n);
    add(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void add(long n) throws LimitException {
    count += n;
    if (count > limit) {
      throw new LimitException(what, limit);
    }
  }
}
