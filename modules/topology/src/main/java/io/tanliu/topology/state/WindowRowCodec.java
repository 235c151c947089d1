// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.WindowRow;

/** A window row as state. */
public final class WindowRowCodec {
  private static final int VERSION = 1;

  private WindowRowCodec() {}

  /** Bytes of a row. */
  public static byte[] encode(WindowRow row) {
    StateWriter out = new StateWriter(VERSION).number(row.revision());
    LinesCodec.write(out, row.lines());
    return out.bytes();
  }

  /** The row in the bytes. */
  public static WindowRow decode(byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION);
    return new WindowRow(in.number(), LinesCodec.read(in));
  }
}
