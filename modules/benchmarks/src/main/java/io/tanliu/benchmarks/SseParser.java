// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a stream of server-sent events from the bytes of a chunked HTTP/1.1 answer, as they come.
 */
final class SseParser {
  /** Who is told of the events. */
  interface Listener {
    /** An event has come: its name and its data. */
    void event(String name, String data);
  }

  private enum Part {
    HEAD,
    SIZE,
    DATA,
    END_OF_CHUNK
  }

  private final Listener listener;
  private final StringBuilder line = new StringBuilder();
  private Part part = Part.HEAD;
  private int status;
  private int left;
  private byte[] event = new byte[4_096];
  private int length;

  SseParser(Listener listener) {
    this.listener = listener;
  }

  /** Status of the answer; 0 before it is known. */
  int status() {
    return status;
  }

  void take(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      switch (part) {
        case HEAD -> head(bytes);
        case SIZE -> size(bytes);
        case DATA -> data(bytes);
        case END_OF_CHUNK -> {
          if (bytes.get() == '\n') {
            part = Part.SIZE;
          }
        }
      }
    }
  }

  private void head(ByteBuffer bytes) {
    char next = (char) bytes.get();
    line.append(next);
    if (next == '\n' && line.toString().endsWith("\r\n\r\n")) {
      status = Integer.parseInt(line.substring(9, 12));
      line.setLength(0);
      part = Part.SIZE;
    }
  }

  private void size(ByteBuffer bytes) {
    char next = (char) bytes.get();
    if (next == '\n') {
      left = Integer.parseInt(line.toString().strip(), 16);
      line.setLength(0);
      part = left == 0 ? Part.END_OF_CHUNK : Part.DATA;
    } else {
      line.append(next);
    }
  }

  private void data(ByteBuffer bytes) {
    while (left > 0 && bytes.hasRemaining()) {
      byte next = bytes.get();
      left--;
      if (length == event.length) {
        event = Arrays.copyOf(event, 2 * length);
      }
      event[length++] = next;
      if (next == '\n' && length > 1 && event[length - 2] == '\n') {
        tell(new String(event, 0, length, StandardCharsets.UTF_8));
        length = 0;
      }
    }
    if (left == 0) {
      part = Part.END_OF_CHUNK;
    }
  }

  private void tell(String text) {
    String name = "";
    String data = "";
    for (String field : text.split("\n")) {
      if (field.startsWith("event: ")) {
        name = field.substring("event: ".length());
      } else if (field.startsWith("data: ")) {
        data = field.substring("data: ".length());
      }
    }
    if (!name.isEmpty()) {
      listener.event(name, data);
    }
  }
}
