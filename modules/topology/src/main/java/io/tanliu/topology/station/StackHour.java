// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.domain.cems.Method;
import io.tanliu.domain.cems.Substitution.Filled;
import io.tanliu.topology.state.VersionedBytes;
import java.util.OptionalLong;

/**
 * What is kept of an hour of a gas in a stack.
 *
 * @param measured mass that was measured, mg; empty when the hour is not valid
 * @param count valid records
 * @param stopped true when the source stood still the whole hour
 * @param filled what the hour counts; MISSING until it is over
 */
record StackHour(OptionalLong measured, int count, boolean stopped, Filled filled) {
  private static final int VERSION = 2;

  /** An hour in which nothing came. */
  static final StackHour EMPTY =
      new StackHour(
          OptionalLong.empty(), 0, false, new Filled(OptionalLong.empty(), Method.MISSING, 0));

  /** What it counts when it was measured, or the source stood still. */
  Filled known() {
    return new Filled(measured, stopped ? Method.STOPPED : Method.MEASURED, 0);
  }

  /** True when the monitor measured the source at work. */
  boolean atWork() {
    return measured.isPresent() && !stopped;
  }

  StackHour with(Filled other) {
    return new StackHour(measured, count, stopped, other);
  }

  byte[] encode() {
    return VersionedBytes.write(
        VERSION,
        out -> {
          out.writeBoolean(measured.isPresent());
          out.writeLong(measured.orElse(0));
          out.writeInt(count);
          out.writeBoolean(stopped);
          out.writeUTF(filled.method().name());
          out.writeBoolean(filled.mass().isPresent());
          out.writeLong(filled.mass().orElse(0));
          out.writeInt(filled.source());
        });
  }

  static StackHour decode(byte[] bytes) {
    return VersionedBytes.read(
        VERSION,
        bytes,
        in -> {
          boolean valid = in.readBoolean();
          long mass = in.readLong();
          int count = in.readInt();
          boolean stopped = in.readBoolean();
          Method method = Method.valueOf(in.readUTF());
          boolean any = in.readBoolean();
          long stands = in.readLong();
          return new StackHour(
              valid ? OptionalLong.of(mass) : OptionalLong.empty(),
              count,
              stopped,
              new Filled(
                  any ? OptionalLong.of(stands) : OptionalLong.empty(), method, in.readInt()));
        });
  }
}
