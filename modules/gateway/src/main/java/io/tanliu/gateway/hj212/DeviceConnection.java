// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.hj212;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.tanliu.hj212.Finding;
import io.tanliu.hj212.Framer;
import io.tanliu.hj212.Packet;
import io.tanliu.hj212.Replies;
import io.tanliu.hj212.Rules;
import io.tanliu.hj212.Verdict;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/**
 * One connection of a device, on the thread of its event loop. It stops reading while too much of
 * it, or of all, waits for Kafka: the device feels that through TCP.
 */
final class DeviceConnection extends ChannelInboundHandlerAdapter
    implements Framer.Listener, DeviceSession {
  private final DeviceSettings settings;
  private final PacketSink work;
  private final DeviceCodec codec;
  private final DeviceMetrics metrics;
  private final DeviceFlow flow;
  private final InetAddress address;
  private final Optional<SslHandler> tls;
  private final Framer framer = new Framer(Rules.LONGEST_SEGMENT);
  private final long opened = System.nanoTime();
  private Optional<Optional<String>> certificate = Optional.empty();
  private ChannelHandlerContext channel;
  private int waiting;
  private int refused;
  private int noise;
  private boolean proven;
  private boolean paused;
  private long begun;
  private long heard = opened;

  DeviceConnection(
      DeviceSettings settings,
      PacketSink work,
      DeviceCodec codec,
      DeviceMetrics metrics,
      DeviceFlow flow,
      InetAddress address,
      Optional<SslHandler> tls) {
    this.settings = settings;
    this.work = work;
    this.codec = codec;
    this.metrics = metrics;
    this.flow = flow;
    this.address = address;
    this.tls = tls;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf buffer = (ByteBuf) message;
    try {
      byte[] bytes = new byte[buffer.readableBytes()];
      buffer.readBytes(bytes);
      int before = framer.pending();
      heard = System.nanoTime();
      framer.feed(bytes, this);
      if (framer.pending() == 0) {
        begun = 0;
      } else if (begun == 0 || framer.pending() < before) {
        begun = heard;
      }
      closeIfSlow();
    } finally {
      buffer.release();
    }
  }

  /** Crumbs and silence that only hold a connection open. */
  private void closeIfSlow() {
    long now = System.nanoTime();
    if (begun != 0 && now - begun > settings.frameTime().toNanos()) {
      close("slow");
    } else if (!proven && waiting == 0 && now - opened > settings.unproven().toNanos()) {
      close("unproven");
    } else if (waiting == 0 && !paused && now - heard >= settings.idle().toNanos()) {
      close("idle");
    }
  }

  @Override
  public void frame(byte[] frame) {
    if (!channel.channel().isOpen()) {
      return;
    }
    begun = 0;
    long came = System.nanoTime();
    Verdict verdict = codec.decoder().decode(frame);
    if (!verdict.accepted()) {
      verdict.findings().stream()
          .filter(Finding::error)
          .findFirst()
          .ifPresent(found -> metrics.refused(found.code()));
      if (++refused > settings.maxRefused()) {
        close("refused");
      }
      return;
    }
    refused = 0;
    noise = 0;
    waiting++;
    flow.begin();
    pauseIfNeeded();
    work.submit(new Arrival(verdict, address, certificate(), this), new Answer(verdict, came));
  }

  /** Asked once: after the handshake it does not change. */
  private Optional<String> certificate() {
    if (certificate.isEmpty()) {
      certificate = Optional.of(tls.flatMap(DeviceTls::commonName));
    }
    return certificate.get();
  }

  @Override
  public void skipped(int bytes) {
    metrics.noise(bytes);
    noise += bytes;
    if (noise > settings.maxNoise()) {
      close("noise");
    }
  }

  private void pauseIfNeeded() {
    boolean full = flow.full();
    if (!paused && (full || waiting >= settings.maxPerConnection())) {
      paused = true;
      channel.channel().config().setAutoRead(false);
    }
    if (full) {
      flow.wakeLater(this);
    }
  }

  /** Reads again, if nothing stands against it; on any thread. */
  void wake() {
    channel.executor().execute(this::resumeIfPossible);
  }

  private void resumeIfPossible() {
    if (paused && waiting <= settings.maxPerConnection() / 2) {
      if (flow.full()) {
        flow.wakeLater(this);
      } else {
        paused = false;
        channel.channel().config().setAutoRead(true);
      }
    }
  }

  @Override
  public void send(Packet packet) {
    try {
      channel.executor().execute(() -> write(packet));
    } catch (RejectedExecutionException e) {
      metrics.closed("stopped");
    }
  }

  private void write(Packet packet) {
    if (channel.channel().isWritable()) {
      var unused = channel.writeAndFlush(Unpooled.wrappedBuffer(codec.encoder().encode(packet)));
    } else {
      close("deaf"); // it takes nothing, and what is for it would pile up here
    }
  }

  /** What is done when it is certain what became of a packet. */
  private final class Answer implements PacketSink.Done {
    private final Verdict verdict;
    private final long came;

    private Answer(Verdict verdict, long came) {
      this.verdict = verdict;
      this.came = came;
    }

    @Override
    public void taken() {
      end(
          () -> {
            proven = true;
            Replies.acknowledge(verdict.packet().orElseThrow()).ifPresent(this::reply);
          });
    }

    @Override
    public void left() {
      end(() -> {});
    }

    @Override
    public void expelled(DeviceMetrics.Outcome reason) {
      end(() -> close(reason.name().toLowerCase(Locale.ROOT)));
    }

    private void reply(Packet packet) {
      write(packet);
      metrics.answered(System.nanoTime() - came);
    }

    private void end(Runnable then) {
      flow.end();
      try {
        channel
            .executor()
            .execute(
                () -> {
                  waiting--;
                  then.run();
                  resumeIfPossible();
                });
      } catch (RejectedExecutionException e) {
        metrics.closed("stopped"); // the door was closed, and nobody is there to be answered
      }
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      closeIfSlow();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    work.gone(this);
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close("broken");
  }

  private void close(String reason) {
    if (channel.channel().isOpen()) {
      metrics.closed(reason);
      var unused = channel.close();
    }
  }
}
