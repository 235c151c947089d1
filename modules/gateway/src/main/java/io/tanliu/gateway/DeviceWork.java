// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.gateway.DeviceMetrics.Outcome;
import io.tanliu.hj212.Code;
import io.tanliu.hj212.Command;
import io.tanliu.hj212.Exchange;
import io.tanliu.hj212.Header;
import io.tanliu.hj212.Packet;
import io.tanliu.hj212.Verdict;
import io.tanliu.wire.RejectionMapping.Origin;
import io.tanliu.wire.Topics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges packets and writes them, on one thread that may wait for Kafka, so that those which serve
 * connections never do; passwords that are not known yet are proved beside it. How much waits here
 * is bounded by the connections, which stop reading.
 */
final class DeviceWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceWork.class);
  private static final String SOURCE = "hj212";

  private final DeviceBook devices;
  private final ReferenceView units;
  private final StationBook stations;
  private final Publisher publisher;
  private final Push push;
  private final GatewayMetrics readings;
  private final DeviceMetrics metrics;
  private final String gateway;
  private final Clock clock;
  private final BooleanSupplier ready;
  private final DeviceRepeats repeats = new DeviceRepeats();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(work -> new Thread(work, "tanliu-devices"));
  private final ExecutorService proofs =
      Executors.newFixedThreadPool(2, work -> new Thread(work, "tanliu-devices-proof"));

  /** What became of a packet, once that is certain. */
  interface Done {
    /** It is in Kafka now or was before, or it is a notice: it may be acknowledged. */
    void taken();

    /** It is not acknowledged; the device will send it again. */
    void left();

    /** The sender is not who it says it is. */
    void expelled(Outcome reason);
  }

  /**
   * @param gateway name of this gateway in frames
   * @param ready whether the register has been read
   */
  DeviceWork(
      DeviceBook devices,
      ReferenceView units,
      StationBook stations,
      Publisher publisher,
      GatewayMetrics readings,
      DeviceMetrics metrics,
      String gateway,
      Clock clock,
      BooleanSupplier ready) {
    this.devices = devices;
    this.units = units;
    this.stations = stations;
    this.publisher = publisher;
    this.push = new Push(publisher);
    this.readings = readings;
    this.metrics = metrics;
    this.gateway = gateway;
    this.clock = clock;
    this.ready = ready;
  }

  /** Takes an accepted frame; the answer comes on any thread. */
  void submit(Verdict verdict, Done done) {
    execute(thread, done, () -> take(verdict, done));
  }

  private void execute(ExecutorService where, Done done, Runnable work) {
    try {
      where.execute(
          () -> {
            try {
              work.run();
            } catch (RuntimeException e) {
              LOG.error("A packet could not be worked on; its sender gets no answer", e);
              leave(done);
            }
          });
    } catch (RejectedExecutionException e) {
      done.left();
    }
  }

  private void take(Verdict verdict, Done done) {
    if (!ready.getAsBoolean()) {
      leave(done); // who may speak here is not known yet
      return;
    }
    Header header = verdict.packet().orElseThrow().header();
    DeviceBook.Known known = devices.find(header.mn()).orElse(null);
    if (known == null || !known.device().enabled()) {
      expel(Outcome.UNKNOWN_DEVICE, done);
    } else if (known.remembers(header.pw())) {
      admit(verdict, known, done);
    } else {
      execute(proofs, done, () -> prove(verdict, known, done));
    }
  }

  /** Hashes are slow: after a restart all devices come at once, and must not hold up each other. */
  private void prove(Verdict verdict, DeviceBook.Known known, Done done) {
    String password = verdict.packet().orElseThrow().header().pw();
    // It may have been proved by an earlier packet while this one waited.
    if (known.remembers(password) || known.accepts(password)) {
      execute(thread, done, () -> admit(verdict, known, done));
    } else {
      expel(Outcome.WRONG_PASSWORD, done);
    }
  }

  private void admit(Verdict verdict, DeviceBook.Known known, Done done) {
    Packet packet = verdict.packet().orElseThrow();
    if (refusedChecksum(verdict, known)) {
      metrics.refused(Code.CRC_VARIANT);
      done.left();
    } else if (!data(packet)) {
      metrics.count(Outcome.NOTICED);
      done.taken();
    } else {
      write(verdict, packet, known, done);
    }
  }

  private static boolean refusedChecksum(Verdict verdict, DeviceBook.Known known) {
    return !known.device().anyChecksum() && verdict.has(Code.CRC_VARIANT);
  }

  /** Data, and whatever is not known to be none. */
  private static boolean data(Packet packet) {
    Exchange exchange = packet.header().command().map(Command::fromDevice).orElse(Exchange.DATA);
    return exchange == Exchange.DATA || exchange == Exchange.NONE;
  }

  private void write(Verdict verdict, Packet packet, DeviceBook.Known known, Done done) {
    Optional<KnownUnit> unit = units.find(known.device().unit());
    if (unit.isEmpty()) {
      metrics.count(Outcome.UNKNOWN_UNIT);
      done.left();
      return;
    }
    String id = DeviceReadings.id(packet);
    String key = DeviceRepeats.key(id, packet);
    DeviceRepeats.State state = repeats.begin(key);
    if (state != DeviceRepeats.State.NEW) {
      metrics.count(Outcome.REPEATED);
      if (state == DeviceRepeats.State.WRITTEN) {
        done.taken();
      } else {
        done.left();
      }
      return;
    }
    try {
      long receivedAt = clock.millis();
      Admission admission = DeviceReadings.of(packet, known, unit.get(), receivedAt);
      Origin origin =
          new Origin(
              known.device().unit(),
              id,
              gateway,
              packet.header().resent(),
              Optional.empty(),
              receivedAt);
      List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
      records.add(
          publisher.record(
              Topics.DEVICE_PACKET,
              packet.header().mn(),
              DeviceReadings.record(id, verdict, packet, receivedAt, gateway)));
      int frames = push.records(origin, admission, SOURCE, records);
      stations
          .find(packet.header().mn())
          .flatMap(station -> DeviceObservations.of(packet, station, id, receivedAt, gateway))
          .ifPresent(
              frame ->
                  records.add(publisher.record(Topics.STATION_READING, frame.getStation(), frame)));
      publisher.send(
          records,
          written -> {
            if (written) {
              repeats.done(key);
              readings.published(admission, frames);
              metrics.count(Outcome.TAKEN);
              done.taken();
            } else {
              repeats.failed(key);
              leave(done);
            }
          });
    } catch (RuntimeException e) {
      repeats.failed(key);
      throw e;
    }
  }

  private void expel(Outcome reason, Done done) {
    metrics.count(reason);
    done.expelled(reason);
  }

  private void leave(Done done) {
    metrics.count(Outcome.NOT_WRITTEN);
    done.left();
  }

  /** What is on its way may still come to its end. */
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
