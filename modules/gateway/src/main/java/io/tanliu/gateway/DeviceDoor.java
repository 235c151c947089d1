// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

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
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The TCP door for devices that speak HJ 212. A packet is answered when its {@code Flag} asks for
 * it and Kafka has acknowledged it, and not before.
 */
final class DeviceDoor implements AutoCloseable {
  /** Small, because what was read must be worked on even when reading stops. */
  private static final int RECEIVED_AT_ONCE = 4 << 10;

  private static final int BACKLOG = 4_096;

  private final DeviceSettings settings;
  private final DeviceWork work;
  private final DeviceMetrics metrics;
  private final DeviceFlow flow;
  private final Map<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final EventLoopGroup acceptor =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          Math.min(4, Runtime.getRuntime().availableProcessors()), NioIoHandler.newFactory());
  private Channel server;

  DeviceDoor(DeviceSettings settings, DeviceWork work, DeviceMetrics metrics) {
    this.settings = settings;
    this.work = work;
    this.metrics = metrics;
    this.flow = new DeviceFlow(settings.maxInFlight());
  }

  /**
   * Begins to listen.
   *
   * @throws IllegalStateException when the port is in use
   */
  void start() {
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
  int port() {
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
    channel
        .pipeline()
        .addLast(new IdleStateHandler(settings.idle().toMillis(), 0, 0, TimeUnit.MILLISECONDS))
        .addLast(new DeviceConnection(settings, work, metrics, flow));
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
