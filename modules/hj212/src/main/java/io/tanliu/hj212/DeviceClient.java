// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * The device's side of a connection (现场机): sends a packet and waits for its answer, again and again
 * as the standard has it (超时及重发), and hears what the host asks.
 *
 * <p>For one thread.
 */
public final class DeviceClient implements AutoCloseable {
  private static final int CHUNK = 4_096;
  private static final int MOST_ASKED = 100;

  private final Socket socket;
  private final Encoder encoder;
  private final Decoder decoder;
  private final Duration patience;
  private final int repeats;
  private final Framer framer = new Framer(Rules.LONGEST_SEGMENT);
  private final Queue<byte[]> frames = new ArrayDeque<>();
  private final Queue<Packet> asked = new ArrayDeque<>();
  private final byte[] chunk = new byte[CHUNK];

  /**
   * Connects.
   *
   * @param keys for packets that are to be encrypted
   * @param patience how long an answer may take (超时时间)
   * @param repeats how often a packet is sent again (重发次数), 0 or more
   * @throws IOException when there is no connection within the patience
   */
  public DeviceClient(InetSocketAddress host, Sm4Keys keys, Duration patience, int repeats)
      throws IOException {
    this(new Socket(), host, keys, patience, repeats);
  }

  /**
   * Connects over a socket of one's own, for instance one with TLS.
   *
   * @param socket not connected yet
   */
  public DeviceClient(
      Socket socket, InetSocketAddress host, Sm4Keys keys, Duration patience, int repeats)
      throws IOException {
    this.socket = socket;
    this.encoder = new Encoder(keys);
    this.decoder = new Decoder(Rules.standard().takingAnyChecksum().with(keys));
    this.patience = patience;
    this.repeats = repeats;
    try {
      socket.setTcpNoDelay(true);
      socket.connect(host, Math.toIntExact(patience.toMillis()));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends a packet and does not wait. */
  public void send(Packet packet) throws IOException {
    socket.getOutputStream().write(encoder.encode(packet));
  }

  /**
   * Sends a packet until it is answered.
   *
   * @return the answer; nothing when none came to any of the attempts
   * @throws IOException when the connection is lost
   */
  public Optional<Packet> exchange(Packet packet) throws IOException {
    for (int attempt = 0; attempt <= repeats; attempt++) {
      send(packet);
      Optional<Packet> answer = answer(packet);
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  private Optional<Packet> answer(Packet packet) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<Packet> next = receive(deadline);
      if (next.isEmpty() || answers(next.get(), packet)) {
        return next;
      }
      if (asks(next.get()) && asked.size() < MOST_ASKED) {
        asked.add(next.get());
      }
    }
  }

  /**
   * The next request or notice of the host, also one that came while an answer was waited for.
   *
   * @return nothing when none came within the patience
   * @throws IOException when the connection is lost
   */
  public Optional<Packet> request() throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (asked.isEmpty()) {
      Optional<Packet> next = receive(deadline);
      if (next.isEmpty()) {
        return next;
      }
      next.filter(DeviceClient::asks).ifPresent(asked::add);
    }
    return Optional.of(asked.remove());
  }

  private static boolean asks(Packet packet) {
    Exchange exchange = packet.header().command().map(Command::fromHost).orElse(Exchange.NONE);
    return exchange == Exchange.REQUEST || exchange == Exchange.NOTICE;
  }

  /** Whether a packet is an answer to another one, or to that part of it. */
  static boolean answers(Packet answer, Packet packet) {
    Header header = answer.header();
    String qn =
        header.qn().isEmpty()
            ? answer.region().item("QN").map(Item::value).orElse("")
            : header.qn();
    boolean part = header.pno() == 0 || header.pno() == packet.header().pno();
    boolean is = header.command().map(Command::fromHost).orElse(Exchange.NONE) == Exchange.ANSWER;
    return is && part && qn.equals(packet.header().qn());
  }

  /** The next accepted packet of the host; nothing when the time is over. */
  private Optional<Packet> receive(long deadline) throws IOException {
    InputStream in = socket.getInputStream();
    while (true) {
      while (!frames.isEmpty()) {
        Verdict verdict = decoder.decode(frames.remove());
        if (verdict.accepted()) {
          return verdict.packet();
        }
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return Optional.empty();
      }
      socket.setSoTimeout(Math.toIntExact(Math.min(left, Integer.MAX_VALUE)));
      try {
        int length = in.read(chunk);
        if (length < 0) {
          throw new IOException("the host has closed the connection");
        }
        framer.feed(chunk, 0, length, frames::add);
      } catch (SocketTimeoutException e) {
        return Optional.empty();
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
