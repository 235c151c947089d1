// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import io.tanliu.hj212.Decoder;
import io.tanliu.hj212.Encoder;
import io.tanliu.hj212.Finding;
import io.tanliu.hj212.Framer;
import io.tanliu.hj212.Packet;
import io.tanliu.hj212.Replies;
import io.tanliu.hj212.Rules;
import io.tanliu.hj212.Verdict;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;

/**
 * One connection of a device, on the thread of its event loop. It stops reading while too much of
 * it, or of all, waits for Kafka: the device feels that through TCP.
 */
final class DeviceConnection extends ChannelInboundHandlerAdapter implements Framer.Listener {
  private static final Decoder DECODER = new Decoder(Rules.standard().takingAnyChecksum());
  private static final Encoder ENCODER = Encoder.plain();

  private final DeviceSettings settings;
  private final DeviceWork work;
  private final DeviceMetrics metrics;
  private final DeviceFlow flow;
  private final Framer framer = new Framer(Rules.LONGEST_SEGMENT);
  private ChannelHandlerContext channel;
  private int waiting;
  private int refused;
  private int noise;
  private boolean paused;
  private long begun;

  DeviceConnection(
      DeviceSettings settings, DeviceWork work, DeviceMetrics metrics, DeviceFlow flow) {
    this.settings = settings;
    this.work = work;
    this.metrics = metrics;
    this.flow = flow;
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
      framer.feed(bytes, this);
      slow(before);
    } finally {
      buffer.release();
    }
  }

  /** A frame that is not whole after its time: somebody holds the connection open with crumbs. */
  private void slow(int before) {
    long now = System.nanoTime();
    if (framer.pending() == 0) {
      begun = 0;
    } else if (begun == 0 || framer.pending() < before) {
      begun = now;
    } else if (now - begun > settings.frameTime().toNanos()) {
      close("slow");
    }
  }

  @Override
  public void frame(byte[] frame) {
    if (!channel.channel().isOpen()) {
      return;
    }
    begun = 0;
    long came = System.nanoTime();
    Verdict verdict = DECODER.decode(frame);
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
    work.submit(verdict, new Answer(verdict, came));
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

  /** What is done when it is certain what became of a packet. */
  private final class Answer implements DeviceWork.Done {
    private final Verdict verdict;
    private final long came;

    private Answer(Verdict verdict, long came) {
      this.verdict = verdict;
      this.came = came;
    }

    @Override
    public void taken() {
      end(() -> Replies.acknowledge(verdict.packet().orElseThrow()).ifPresent(this::reply));
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
      if (!channel.channel().isWritable()) {
        close("deaf"); // it takes no answers, and they would pile up here
        return;
      }
      var unused = channel.writeAndFlush(Unpooled.wrappedBuffer(ENCODER.encode(packet)));
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
    if (event instanceof IdleStateEvent && waiting == 0 && !paused) {
      close("idle");
    }
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
