// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.query.QueryHealth.Status;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the Kafka Streams instance once the cluster can be reached and its topics exist, and
 * starts it anew when it died. A wrong address is a red health page, never a crash.
 */
final class StreamsRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsRunner.class);
  private static final long TICK_MILLIS = 500;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  private final Topology topology;
  private final Properties properties;
  private final Runnable tick;
  private final Consumer<Boolean> live;
  private final ClusterProbe probe;
  private final Thread supervisor = new Thread(this::supervise, "tanliu-query-supervisor");

  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile KafkaStreams streams;
  private volatile String trouble = "";
  private volatile boolean readable;

  /**
   * @param tick called about twice a second
   * @param live told true when the stores can first be read, false when the instance has gone
   */
  StreamsRunner(
      Topology topology,
      Properties properties,
      ClusterProbe probe,
      Runnable tick,
      Consumer<Boolean> live) {
    this.topology = topology;
    this.properties = properties;
    this.probe = probe;
    this.tick = tick;
    this.live = live;
    supervisor.setDaemon(true);
  }

  void start() {
    supervisor.start();
  }

  /**
   * The instance, once it has loaded reference data and alerts.
   *
   * @throws Problem 503 before that
   */
  KafkaStreams streams() {
    KafkaStreams now = streams;
    if (now == null || !readable || !now.state().isRunningOrRebalancing()) {
      String cause = cause();
      throw Problem.unavailable("NOT_STARTED", cause.isEmpty() ? "the part is starting" : cause);
    }
    return now;
  }

  QueryHealth health() {
    KafkaStreams now = streams;
    Map<String, String> details = new LinkedHashMap<>();
    details.put("streams", now == null ? "not started" : now.state().name());
    String cause = cause();
    if (!cause.isEmpty()) {
      details.put("cause", cause);
      return new QueryHealth(Status.DOWN, details);
    }
    boolean running = now != null && now.state() == State.RUNNING;
    if (running) {
      Set<ThreadMetadata> threads = now.metadataForLocalThreads();
      int tasks = threads.stream().mapToInt(thread -> thread.activeTasks().size()).sum();
      int copies = threads.stream().mapToInt(thread -> thread.standbyTasks().size()).sum();
      details.put("partitions", Integer.toString(tasks));
      details.put("copies", Integer.toString(copies));
    }
    return new QueryHealth(running ? Status.UP : Status.STARTING, details);
  }

  /** Whether the cluster answered when it was last asked. */
  boolean reachable() {
    return probe.trouble().isEmpty();
  }

  private String cause() {
    return trouble.isEmpty() ? probe.trouble() : trouble;
  }

  private void supervise() {
    while (closing.getCount() > 0) {
      try {
        probe.look();
        step();
        tick.run();
      } catch (RuntimeException e) {
        fail(e);
      }
      pause();
    }
    stop();
  }

  private void step() {
    KafkaStreams now = streams;
    if (now == null) {
      if (probe.trouble().isEmpty()) {
        launch();
      }
      return;
    }
    State state = now.state();
    if (state == State.ERROR || state == State.NOT_RUNNING || state == State.PENDING_ERROR) {
      stop();
    } else if (state == State.RUNNING && !readable) {
      readable = true;
      trouble = "";
      live.accept(true);
      LOG.info("Windows can be read");
    }
  }

  private void launch() {
    KafkaStreams next = new KafkaStreams(topology, properties);
    next.setUncaughtExceptionHandler(
        failure -> {
          fail(failure);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    streams = next;
    next.start();
  }

  private void fail(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    trouble = root.getClass().getSimpleName() + ": " + root.getMessage();
    LOG.error("The query part failed and will be started again", failure);
  }

  private void stop() {
    KafkaStreams now = streams;
    if (readable) {
      readable = false;
      live.accept(false);
    }
    if (now != null) {
      now.close(CLOSE_TIMEOUT);
      streams = null;
    }
  }

  private void pause() {
    try {
      closing.await(TICK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closing.countDown();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      supervisor.join(CLOSE_TIMEOUT.plusSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    probe.close();
  }
}
