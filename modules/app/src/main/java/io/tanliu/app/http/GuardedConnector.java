// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;

/** A listener that knows its connections and looks after them once a second. */
final class GuardedConnector extends ServerConnector {
  private static final int WAITING_TO_BE_ACCEPTED = 1_024;

  private final Connections connections;
  private final Runnable everySecond;
  private volatile Scheduler.Task next;

  GuardedConnector(
      Server server,
      HttpSettings settings,
      Connections connections,
      Runnable everySecond,
      ConnectionFactory... factories) {
    super(server, factories);
    this.connections = connections;
    this.everySecond = everySecond;
    setHost(settings.host());
    setPort(settings.port());
    setIdleTimeout(settings.idle().toMillis());
    setAcceptQueueSize(WAITING_TO_BE_ACCEPTED);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    look();
  }

  @Override
  protected void doStop() throws Exception {
    Scheduler.Task waiting = next;
    if (waiting != null) {
      waiting.cancel();
    }
    super.doStop();
  }

  private void look() {
    try {
      everySecond.run();
    } finally {
      if (isStarting() || isStarted()) {
        next = getScheduler().schedule(this::look, 1, TimeUnit.SECONDS);
      }
    }
  }

  @Override
  protected void onEndPointOpened(EndPoint endPoint) {
    super.onEndPointOpened(endPoint);
    connections.opened(endPoint);
  }

  @Override
  protected void onEndPointClosed(EndPoint endPoint) {
    super.onEndPointClosed(endPoint);
    connections.closed(endPoint);
  }
}
