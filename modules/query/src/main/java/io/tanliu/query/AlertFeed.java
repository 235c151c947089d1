// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Hands changes of alerts to everyone who listens. It keeps the newest changes, so that a client
 * whose connection broke can go on where it was; a client that cannot keep up is dropped.
 */
final class AlertFeed {
  private final String boot;
  private final int backlog;
  private final int maxClients;
  private final Deque<FeedMessage> recent = new ArrayDeque<>();
  private final Set<FeedClient> clients = ConcurrentHashMap.newKeySet();
  private long sequence;
  private boolean live;
  private boolean closed;
  private volatile Runnable news = () -> {};

  /**
   * @param boot distinguishes this run's event ids from those of earlier runs
   */
  AlertFeed(String boot, int backlog, int maxClients) {
    this.boot = boot;
    this.backlog = backlog;
    this.maxClients = maxClients;
  }

  /**
   * Who is told, from whatever thread, that clients have something to send or are closed.
   *
   * @param told does not wait
   */
  void tells(Runnable told) {
    news = told;
  }

  /** Before it is live, what is published is history being loaded, and no news. */
  synchronized void live(boolean now) {
    if (now && !live) {
      recent.clear();
      deliver(FeedMessage.reset(id(sequence)));
    }
    live = now;
  }

  /**
   * Tells of a change.
   *
   * @param json of the alert, asked for when there is somebody to tell
   */
  synchronized void publish(String entity, Supplier<String> json) {
    if (!live) {
      return;
    }
    FeedMessage message = FeedMessage.alert(id(++sequence), json.get(), entity);
    recent.addLast(message);
    if (recent.size() > backlog) {
      recent.removeFirst();
    }
    deliver(message);
  }

  /**
   * Begins to listen.
   *
   * @param lastEventId id of the last event that the client saw
   * @return empty when there are too many clients
   */
  synchronized Optional<FeedClient> subscribe(Optional<String> lastEventId) {
    if (closed || clients.size() >= maxClients) {
      return Optional.empty();
    }
    FeedClient client = new FeedClient(2 * backlog + 2);
    client.offer(FeedMessage.hello(id(sequence)));
    lastEventId.ifPresent(last -> resume(client, last));
    clients.add(client);
    return Optional.of(client);
  }

  private void resume(FeedClient client, String lastEventId) {
    long seen = position(lastEventId);
    long oldest = sequence - recent.size();
    if (seen < oldest || seen > sequence) {
      client.offer(FeedMessage.reset(id(sequence)));
      return;
    }
    recent.stream().skip(seen - oldest).forEach(client::offer);
  }

  /** Number in an id of this run; -1 for any other text. */
  private long position(String eventId) {
    if (!eventId.startsWith(boot + "-")) {
      return -1;
    }
    try {
      return Long.parseLong(eventId.substring(boot.length() + 1));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  void leave(FeedClient client) {
    client.close();
    clients.remove(client);
  }

  int clients() {
    return clients.size();
  }

  synchronized void close() {
    closed = true;
    clients.forEach(FeedClient::close);
    news.run();
  }

  private void deliver(FeedMessage message) {
    clients.forEach(client -> client.offer(message));
    news.run();
  }

  private String id(long number) {
    return boot + "-" + number;
  }
}
