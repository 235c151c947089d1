// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The region (数据区) between {@code CP=&&} and {@code &&}, plain: a view on the packet's bytes. Items
 * are made while they are walked over; empty ones are passed over.
 */
public final class Region implements Iterable<Item> {
  private final byte[] bytes;
  private final int from;
  private final int to;

  Region(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  /** In bytes. */
  public int length() {
    return to - from;
  }

  /** The first item of this name; nothing when there is none. */
  public Optional<Item> item(String name) {
    for (Item each : this) {
      if (each.named(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  @Override
  public Iterator<Item> iterator() {
    Cursor cursor = cursor();
    return new Iterator<>() {
      private Item ahead = find();

      private Item find() {
        while (cursor.advance()) {
          if (cursor.from < cursor.to) {
            return new Item(bytes, cursor.from, cursor.equal, cursor.to);
          }
        }
        return null;
      }

      @Override
      public boolean hasNext() {
        return ahead != null;
      }

      @Override
      public Item next() {
        if (ahead == null) {
          throw new NoSuchElementException();
        }
        Item result = ahead;
        ahead = find();
        return result;
      }
    };
  }

  /** A copy of the bytes, as they stand. */
  public byte[] toBytes() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /** Over all items, also the empty ones. */
  Cursor cursor() {
    return new Cursor(bytes, from, to, true);
  }

  /** Over the groups between semicolons. */
  Cursor groups() {
    return new Cursor(bytes, from, to, false);
  }

  byte[] bytes() {
    return bytes;
  }

  /** The text, as UTF-8. */
  @Override
  public String toString() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
