// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.util.Arrays;

/**
 * Cuts a stream of bytes into frames, however the network has cut or glued them. The frames found
 * do not depend on the chunks.
 *
 * <p>A frame ends where its length says, if CR LF (or LF, or the next frame) is there; a region
 * that is encrypted may hold any bytes. A frame whose length is wrong ends at {@code &&}, four hex
 * digits and CR LF, or else at a CR LF; it is handed on as well, so that it can be refused by name.
 * What stands between frames is skipped. Every byte is looked at a few times at most, whatever it
 * is.
 *
 * <p>For one stream and one thread. Holds at most twice the longest frame.
 */
public final class Framer {
  /** Beside the data segment: {@code ##}, length, checksum, CR LF. */
  private static final int AROUND = 12;

  private static final int FIRST_BUFFER = 2048;

  private final int longestSegment;
  private byte[] buffer = new byte[0];
  private int start;
  private int end;
  private int seen;
  private boolean inFrame;
  private int due;
  private int lineEnd;
  private int skipped;

  /** Hears what is found, in the order of the stream. */
  public interface Listener {
    /** A frame with what ends it; the array belongs to the listener. */
    void frame(byte[] frame);

    /** So many bytes belong to no frame. */
    default void skipped(int bytes) {}
  }

  /**
   * A framer for one stream.
   *
   * @param longestSegment 1 to 9999; what declares more is no frame
   */
  public Framer(int longestSegment) {
    if (longestSegment < 1 || longestSegment > Rules.LONGEST_SEGMENT) {
      throw new IllegalArgumentException(
          "longestSegment: " + longestSegment + " (expected: 1 to " + Rules.LONGEST_SEGMENT + ")");
    }
    this.longestSegment = longestSegment;
  }

  /** Takes {@code length} bytes from {@code offset} on. */
  public void feed(byte[] chunk, int offset, int length, Listener listener) {
    int at = offset;
    int rest = length;
    while (rest > 0) {
      int taken = Math.min(rest, room(rest));
      System.arraycopy(chunk, at, buffer, end, taken);
      end += taken;
      at += taken;
      rest -= taken;
      scan(listener);
    }
    tellSkipped(listener);
  }

  /** Takes all bytes. */
  public void feed(byte[] chunk, Listener listener) {
    feed(chunk, 0, chunk.length, listener);
  }

  /** Bytes held back because they do not make a frame yet. */
  public int pending() {
    return end - start;
  }

  /** Free places behind {@link #end}, at least one. */
  private int room(int wanted) {
    if (start == end) {
      shift(start);
    }
    if (buffer.length - end < wanted && start > 0) {
      shift(start);
    }
    int most = 2 * (longestSegment + AROUND);
    if (buffer.length - end < wanted && buffer.length < most) {
      int size = Math.max(FIRST_BUFFER, Integer.highestOneBit(end + wanted) * 2);
      buffer = Arrays.copyOf(buffer, Math.min(most, size));
    }
    return buffer.length - end;
  }

  private void shift(int by) {
    System.arraycopy(buffer, by, buffer, 0, end - by);
    start -= by;
    end -= by;
    seen -= by;
    due -= by;
    lineEnd -= by;
  }

  private void scan(Listener listener) {
    while (true) {
      if (!inFrame && !beginFrame()) {
        return;
      }
      while (inFrame && seen < end) {
        seen++;
        step(listener);
      }
      if (inFrame) {
        return;
      }
    }
  }

  /** Goes on to the next header; false when there is none yet. */
  private boolean beginFrame() {
    while (start < end) {
      int matched = 0;
      while (matched < Decoder.HEAD && start + matched < end && header(start + matched, matched)) {
        matched++;
      }
      if (matched == Decoder.HEAD && declared(start) <= longestSegment) {
        inFrame = true;
        due = start + AROUND + declared(start);
        seen = start + Decoder.HEAD;
        lineEnd = 0;
        return true;
      }
      if (matched < Decoder.HEAD && start + matched == end) {
        return false;
      }
      start++;
      skipped++;
    }
    return false;
  }

  /** Looks at the byte before {@link #seen}. */
  private void step(Listener listener) {
    byte last = buffer[seen - 1];
    if (last == '\n' && buffer[seen - 2] == '\r') {
      if (seen == due) {
        emit(start, seen, listener);
        return;
      }
      lineEnd = seen;
      if (seen > due || closed(seen)) {
        emitWrong(seen, listener);
        return;
      }
    }
    if (seen == due - 1 && last == '\n' && hex(due - 6)) {
      emit(start, seen, listener);
    } else if (seen == due) {
      reachedEnd(listener);
    } else if (seen - start >= longestSegment + AROUND && seen > due) {
      giveUp(listener);
    }
  }

  private void reachedEnd(Listener listener) {
    if (last(due, '#') && last(due - 1, '#') && hex(due - 6)) {
      emit(start, due - 2, listener);
    } else if (lineEnd > 0) {
      emitWrong(lineEnd, listener);
    } else if (seen - start >= longestSegment + AROUND) {
      giveUp(listener);
    }
  }

  /** The longest frame is passed and no line has ended: the next header, without looking again. */
  private void giveUp(Listener listener) {
    int from = start;
    for (int at = start + 2; at + Decoder.HEAD <= seen; at++) {
      if (isHeader(at)) {
        skipped += at - from;
        start = at;
        due = at + AROUND + declared(at);
        if (due > seen) {
          return;
        }
        if (buffer[due - 2] == '\n' && hex(due - 6)) {
          emit(start, due - 1, listener);
          return;
        }
        if (last(due, '#') && last(due - 1, '#') && hex(due - 6)) {
          emit(start, due - 2, listener);
          return;
        }
        if (seen - start < longestSegment + AROUND) {
          return;
        }
        from = at;
      }
    }
    int kept = Math.max(from, seen - Decoder.HEAD + 1);
    skipped += kept - from;
    start = kept;
    inFrame = false;
  }

  /** The frame's length is wrong: it ends at {@code to}, unless a right one ends there. */
  private void emitWrong(int to, Listener listener) {
    for (int at = start + 2; at + AROUND <= to; at++) {
      if (isHeader(at) && at + AROUND + declared(at) == to) {
        skipped += at - start;
        emit(at, to, listener);
        return;
      }
    }
    emit(start, to, listener);
  }

  private void emit(int from, int to, Listener listener) {
    tellSkipped(listener);
    start = to;
    inFrame = false;
    listener.frame(Arrays.copyOfRange(buffer, from, to));
  }

  private void tellSkipped(Listener listener) {
    if (skipped > 0) {
      int told = skipped;
      skipped = 0;
      listener.skipped(told);
    }
  }

  private boolean isHeader(int at) {
    for (int i = 0; i < Decoder.HEAD; i++) {
      if (!header(at + i, i)) {
        return false;
      }
    }
    return declared(at) <= longestSegment;
  }

  private boolean header(int at, int position) {
    byte each = buffer[at];
    return position < 2 ? each == '#' : each >= '0' && each <= '9';
  }

  private int declared(int header) {
    return Bytes.digits(buffer, header + 2);
  }

  /** Whether {@code &&}, four hex digits and CR LF end at {@code to}. */
  private boolean closed(int to) {
    int at = to - 8;
    return at >= start + Decoder.HEAD && buffer[at] == '&' && buffer[at + 1] == '&' && hex(at + 2);
  }

  private boolean last(int to, char what) {
    return buffer[to - 1] == what;
  }

  private boolean hex(int at) {
    return Bytes.hex(buffer, at) >= 0;
  }
}
