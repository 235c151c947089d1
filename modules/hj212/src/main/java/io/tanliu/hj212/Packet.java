// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A packet that was read or made: its header, its region, and how it stands on the wire. Immutable;
 * a view on one array of bytes that nobody else changes.
 */
public final class Packet {
  /** What opens the region. */
  static final byte[] OPENING = {'C', 'P', '=', '&', '&'};

  /** What closes it. */
  static final byte[] CLOSING = {'&', '&'};

  private final byte[] bytes;
  private final int from;
  private final int to;
  private final int regionFrom;
  private final Header header;
  private final Wire wire;

  /** The plain data segment is {@code bytes[from, to)}, its region begins at {@code regionFrom}. */
  Packet(byte[] bytes, int from, int to, int regionFrom, Header header, Wire wire) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.regionFrom = regionFrom;
    this.header = header;
    this.wire = wire;
  }

  /** The header fields. */
  public Header header() {
    return header;
  }

  /** The region, plain. */
  public Region region() {
    return new Region(bytes, regionFrom, regionTo());
  }

  /** How it stands on the wire. */
  public Wire wire() {
    return wire;
  }

  /**
   * The region's {@code DataTime} in China Standard Time: of 2011 when it was measured, of 2051,
   * 2061 and 2031 where the interval begins. Nothing when there is none.
   */
  public Optional<LocalDateTime> dataTime() {
    return region().item("DataTime").map(Item::value).flatMap(ChinaTime::parse);
  }

  /**
   * Over the header's fields, without {@code CP}; the last one is what stands before it: nothing.
   */
  Cursor fields() {
    return new Cursor(bytes, from, regionFrom - OPENING.length, false);
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  int regionFrom() {
    return regionFrom;
  }

  /** Before the closing {@code &&}. */
  int regionTo() {
    return to - CLOSING.length;
  }

  @Override
  public String toString() {
    return header + ";CP=&&" + region() + "&&";
  }
}
