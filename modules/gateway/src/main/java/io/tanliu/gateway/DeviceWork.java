// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.avro.DevicePacket;
import io.tanliu.gateway.DeviceMetrics.Outcome;
import io.tanliu.hj212.Code;
import io.tanliu.hj212.Command;
import io.tanliu.hj212.Exchange;
import io.tanliu.hj212.Finding;
import io.tanliu.hj212.Header;
import io.tanliu.hj212.Packet;
import io.tanliu.hj212.Verdict;
import io.tanliu.wire.RejectionMapping.Origin;
import io.tanliu.wire.Topics;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges packets and writes them, on one thread that may wait for Kafka, so that those which serve
 * connections never do. How much waits here is bounded by the connections, which stop reading.
 */
final class DeviceWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceWork.class);
  private static final String SOURCE = "hj212";

  private final DeviceBook devices;
  private final ReferenceView units;
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
      Publisher publisher,
      GatewayMetrics readings,
      DeviceMetrics metrics,
      String gateway,
      Clock clock,
      BooleanSupplier ready) {
    this.devices = devices;
    this.units = units;
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
    try {
      thread.execute(() -> judge(verdict, done));
    } catch (RejectedExecutionException e) {
      done.left();
    }
  }

  private void judge(Verdict verdict, Done done) {
    try {
      take(verdict, done);
    } catch (RuntimeException e) {
      LOG.error("A packet could not be worked on; its sender gets no answer", e);
      leave(done);
    }
  }

  private void take(Verdict verdict, Done done) {
    if (!ready.getAsBoolean()) {
      leave(done); // who may speak here is not known yet
      return;
    }
    Packet packet = verdict.packet().orElseThrow();
    Optional<DeviceBook.Known> known = devices.find(packet.header().mn());
    if (known.isEmpty() || !known.get().device().enabled()) {
      expel(Outcome.UNKNOWN_DEVICE, done);
    } else if (!known.get().accepts(packet.header().pw())) {
      expel(Outcome.WRONG_PASSWORD, done);
    } else if (refusedChecksum(verdict, known.get())) {
      metrics.refused(Code.CRC_VARIANT);
      done.left();
    } else if (!data(packet)) {
      metrics.count(Outcome.NOTICED);
      done.taken();
    } else {
      write(verdict, packet, known.get(), done);
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
      records.add(raw(id, verdict, packet, receivedAt));
      int frames = push.records(origin, admission, SOURCE, records);
      send(
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

  /** Hears once whether all records were acknowledged. */
  private interface Written {
    void all(boolean acknowledged);
  }

  private void send(List<ProducerRecord<String, byte[]>> records, Written written) {
    AtomicInteger open = new AtomicInteger(records.size());
    AtomicBoolean failed = new AtomicBoolean();
    for (ProducerRecord<String, byte[]> record : records) {
      try {
        publisher.send(record, (metadata, failure) -> finish(open, failed, failure, written));
      } catch (KafkaException e) {
        finish(open, failed, e, written);
      }
    }
  }

  private static void finish(
      AtomicInteger open, AtomicBoolean failed, Exception failure, Written written) {
    if (failure != null && !failed.getAndSet(true)) {
      LOG.debug("A packet was not acknowledged", failure);
    }
    if (open.decrementAndGet() == 0) {
      written.all(!failed.get());
    }
  }

  private ProducerRecord<String, byte[]> raw(
      String id, Verdict verdict, Packet packet, long receivedAt) {
    Header header = packet.header();
    DevicePacket record =
        DevicePacket.newBuilder()
            .setId(id)
            .setMn(header.mn())
            .setQn(header.qn())
            .setSt(header.st())
            .setCommand(header.cn())
            .setFlag(header.flag().bits())
            .setPnum(header.pnum())
            .setPno(header.pno())
            .setResent(header.resent())
            .setRegion(ByteBuffer.wrap(packet.region().toBytes()))
            .setMarks(
                verdict.findings().stream().map(Finding::code).map(Enum::name).distinct().toList())
            .setReceivedAt(Instant.ofEpochMilli(receivedAt))
            .setGateway(gateway)
            .build();
    return publisher.record(Topics.DEVICE_PACKET, header.mn(), record);
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
