// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.gateway.hj212.Arrival;
import io.tanliu.gateway.hj212.DeviceGaps;
import io.tanliu.gateway.hj212.DeviceMetrics;
import io.tanliu.gateway.hj212.DeviceMetrics.Outcome;
import io.tanliu.gateway.hj212.DeviceRequests;
import io.tanliu.gateway.hj212.DeviceSession;
import io.tanliu.gateway.hj212.PacketSink;
import io.tanliu.gateway.hj212.PartTimes;
import io.tanliu.hj212.Code;
import io.tanliu.hj212.Command;
import io.tanliu.hj212.Exchange;
import io.tanliu.hj212.Packet;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges packets and has them written, on one thread that may wait for Kafka, so that those which
 * serve connections never do; passwords that are not known yet are proved beside it. How much waits
 * here is bounded by the connections, which stop reading.
 */
final class DeviceWork implements PacketSink {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceWork.class);
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration PART_PATIENCE = Duration.ofSeconds(5);
  private static final Duration GAP_PATIENCE = Duration.ofMinutes(2);

  private final DeviceGuard guard;
  private final DeviceWriter writer;
  private final DeviceRequests requests;
  private final DeviceMetrics metrics;
  private final Clock clock;
  private final BooleanSupplier ready;
  private final DeviceGaps gaps = new DeviceGaps(GAP_PATIENCE);
  private final PartTimes<Runnable> parts = new PartTimes<>(PART_PATIENCE.toNanos());
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "tanliu-devices"));
  private final ExecutorService proofs =
      Executors.newFixedThreadPool(2, work -> new Thread(work, "tanliu-devices-proof"));

  /**
   * @param ready whether the register has been read
   */
  DeviceWork(
      DeviceGuard guard,
      DeviceWriter writer,
      DeviceRequests requests,
      DeviceMetrics metrics,
      Clock clock,
      BooleanSupplier ready) {
    this.guard = guard;
    this.writer = writer;
    this.requests = requests;
    this.metrics = metrics;
    this.clock = clock;
    this.ready = ready;
    var unused =
        thread.scheduleWithFixedDelay(
            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tick() {
    try {
      release();
      gaps.due(clock.instant(), requests::ask);
      requests.tick();
    } catch (RuntimeException e) {
      LOG.error("Requests to devices are looked at again later", e);
    }
  }

  @Override
  public void submit(Arrival arrival, Done done) {
    execute(thread, done, () -> take(arrival, done));
  }

  @Override
  public void gone(DeviceSession session) {
    later(() -> requests.gone(session));
  }

  private void later(Runnable work) {
    try {
      thread.execute(work);
    } catch (RejectedExecutionException e) {
      LOG.debug("Nobody is asked any more", e);
    }
  }

  private void execute(ExecutorService where, Done done, Runnable work) {
    try {
      where.execute(() -> guarded(done, work));
    } catch (RejectedExecutionException e) {
      done.left();
    }
  }

  private void guarded(Done done, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("A packet could not be worked on; its sender gets no answer", e);
      leave(done);
    }
  }

  private void take(Arrival arrival, Done done) {
    if (!ready.getAsBoolean()) {
      leave(done); // who may speak here is not known yet
      return;
    }
    Optional<Outcome> refusal = guard.refusal(arrival);
    if (refusal.isPresent()) {
      expel(refusal.get(), done);
      return;
    }
    DeviceBook.Known known = guard.known(arrival);
    if (known.remembers(arrival.packet().header().pw())) {
      admit(arrival, known, done);
    } else {
      execute(proofs, done, () -> prove(arrival, known, done));
    }
  }

  /** Hashes are slow: after a restart all devices come at once, and must not hold up each other. */
  private void prove(Arrival arrival, DeviceBook.Known known, Done done) {
    Optional<Outcome> refusal = guard.prove(arrival, known);
    if (refusal.isPresent()) {
      expel(refusal.get(), done);
    } else {
      execute(thread, done, () -> admit(arrival, known, done));
    }
  }

  private void admit(Arrival arrival, DeviceBook.Known known, Done done) {
    Packet packet = arrival.packet();
    if (!known.device().anyChecksum() && arrival.verdict().has(Code.CRC_VARIANT)) {
      metrics.refused(Code.CRC_VARIANT);
      done.left();
      return;
    }
    requests.heard(packet, arrival.session());
    Exchange exchange = packet.header().command().map(Command::fromDevice).orElse(Exchange.DATA);
    if (exchange == Exchange.DATA || exchange == Exchange.NONE) {
      data(arrival, known, done);
      return;
    }
    metrics.count(Outcome.NOTICED);
    if (exchange == Exchange.ANSWER) {
      requests.answer(packet);
    } else if (packet.header().command().orElseThrow() == Command.TIME_CALIBRATION) {
      requests.ask(DeviceAsks.setTime(packet.header().mn(), "device", clock.instant()));
    }
    done.taken();
  }

  private void data(Arrival arrival, DeviceBook.Known known, Done done) {
    Packet packet = arrival.packet();
    Runnable work = () -> guarded(done, () -> write(arrival, known, done));
    switch (parts.take(packet, work, System.nanoTime())) {
      case GO -> {
        work.run();
        release();
      }
      case HOLD -> metrics.held();
      case DROP -> {
        metrics.count(Outcome.REPEATED);
        done.left();
      }
    }
  }

  private void release() {
    parts.released(System.nanoTime()).forEach(Runnable::run);
  }

  private void write(Arrival arrival, DeviceBook.Known known, Done done) {
    Packet packet = arrival.packet();
    Optional<LocalDateTime> time = parts.time(packet);
    writer.write(
        arrival.verdict(),
        time,
        known,
        outcome -> {
          metrics.count(outcome.counted());
          if (outcome.acknowledged()) {
            done.taken();
          } else {
            done.left();
          }
          if (outcome.counted() == Outcome.TAKEN) {
            later(() -> taken(packet, time, known));
          }
        });
  }

  private void taken(Packet packet, Optional<LocalDateTime> time, DeviceBook.Known known) {
    requests.data(packet);
    time.ifPresent(
        start -> gaps.seen(known.device(), packet.header().cn(), start, clock.instant()));
  }

  private void expel(Outcome reason, Done done) {
    metrics.count(reason);
    done.expelled(reason);
  }

  private void leave(Done done) {
    metrics.count(Outcome.NOT_WRITTEN);
    done.left();
  }

  @Override
  public void close() {
    proofs.shutdownNow();
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      thread.shutdownNow();
    }
  }
}
