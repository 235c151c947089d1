// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.hj212;

/** Where packets go, to be judged and written. */
public interface PacketSink extends AutoCloseable {
  /** Takes an accepted frame; what became of it is told on any thread, once. */
  void submit(Arrival arrival, Done done);

  /** A connection has gone. */
  void gone(DeviceSession session);

  /** What is on its way may still come to its end. */
  @Override
  void close();

  /** What became of a packet, once that is certain. */
  interface Done {
    /** It is in Kafka now or was before, or it is a notice: it may be acknowledged. */
    void taken();

    /** It is not acknowledged; the device will send it again. */
    void left();

    /** The sender is not who it says it is. */
    void expelled(DeviceMetrics.Outcome reason);
  }
}
