// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.mqtt;

import io.tanliu.domain.reading.ReadingError;
import io.tanliu.gateway.mqtt.Intake.Answer;
import io.tanliu.gateway.mqtt.Intake.Letter;
import io.tanliu.net.mqtt.MqttLink;
import io.tanliu.net.mqtt.MqttMessage;
import io.tanliu.net.mqtt.RareLog;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done with each message, from its topic to its acknowledgement. What Kafka does not
 * acknowledge is tried again until it does, because a broker sends a message again only after a new
 * connection.
 */
final class MqttDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MqttDesk.class);
  private static final long RETRY_MILLIS = 1_000;
  private static final int MOST_RECEIPTS = 1_000;
  private static final long CLOSE_SECONDS = 5;

  private final MqttSettings settings;
  private final Intake intake;
  private final Optional<Sparkplug> sparkplug;
  private final MqttLink link;
  private final ScheduledExecutorService timer;
  private final MqttMetrics metrics;
  private final Semaphore places;
  private final AtomicInteger receipts = new AtomicInteger();
  private final RareLog failures = new RareLog();
  private volatile boolean closed;

  MqttDesk(
      MqttSettings settings,
      Intake intake,
      Optional<Sparkplug> sparkplug,
      MqttLink link,
      ScheduledExecutorService timer,
      MqttMetrics metrics) {
    this.settings = settings;
    this.intake = intake;
    this.sparkplug = sparkplug;
    this.link = link;
    this.timer = timer;
    this.metrics = metrics;
    this.places = new Semaphore(settings.inFlight());
  }

  /** How a message is handed over; may be done several times. */
  private interface Handover {
    void to(Letter letter, Consumer<Answer> done);
  }

  /** A message on its way. */
  private record Work(
      MqttMessage message,
      Letter letter,
      Handover handover,
      boolean receipt,
      boolean refusal,
      AtomicBoolean ended) {

    Work refused(Handover how) {
      return new Work(message, letter, how, receipt, true, ended);
    }
  }

  /** Takes a message; waits while too many are on their way to Kafka. */
  void take(MqttMessage message) {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return; // not acknowledged, so it comes again
    }
    if (closed) {
      places.release();
      return;
    }
    metrics.received(message.payload().length);
    String topic = message.topic();
    Optional<String> station = settings.observations().name(topic);
    Optional<String> unit = settings.readings().name(topic);
    Optional<SparkplugTopic> sparkplugTopic =
        sparkplug.isPresent() ? SparkplugTopic.of(topic) : Optional.empty();
    // Stations first: their usual topic could be read as that of a unit in another place.
    if (station.isPresent()) {
      attempt(work(message, station.get(), intake::observations, true));
    } else if (unit.isPresent()) {
      attempt(work(message, unit.get(), intake::readings, true));
    } else if (sparkplugTopic.isPresent()) {
      sparkplug(message, sparkplugTopic.get());
    } else {
      end(message, MqttMetrics.Outcome.UNKNOWN_TOPIC);
    }
  }

  private Work work(MqttMessage message, String to, Handover handover, boolean receipt) {
    Letter letter = new Letter(to, message.topic(), message.key(), message.payload());
    boolean large = message.payload().length > settings.broker().maxBytes();
    Work work = new Work(message, letter, handover, receipt, false, new AtomicBoolean());
    return large
        ? work.refused(
            refusal(
                "payload",
                message.payload().length + " bytes",
                "at most " + settings.broker().maxBytes() + " bytes"))
        : work;
  }

  private Handover refusal(String field, String value, String expected) {
    ReadingError error = new ReadingError(ReadingError.Code.MALFORMED, field, value, expected);
    return (letter, done) -> intake.refuse(letter, error, done);
  }

  private void sparkplug(MqttMessage message, SparkplugTopic topic) {
    Sparkplug.Decision decision = sparkplug.orElseThrow().take(topic, message.payload());
    metrics.unmapped(decision.unmapped());
    if (decision.rebirth()) {
      metrics.rebirth();
      var unused = link.publish(topic.command(), Sparkplug.REBIRTH, 0, false, Optional.empty());
    }
    if (decision.defect().isPresent()) {
      ReadingError defect = decision.defect().get();
      attempt(
          work(
              message,
              decision.unit(),
              (letter, done) -> intake.refuse(letter, defect, done),
              false));
    } else if (decision.values().isEmpty()) {
      end(message, MqttMetrics.Outcome.NOTICED);
    } else {
      attempt(
          work(
              message,
              decision.unit(),
              (letter, done) -> intake.values(letter, decision.values(), done),
              false));
    }
  }

  private void attempt(Work work) {
    try {
      work.handover().to(work.letter(), answer -> answered(work, answer));
    } catch (RuntimeException e) {
      broken(work, e);
    }
  }

  /** A message that cannot even be judged must not come again for ever. */
  private void broken(Work work, RuntimeException cause) {
    if (failures.now()) {
      LOG.error("A message could not be worked on and is refused", cause);
    }
    if (!work.refusal()) {
      attempt(
          work.refused(refusal("gateway", cause.getClass().getSimpleName(), "no such failure")));
    } else if (work.ended().compareAndSet(false, true)) {
      end(work.message(), MqttMetrics.Outcome.REFUSED);
    }
  }

  private void answered(Work work, Answer answer) {
    if (answer.outcome() == Intake.Outcome.NOT_WRITTEN) {
      again(work);
    } else if (work.ended().compareAndSet(false, true)) {
      if (work.receipt() && !answer.receipt().isEmpty()) {
        receipt(work, answer.receipt());
      }
      end(work.message(), MqttMetrics.Outcome.valueOf(answer.outcome().name()));
    }
  }

  private void again(Work work) {
    metrics.retried();
    try {
      var unused = timer.schedule(() -> attempt(work), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      places.release(); // closed; the broker has it still
    }
  }

  private void end(MqttMessage message, MqttMetrics.Outcome outcome) {
    places.release();
    metrics.count(outcome);
    message.acknowledge().run();
  }

  /** To the topic that the publisher asked for, else to the configured one. */
  private void receipt(Work work, String receipt) {
    Optional<String> topic =
        work.message()
            .responseTopic()
            .filter(this::allowed)
            .or(() -> settings.receipts().map(pattern -> pattern.topic(work.letter().to())));
    if (topic.isEmpty()) {
      return;
    }
    if (receipts.incrementAndGet() > MOST_RECEIPTS) {
      receipts.decrementAndGet();
      metrics.receiptLeftOut();
      return;
    }
    var unused =
        link.publish(
                topic.get(),
                receipt.getBytes(StandardCharsets.UTF_8),
                1,
                false,
                work.message().correlation())
            .whenComplete(
                (published, failure) -> {
                  receipts.decrementAndGet();
                  if (failure != null) {
                    metrics.receiptLeftOut();
                  }
                });
  }

  /** A publisher must not have the gateway speak where only others may. */
  private boolean allowed(String topic) {
    return !topic.startsWith("$")
        && !topic.startsWith(SparkplugTopic.NAMESPACE)
        && settings.readings().name(topic).isEmpty()
        && settings.observations().name(topic).isEmpty();
  }

  /** Takes nothing more, and gives what is on its way a moment to come to its end. */
  @Override
  public void close() {
    closed = true;
    try {
      if (!places.tryAcquire(settings.inFlight(), CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.info("MQTT: messages on their way stay with the broker");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
