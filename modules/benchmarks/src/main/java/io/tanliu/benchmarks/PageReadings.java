// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The readings of all units as time goes by: each unit sends what its meters say every few seconds,
 * the units one after another. Either frames to the topic, as a gateway elsewhere would write them,
 * or batches to the gateway over HTTP.
 */
final class PageReadings implements AutoCloseable {
  private static final int AT_ONCE = 64;
  private static final long HOUR = 3_600_000;

  private final PageWorld world;
  private final DemoProcess demo;
  private final boolean throughGateway;
  private final KafkaProducer<String, byte[]> producer;
  private final Serializer<io.tanliu.avro.ReadingFrame> values;
  private final Semaphore under = new Semaphore(AT_ONCE);
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private long from;
  private Pace pace;

  PageReadings(PageWorld world, DemoProcess demo, boolean throughGateway) {
    this.world = world;
    this.demo = demo;
    this.throughGateway = throughGateway;
    Map<String, Object> config = new HashMap<>(demo.clients());
    values = ValueSerdes.serializer(Topics.READING_FRAME, config);
    config.put("partitioner.class", EntityPartitioner.class.getName());
    config.put("compression.type", "lz4");
    config.put("linger.ms", 20);
    producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * What was before: the registers' quarter hours of the hours up to now, straight to the topic.
   */
  void history(int hours) {
    long end = PageWorld.quarter(Instant.now());
    for (int back = hours; back > 0; back--) {
      for (int unit = 0; unit < world.units(); unit++) {
        write(world.history(unit, end - back * HOUR, System.currentTimeMillis()));
      }
    }
    producer.flush();
  }

  void start(int readingsPerSecond) {
    long interval = world.seconds() * 1_000L;
    from = System.currentTimeMillis() / interval * interval;
    pace =
        new Pace(
            "readings", (double) readingsPerSecond / world.points(), (number, due) -> send(number));
  }

  private void send(long number) {
    int unit = (int) (number % world.units());
    long time = from + number / world.units() * world.seconds() * 1_000L;
    ReadingFrame frame = world.live(unit, time, System.currentTimeMillis());
    if (!throughGateway) {
      write(frame);
      return;
    }
    under.acquireUninterruptibly();
    var ignored =
        demo.pushing(frame.unit(), csv(frame))
            .whenComplete(
                (answer, failure) -> {
                  under.release();
                  answered(answer, frame.readings().size());
                });
  }

  private void answered(HttpResponse<String> answer, int readings) {
    boolean good = answer != null && answer.statusCode() / 100 == 2;
    (good ? taken : refused).addAndGet(readings);
  }

  private static String csv(ReadingFrame frame) {
    StringBuilder csv = new StringBuilder("point,time,value\n");
    for (Reading reading : frame.readings()) {
      csv.append(reading.point()).append(',').append(reading.time()).append(',');
      csv.append(reading.value() / 100).append('.').append(reading.value() % 100 / 10);
      csv.append(reading.value() % 10).append('\n');
    }
    return csv.toString();
  }

  private void write(ReadingFrame frame) {
    String topic = Topics.READING_FRAME.name();
    byte[] value = values.serialize(topic, FrameMapping.toAvro(frame));
    int readings = frame.readings().size();
    var ignored =
        producer.send(
            new ProducerRecord<>(topic, frame.unit(), value),
            (metadata, failure) -> (failure == null ? taken : refused).addAndGet(readings));
  }

  /** Readings that the broker or the gateway has acknowledged. */
  long taken() {
    return taken.get();
  }

  /** Readings that were answered with an error, or not at all. */
  long refused() {
    return refused.get();
  }

  /** Ends sending and waits for the answers. */
  @Override
  public void close() {
    if (pace != null) {
      pace.close();
    }
    under.acquireUninterruptibly(AT_ONCE);
    under.release(AT_ONCE);
    producer.close();
  }
}
