// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.tanliu.hj212.ChinaTime;
import io.tanliu.hj212.Command;
import io.tanliu.hj212.Decoder;
import io.tanliu.hj212.Encoder;
import io.tanliu.hj212.Framer;
import io.tanliu.hj212.PacketBuilder;
import io.tanliu.hj212.Rules;
import io.tanliu.hj212.Version;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** Many devices on one thread, each with a connection of its own, which send until answered. */
public final class DeviceFleet implements AutoCloseable {
  private static final Decoder DECODER = new Decoder(Rules.standard());
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What a stack monitor sends beside its reading: eight more items of a minute frame. */
  private static final List<String> FACTORS =
      List.of("a21026", "a21002", "a34013", "a05001", "a19001", "a01012", "a01013", "a01014");

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final int port;
  private final int devices;
  private final int rounds;
  private final Duration between;
  private final LocalDateTime first;
  private final CountDownLatch left;
  private final AtomicInteger again = new AtomicInteger();
  private final AtomicInteger connected = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicLongArray nanos;
  private final AtomicInteger answered = new AtomicInteger();

  /**
   * A fleet that has not begun yet.
   *
   * @param rounds packets of each device
   * @param between an answer and the next packet
   * @param first DataTime of the first packet; each is a quarter of an hour before the one before
   */
  public DeviceFleet(int port, int devices, int rounds, Duration between, LocalDateTime first) {
    this.port = port;
    this.devices = devices;
    this.rounds = rounds;
    this.between = between;
    this.first = first;
    this.left = new CountDownLatch(devices);
    this.nanos = new AtomicLongArray(devices * rounds);
  }

  /** Number of a device. */
  public static String mn(int device) {
    return "F%05d".formatted(device);
  }

  /** All devices connect and begin, spread over a time. */
  public void start(Duration spread) {
    for (int device = 0; device < devices; device++) {
      Device each = new Device(device);
      long delay = spread.toMillis() * device / devices;
      later(each::connect, delay);
    }
  }

  /** Waits until every packet of every device is answered; false when the time is over. */
  public boolean awaitAll(Duration timeout) throws InterruptedException {
    return left.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Packets that were answered. */
  public int answered() {
    return answered.get();
  }

  /** Most connections that were open at once. */
  public int mostConnected() {
    return most.get();
  }

  /** Packets that were sent again, because the answer did not come in 10 s. */
  public int sentAgain() {
    return again.get();
  }

  /** Time to the answer, in milliseconds, that this share of the answered packets stayed within. */
  public double millis(double share) {
    long[] sorted = new long[answered.get()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = nanos.get(i);
    }
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))] / 1e6;
  }

  private void later(Runnable work, long millis) {
    var unused = loop.schedule(work, millis, TimeUnit.MILLISECONDS);
  }

  private final class Device {
    private final int number;
    private final Framer framer = new Framer(Rules.LONGEST_SEGMENT);
    private Channel channel;
    private int round;
    private String awaited = "";
    private long sentAt;
    private long firstSentAt;

    private Device(int number) {
      this.number = number;
    }

    private void connect() {
      new Bootstrap()
          .group(loop)
          .channel(NioSocketChannel.class)
          .handler(
              new ChannelInitializer<SocketChannel>() {
                @Override
                protected void initChannel(SocketChannel socket) {
                  socket.pipeline().addLast(new Answers());
                }
              })
          .connect("127.0.0.1", port)
          .addListener(
              done -> {
                if (done.isSuccess()) {
                  channel = ((ChannelFuture) done).channel();
                  most.accumulateAndGet(connected.incrementAndGet(), Math::max);
                  channel.closeFuture().addListener(closed -> connected.decrementAndGet());
                  if (awaited.isEmpty()) {
                    firstSentAt = System.nanoTime();
                  }
                  send();
                } else {
                  later(this::connect, ThreadLocalRandom.current().nextInt(1_000));
                }
              });
    }

    private void send() {
      LocalDateTime start = first.minusMinutes(15L * round);
      PacketBuilder packet =
          PacketBuilder.of(Version.V2025, Command.MINUTE)
              .qn(first.plusMinutes(round))
              .st("31")
              .pw("secret")
              .mn(mn(number))
              .answerWanted(true)
              .dataTime(start)
              .group("f1-Cou", "1")
              .and("f1-Flag", "N");
      for (String factor : FACTORS) {
        packet
            .group(factor + "-Min", "11.2")
            .and(factor + "-Avg", "12.5")
            .and(factor + "-Max", "13.75")
            .and(factor + "-Flag", "N");
      }
      awaited = ChinaTime.millis(first.plusMinutes(round));
      sentAt = System.nanoTime();
      long sent = sentAt;
      var unused =
          channel.writeAndFlush(Unpooled.wrappedBuffer(Encoder.plain().encode(packet.build())));
      later(() -> repeat(sent), PATIENCE.toMillis());
    }

    private void repeat(long sent) {
      if (sentAt == sent && !awaited.isEmpty()) {
        again.incrementAndGet();
        if (channel.isActive()) {
          send();
        } else {
          connect();
        }
      }
    }

    private void answer(byte[] frame) {
      String qn = DECODER.decode(frame).packet().map(packet -> packet.header().qn()).orElse("");
      if (qn.isEmpty() || !qn.equals(awaited)) {
        return;
      }
      awaited = "";
      nanos.set(answered.getAndIncrement(), System.nanoTime() - firstSentAt);
      if (++round == rounds) {
        var unused = channel.close();
        left.countDown();
      } else {
        later(this::next, between.toMillis());
      }
    }

    private void next() {
      firstSentAt = System.nanoTime();
      send();
    }

    private final class Answers extends SimpleChannelInboundHandler<ByteBuf> {
      @Override
      protected void channelRead0(ChannelHandlerContext context, ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        framer.feed(bytes, Device.this::answer);
      }
    }
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
  }
}
