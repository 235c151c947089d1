// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import io.micrometer.core.instrument.MeterRegistry;
import io.tanliu.avro.AlertDelivery;
import io.tanliu.avro.NotificationReceiver;
import io.tanliu.domain.notice.Receiver;
import io.tanliu.wire.ReceiverMapping;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers notices: for each receiver a {@link Lane}. Any number of instances share the work; what
 * one has written down as delivered no other delivers.
 */
public final class Notifier implements AutoCloseable {
  /** Most receivers that are served. */
  public static final int MAX_RECEIVERS = 500;

  private static final Logger log = LoggerFactory.getLogger(Notifier.class);
  private static final long LOOK_MILLIS = 250;

  private final Map<String, Object> config;
  private final NotifierSettings settings;
  private final Clock clock;
  private final Map<String, Receiver> receivers = new ConcurrentSkipListMap<>();
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private final TopicFollower follower;
  private final DeliveryLog deliveries;
  private final Courier courier;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread supervisor = new Thread(this::supervise, "tanliu-notifier");

  /**
   * Wires the parts; nothing is read before {@link #start}.
   *
   * @param config configuration of Kafka clients and value serializers in one map
   * @param random spreads the repeats
   */
  public Notifier(
      NotifierSettings settings,
      Map<String, Object> config,
      MeterRegistry registry,
      Clock clock,
      RandomGenerator random) {
    this.settings = settings;
    this.config = Map.copyOf(config);
    this.clock = clock;
    Delivered delivered = new Delivered();
    Deserializer<NotificationReceiver> receiverValues =
        ValueSerdes.deserializer(Topics.REF_RECEIVER, config);
    Deserializer<AlertDelivery> deliveryValues =
        ValueSerdes.deserializer(Topics.ALERT_DELIVERY, config);
    follower =
        new TopicFollower(
            config,
            Map.of(
                Topics.REF_RECEIVER.name(),
                (id, value) ->
                    receiver(id, receiverValues.deserialize(Topics.REF_RECEIVER.name(), value)),
                Topics.ALERT_DELIVERY.name(),
                (key, value) -> {
                  if (value != null) {
                    delivered.take(deliveryValues.deserialize(Topics.ALERT_DELIVERY.name(), value));
                  }
                }));
    deliveries = new DeliveryLog(config);
    Secrets secrets = new Secrets(settings.secrets(), System::getenv);
    NotifierMetrics metrics = new NotifierMetrics(registry);
    courier =
        new Courier(
            settings,
            Map.of(
                Receiver.Kind.WEBHOOK, new WebhookChannel(settings, secrets, clock),
                Receiver.Kind.EMAIL, new MailChannel(settings, secrets)),
            ValueSerdes.deserializer(Topics.ALERT_NOTICE, config),
            delivered,
            deliveries,
            new Backoff(settings.firstRetry(), settings.longestRetry(), random),
            metrics,
            clock);
    metrics.gauges(this, Notifier::waiting, Notifier::oldest);
    supervisor.setDaemon(true);
  }

  private void receiver(String id, NotificationReceiver record) {
    if (record == null) {
      receivers.remove(id);
    } else {
      receivers.put(id, ReceiverMapping.fromAvro(record));
    }
  }

  /** Begins; it comes up in the background. */
  public void start() {
    follower.start();
    supervisor.start();
  }

  private void supervise() {
    try {
      while (!closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (follower.ready()) {
          look();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lanes for those who are to be told, and for nobody else. */
  private void look() {
    Map<String, Receiver> wanted = new LinkedHashMap<>();
    receivers.values().stream()
        .filter(Receiver::enabled)
        .limit(MAX_RECEIVERS)
        .forEach(receiver -> wanted.put(receiver.id(), receiver));
    List<Lane> ended = new ArrayList<>();
    lanes
        .entrySet()
        .removeIf(
            lane -> {
              boolean end = !wanted.containsKey(lane.getKey());
              if (end) {
                lane.getValue().stop();
                ended.add(lane.getValue());
              }
              return end;
            });
    ended.forEach(Lane::close);
    wanted.forEach(
        (id, receiver) -> {
          Lane lane = lanes.get(id);
          if (lane == null) {
            log.info("Notices are sent to {} ({})", id, receiver.kind());
            Lane begun = new Lane(receiver, config, courier, follower, clock, settings.timeout());
            lanes.put(id, begun);
            begun.start();
          } else {
            lane.update(receiver);
          }
        });
  }

  private double waiting() {
    return lanes.values().stream().mapToLong(Lane::waiting).sum();
  }

  private double oldest() {
    long now = clock.millis();
    return lanes.values().stream()
        .flatMap(lane -> lane.trouble().stream())
        .mapToDouble(trouble -> Math.max(0, now - trouble.noticeAt()) / 1_000.0)
        .max()
        .orElse(0);
  }

  /** How it is doing; never waits for the cluster. */
  public NotifierHealth health() {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("receivers", Integer.toString(receivers.size()));
    if (receivers.size() > MAX_RECEIVERS) {
      details.put("not served", receivers.size() - MAX_RECEIVERS + " receivers, by order of id");
    }
    if (!follower.trouble().isEmpty()) {
      details.put("cause", follower.trouble());
    }
    long now = clock.millis();
    receivers
        .keySet()
        .forEach(
            id ->
                Optional.ofNullable(lanes.get(id))
                    .flatMap(Lane::trouble)
                    .ifPresent(
                        trouble ->
                            details.put(
                                "waiting for " + id,
                                Duration.ofMillis(Math.max(0, now - trouble.noticeAt())).toSeconds()
                                    + " s, "
                                    + trouble.attempts()
                                    + " attempts: "
                                    + trouble.answer())));
    return new NotifierHealth(follower.ready() && follower.trouble().isEmpty(), details);
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      supervisor.join(settings.timeout().plusSeconds(15).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lanes.values().forEach(Lane::stop);
    lanes.values().forEach(Lane::close);
    follower.close();
    deliveries.close();
  }
}
