// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.hj212;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.tanliu.hj212.Sm4Keys;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The TCP door for devices that speak HJ 212. A packet is answered when its {@code Flag} asks for
 * it and Kafka has acknowledged it, and not before.
 */
public final class DeviceDoor implements AutoCloseable {
  /** Small, because what was read must be worked on even when reading stops. */
  private static final int RECEIVED_AT_ONCE = 4 << 10;

  private static final int BACKLOG = 4_096;

  private final DeviceSettings settings;
  private final PacketSink work;
  private final DeviceMetrics metrics;
  private final DeviceCodec codec;
  private final Optional<SslContext> tls;
  private final DeviceFlow flow;
  private final Map<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final EventLoopGroup acceptor =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          Math.min(4, Runtime.getRuntime().availableProcessors()), NioIoHandler.newFactory());
  private Channel server;

  /**
   * A door that is still closed.
   *
   * @param keys of devices that encrypt
   */
  public DeviceDoor(DeviceSettings settings, PacketSink work, Sm4Keys keys, DeviceMetrics metrics) {
    this.settings = settings;
    this.codec = new DeviceCodec(keys);
    this.tls = settings.tls().map(DeviceTls::context);
    this.work = work;
    this.metrics = metrics;
    this.flow = new DeviceFlow(settings.maxInFlight());
  }

  /**
   * Begins to listen.
   *
   * @throws IllegalStateException when the port is in use
   */
  public void start() {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(acceptor, loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(RECEIVED_AT_ONCE))
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    welcome(channel);
                  }
                });
    try {
      server = bootstrap.bind(settings.host(), settings.port()).syncUninterruptibly().channel();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "hj212: " + settings.host() + ":" + settings.port() + " cannot be listened on", e);
    }
  }

  /** Port that is listened on. */
  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  private void welcome(SocketChannel channel) {
    InetAddress address = channel.remoteAddress().getAddress();
    int total = metrics.connections().incrementAndGet();
    int same = perAddress.merge(address, 1, Integer::sum);
    channel.closeFuture().addListener(closed -> gone(address));
    if (total > settings.maxConnections() || same > settings.maxPerAddress()) {
      metrics.closed("too_many");
      var unused = channel.close();
      return;
    }
    open.add(channel);
    Optional<SslHandler> secured = tls.map(context -> context.newHandler(channel.alloc()));
    secured.ifPresent(channel.pipeline()::addLast);
    channel
        .pipeline()
        .addLast(new IdleStateHandler(look().toMillis(), 0, 0, TimeUnit.MILLISECONDS))
        .addLast(new DeviceConnection(settings, work, codec, metrics, flow, address, secured));
  }

  /** How often a silent connection is looked at. */
  private Duration look() {
    return settings.frameTime().compareTo(settings.idle()) < 0
        ? settings.frameTime()
        : settings.idle();
  }

  private void gone(InetAddress address) {
    metrics.connections().decrementAndGet();
    perAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
  }

  /**
   * Takes nothing more. What Kafka acknowledges from now on is not answered, and will come again.
   */
  @Override
  public void close() {
    if (server != null) {
      server.close().syncUninterruptibly();
    }
    work.close();
    open.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
    acceptor.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
