// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** What waits to be sent to one listener; when it is full, the listener is too slow and is cut. */
final class FeedClient {
  private final BlockingQueue<FeedMessage> waiting;
  private volatile boolean closed;

  FeedClient(int capacity) {
    waiting = new ArrayBlockingQueue<>(capacity);
  }

  void offer(FeedMessage message) {
    if (!waiting.offer(message)) {
      closed = true;
    }
  }

  /** The next message, or empty when there is none now. */
  Optional<FeedMessage> next() {
    return Optional.ofNullable(waiting.poll());
  }

  boolean closed() {
    return closed;
  }

  void close() {
    closed = true;
  }
}
