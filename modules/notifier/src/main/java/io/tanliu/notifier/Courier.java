// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import io.tanliu.avro.AlertDelivery;
import io.tanliu.avro.AlertNotice;
import io.tanliu.domain.notice.Notice;
import io.tanliu.domain.notice.Receiver;
import io.tanliu.wire.Keys;
import io.tanliu.wire.NoticeMapping;
import io.tanliu.wire.Resend;
import io.tanliu.wire.registry.RegistryException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one notice to one receiver. What was sent is written down before anything else is done, and
 * what is written down is not sent again; between the two lies the moment in which a crash makes a
 * repeat, which the receiver can tell by its key.
 */
final class Courier {
  private static final Logger log = LoggerFactory.getLogger(Courier.class);
  private static final long RETRY_MILLIS = 1_000;
  private static final int LONGEST_ANSWER = 300;

  private final NotifierSettings settings;
  private final Map<Receiver.Kind, Channel> channels;
  private final Deserializer<AlertNotice> notices;
  private final Delivered delivered;
  private final DeliveryLog deliveries;
  private final Backoff backoff;
  private final NotifierMetrics metrics;
  private final Clock clock;
  private final long begun;

  Courier(
      NotifierSettings settings,
      Map<Receiver.Kind, Channel> channels,
      Deserializer<AlertNotice> notices,
      Delivered delivered,
      DeliveryLog deliveries,
      Backoff backoff,
      NotifierMetrics metrics,
      Clock clock) {
    this.settings = settings;
    this.channels = Map.copyOf(channels);
    this.notices = notices;
    this.delivered = delivered;
    this.deliveries = deliveries;
    this.backoff = backoff;
    this.metrics = metrics;
    this.clock = clock;
    this.begun = clock.millis();
  }

  /**
   * Tries once.
   *
   * @param before what became of the last attempt with the same record
   * @param closing reaches zero when the notifier stops
   * @return what to wait for; empty when the notice is settled or does not concern the receiver
   * @throws InterruptedException when the notifier stops before the notice is settled
   */
  Optional<Trouble> take(
      Receiver receiver,
      ConsumerRecord<String, byte[]> record,
      Optional<Trouble> before,
      CountDownLatch closing)
      throws InterruptedException {
    Optional<Letter> letter;
    try {
      letter = letter(receiver, record);
    } catch (RuntimeException e) {
      if (RegistryException.unavailable(e)) {
        return Optional.of(
            new Trouble(
                record.offset(), record.timestamp(), 0, clock.millis() + RETRY_MILLIS, "registry"));
      }
      log.error(
          "A notice that cannot be read is passed over: {}-{} offset {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e);
      return Optional.empty();
    }
    if (letter.isEmpty()) {
      return Optional.empty();
    }
    int attempt = before.map(Trouble::attempts).orElse(0) + 1;
    Outcome outcome = attempt(receiver, letter.get());
    if (outcome instanceof Outcome.Later later && !tooOld(record.timestamp())) {
      return Optional.of(later(receiver, letter.get(), record.offset(), attempt, later));
    }
    boolean sent = outcome instanceof Outcome.Sent;
    settle(
        delivery(
            receiver, letter.get(), sent ? Delivered.SENT : Delivered.FAILED, attempt, outcome),
        closing);
    if (sent) {
      metrics.sent(receiver.kind());
    } else {
      metrics.failed(receiver.kind());
      log.warn(
          "Notice {} was not delivered to {} and is given up: {}",
          letter.get().id(),
          receiver.id(),
          outcome.answer());
    }
    return Optional.empty();
  }

  private Optional<Letter> letter(Receiver receiver, ConsumerRecord<String, byte[]> record) {
    AlertNotice notice;
    synchronized (notices) {
      notice = notices.deserialize(record.topic(), record.value());
    }
    if (notice == null) {
      return Optional.empty();
    }
    String id = NoticeMapping.id(notice);
    String key = Keys.delivery(id, receiver.id());
    long at = notice.getAt().toEpochMilli();
    Optional<Resend> again = Resend.of(record.headers());
    boolean asked = again.filter(resend -> resend.receivers().contains(receiver.id())).isPresent();
    boolean settled = delivered.settled(receiver.id(), notice.getGroup(), at);
    boolean due = again.isEmpty() ? !settled && at >= receiver.since() : asked;
    if (!due || (settled && !delivered.failed(key))) {
      return Optional.empty();
    }
    Optional<Notice> part = NoticeMapping.fromAvro(notice).to(receiver);
    return part.map(own -> new Letter(key, id, own, NoticeMapping.head(notice), settings.listed()));
  }

  private Outcome attempt(Receiver receiver, Letter letter) throws InterruptedException {
    try {
      return channels.get(receiver.kind()).send(receiver, letter);
    } catch (RuntimeException e) {
      log.error("Notice {} could not be sent to {}", letter.id(), receiver.id(), e);
      return new Outcome.Later(e.getClass().getSimpleName());
    }
  }

  /**
   * Counted from the start at the earliest, so that what waited for a notifier is tried as well.
   *
   * @param published when the notice was, or was once more, epoch milliseconds
   */
  private boolean tooOld(long published) {
    return clock.millis() - Math.max(begun, published) > settings.giveUp().toMillis();
  }

  private Trouble later(
      Receiver receiver, Letter letter, long offset, int attempt, Outcome.Later outcome)
      throws InterruptedException {
    metrics.retried(receiver.kind());
    if (attempt == 1) {
      log.warn("Notice {} waits for {}: {}", letter.id(), receiver.id(), outcome.answer());
      try {
        deliveries.write(delivery(receiver, letter, Delivered.WAITING, attempt, outcome));
      } catch (KafkaException e) {
        log.warn("The waiting of {} is not written down: {}", letter.id(), e.getMessage());
      }
    }
    long wait = backoff.after(attempt, outcome.after()).toMillis();
    return new Trouble(
        offset, letter.notice().at(), attempt, clock.millis() + wait, outcome.answer());
  }

  private AlertDelivery delivery(
      Receiver receiver, Letter letter, String state, int attempts, Outcome outcome) {
    String answer = outcome.answer();
    return AlertDelivery.newBuilder()
        .setNotice(letter.id())
        .setReceiver(receiver.id())
        .setKind(receiver.kind().name())
        .setState(state)
        .setAttempts(attempts)
        .setAt(Instant.ofEpochMilli(clock.millis()))
        .setNoticeAt(Instant.ofEpochMilli(letter.notice().at()))
        .setAnswer(answer.substring(0, Math.min(answer.length(), LONGEST_ANSWER)))
        .build();
  }

  /** Goes on until it is written down: to forget that it was sent would send it again. */
  private void settle(AlertDelivery delivery, CountDownLatch closing) throws InterruptedException {
    while (true) {
      try {
        deliveries.write(delivery);
        delivered.take(delivery);
        return;
      } catch (KafkaException e) {
        log.warn(
            "That {} is {} for {} is not written down, trying again: {}",
            delivery.getNotice(),
            delivery.getState(),
            delivery.getReceiver(),
            e.getMessage());
        if (closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new InterruptedException("stopping");
        }
      }
    }
  }
}
