// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * Many clients of the stream of alerts, each with a connection of its own, from several loopback
 * addresses. For each change of an alert, each of them notes when it came; twice and out of order
 * is noted too. One thread reads for all of them.
 */
final class SseFleet implements AutoCloseable {
  private static final int OF_AN_ADDRESS = 100;

  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
  private final Map<String, Integer> changes = new HashMap<>();
  private final Map<String, Integer> alerts = new HashMap<>();
  private final List<Client> clients = new ArrayList<>();
  private final Thread thread = new Thread(this::read, "sse-fleet");
  private volatile boolean over;
  private final AtomicLong events = new AtomicLong();
  private volatile IllegalStateException failure;

  SseFleet(String url, int count) throws IOException {
    URI server = URI.create(url);
    for (int i = 0; i < count; i++) {
      SocketChannel channel = SocketChannel.open();
      byte[] from = {127, 0, (byte) (1 + i / OF_AN_ADDRESS / 200), (byte) (2 + i / OF_AN_ADDRESS)};
      channel.bind(new InetSocketAddress(InetAddress.getByAddress(from), 0));
      channel.connect(new InetSocketAddress(server.getHost(), server.getPort()));
      channel.write(
          ByteBuffer.wrap(
              ("GET /api/v1/alerts/stream HTTP/1.1\r\nHost: "
                      + server.getAuthority()
                      + "\r\nAccept: text/event-stream\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII)));
      channel.configureBlocking(false);
      Client client = new Client();
      clients.add(client);
      channel.register(selector, SelectionKey.OP_READ, client);
    }
    thread.setDaemon(true);
    thread.start();
  }

  /** One client. Everything but its flags belongs to the reading thread. */
  private final class Client {
    private final SseParser parser = new SseParser(this::event);
    private long[] arrived = new long[1_024];
    private int[] sequences = new int[1_024];
    private volatile boolean greeted;
    private volatile boolean ended;
    private int doubled;
    private int outOfOrder;
    private int resets;

    private void event(String name, String data) {
      switch (name) {
        case "hello" -> greeted = true;
        case "alert" -> alert(data);
        default -> resets++;
      }
    }

    private void alert(String data) {
      String id = text(data, "\"alertId\":\"", '"');
      int sequence = Integer.parseInt(text(data, "\"sequence\":", ','));
      int change = changes.computeIfAbsent(AlertLog.change(id, sequence), name -> changes.size());
      int alert = alerts.computeIfAbsent(id, name -> alerts.size());
      if (change >= arrived.length) {
        arrived = Arrays.copyOf(arrived, 2 * Math.max(change, arrived.length));
      }
      if (alert >= sequences.length) {
        sequences = Arrays.copyOf(sequences, 2 * Math.max(alert, sequences.length));
      }
      if (arrived[change] != 0) {
        doubled++;
      } else {
        arrived[change] = System.nanoTime();
      }
      if (sequence < sequences[alert]) {
        outOfOrder++;
      }
      sequences[alert] = sequence;
      events.incrementAndGet();
    }
  }

  private static String text(String data, String before, char after) {
    int from = data.indexOf(before) + before.length();
    return data.substring(from, data.indexOf(after, from));
  }

  private void read() {
    try {
      while (!over) {
        selector.select(
            key -> {
              try {
                take(key);
              } catch (IOException e) {
                end(key);
              }
            },
            100);
      }
    } catch (IOException | RuntimeException e) {
      failure = new IllegalStateException("the clients ended", e);
    }
  }

  private void take(SelectionKey key) throws IOException {
    Client client = (Client) key.attachment();
    buffer.clear();
    if (((SocketChannel) key.channel()).read(buffer) < 0) {
      end(key);
      return;
    }
    client.parser.take(buffer.flip());
  }

  private static void end(SelectionKey key) {
    ((Client) key.attachment()).ended = true;
    key.cancel();
  }

  /** Waits until every client is greeted. */
  void awaitGreeted(int seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!clients.stream().allMatch(client -> client.greeted)) {
      check();
      if (System.nanoTime() > end || clients.stream().anyMatch(client -> client.ended)) {
        throw new IllegalStateException(
            clients.stream().filter(client -> client.greeted).count()
                + " of "
                + clients.size()
                + " clients are greeted; answers: "
                + clients.stream().map(client -> client.parser.status()).distinct().toList());
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private void check() {
    if (failure != null) {
      throw failure;
    }
  }

  /** Events that came to all clients together. */
  long events() {
    check();
    return events.get();
  }

  /** What came of it: call it when reading is over. */
  record Result(
      int clients,
      int ended,
      int resets,
      int changes,
      long events,
      long missing,
      long doubled,
      long outOfOrder,
      Histogram fromTopic) {

    boolean right() {
      return ended == 0 && resets == 0 && missing == 0 && doubled == 0 && outOfOrder == 0;
    }
  }

  /**
   * Ends reading and compares with the topic.
   *
   * @param log when each change could be read from the topic
   */
  Result result(Map<String, Long> log, long countedFrom) throws IOException {
    close();
    Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(10), 3);
    long missing = 0;
    for (Map.Entry<String, Long> each : log.entrySet()) {
      Integer change = changes.get(each.getKey());
      for (Client client : clients) {
        boolean came =
            change != null && change < client.arrived.length && client.arrived[change] != 0;
        if (!came) {
          missing++;
        } else if (each.getValue() >= countedFrom) {
          long late = client.arrived[change] - each.getValue();
          micros.recordValue(Math.max(0, late / 1_000));
        }
      }
    }
    return new Result(
        clients.size(),
        (int) clients.stream().filter(client -> client.ended).count(),
        clients.stream().mapToInt(client -> client.resets).sum(),
        log.size(),
        events.get(),
        missing,
        clients.stream().mapToLong(client -> client.doubled).sum(),
        clients.stream().mapToLong(client -> client.outOfOrder).sum(),
        micros);
  }

  @Override
  public void close() throws IOException {
    over = true;
    Pace.await(thread);
    if (selector.isOpen()) {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    }
    check();
  }
}
