// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.avro.IngestReceipt;
import io.tanliu.avro.RejectedReading;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.station.Station;
import io.tanliu.gateway.mqtt.Intake;
import io.tanliu.wire.Keys;
import io.tanliu.wire.RejectionMapping;
import io.tanliu.wire.RejectionMapping.Origin;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Takes messages with the parser, the bounds and the judgement of the HTTP door. */
final class MessageIntake implements Intake {
  private static final String SOURCE = "mqtt";
  private static final int MAX_ID = 64;
  private static final String NO_RECEIPT = "";

  private final GatewaySettings settings;
  private final ReferenceView units;
  private final StationBook stations;
  private final Receipts receipts;
  private final Publisher publisher;
  private final Push push;
  private final BodyReader bodies;
  private final GatewayMetrics metrics;
  private final Clock clock;
  private final BooleanSupplier ready;

  /**
   * @param ready whether the register has been read
   */
  MessageIntake(
      GatewaySettings settings,
      ReferenceView units,
      StationBook stations,
      Receipts receipts,
      Publisher publisher,
      BodyReader bodies,
      GatewayMetrics metrics,
      Clock clock,
      BooleanSupplier ready) {
    this.settings = settings;
    this.units = units;
    this.stations = stations;
    this.receipts = receipts;
    this.publisher = publisher;
    this.push = new Push(publisher);
    this.bodies = bodies;
    this.metrics = metrics;
    this.clock = clock;
    this.ready = ready;
  }

  @Override
  public boolean ready() {
    return ready.getAsBoolean();
  }

  @Override
  public boolean knows(String unit) {
    return units.find(unit).isPresent();
  }

  @Override
  public boolean knows(String unit, String point) {
    return units.find(unit).filter(known -> known.knows(point)).isPresent();
  }

  @Override
  public void readings(Letter letter, Consumer<Answer> done) {
    guarded(letter, Topics.READING_REJECTED, done, () -> takeReadings(letter, done));
  }

  private void takeReadings(Letter letter, Consumer<Answer> done) throws IOException {
    Admission admission = admission(letter);
    ReadingParser parser = BodyFormat.JSON.parser();
    String digest = read(letter, text -> parser.parse(text, admission));
    Optional<IngestReceipt> before =
        letter.key().flatMap(key -> receipts.find(Keys.receipt(letter.to(), key)));
    if (before.isPresent()) {
      repeat(before.get(), digest, done);
      return;
    }
    Origin origin = origin(letter, digest, false);
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    int frames = push.records(origin, admission, SOURCE, records);
    int status = Receipt.status(admission);
    String receipt =
        Receipt.json(origin.frameId(), letter.to(), frames, origin.receivedAt(), admission);
    write(
        records,
        new Answer(status == 202 ? Outcome.TAKEN : Outcome.ALL_REJECTED, receipt),
        () -> {
          metrics.published(admission, frames);
          letter
              .key()
              .ifPresent(key -> remember(letter.to(), key, digest, status, receipt, origin));
        },
        done);
  }

  /**
   * Here and not in the topic of receipts: written beside the frames a receipt could stand there
   * without them. After a restart a repeat is written once more and found by the ledger.
   */
  private void remember(
      String unit, String key, String digest, int status, String receipt, Origin origin) {
    receipts.put(
        Keys.receipt(unit, key),
        Push.answer(unit, key, digest, status, receipt, origin.receivedAt()));
  }

  private void repeat(IngestReceipt before, String digest, Consumer<Answer> done) {
    if (!digest.equals(before.getBodyDigest())) {
      throw Problem.of(
          Problem.Code.IDEMPOTENCY_KEY_REUSED,
          "idempotency-key",
          before.getIdempotencyKey(),
          "the body that was first sent with it (SHA-256 " + before.getBodyDigest() + ")");
    }
    metrics.replayed(Receipt.received(before.getReceipt()));
    done.accept(new Answer(Outcome.REPEATED, before.getReceipt()));
  }

  @Override
  public void observations(Letter letter, Consumer<Answer> done) {
    guarded(letter, Topics.STATION_REJECTED, done, () -> takeObservations(letter, done));
  }

  private void takeObservations(Letter letter, Consumer<Answer> done) throws IOException {
    Station station =
        stations.find(letter.to()).orElseThrow(() -> StationsHandler.unknown(letter.to()));
    String frameId = origin(letter, BodyReader.digest(letter.body()), false).frameId();
    SentObservations sent =
        new SentObservations(
            station,
            new SentObservations.Sender(frameId, SOURCE, settings.name(), "", clock.millis()),
            settings.maxReadings());
    read(letter, sent::read);
    write(
        sent.records(publisher),
        new Answer(
            sent.status() == 202 ? Outcome.TAKEN : Outcome.ALL_REJECTED,
            io.tanliu.gateway.Answer.json(sent.status(), sent.receipt(), "").body()),
        () -> {},
        done);
  }

  @Override
  public void values(Letter letter, List<Value> values, Consumer<Answer> done) {
    guarded(letter, Topics.READING_REJECTED, done, () -> takeValues(letter, values, done));
  }

  /** What was measured before stands in frames of its own, because those are taken as history. */
  private void takeValues(Letter letter, List<Value> values, Consumer<Answer> done) {
    String digest = BodyReader.digest(letter.body());
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    List<Runnable> counts = new ArrayList<>();
    int accepted = 0;
    for (boolean historical : new boolean[] {false, true}) {
      Admission admission = admission(letter);
      values.stream().filter(v -> v.historical() == historical).forEach(v -> judge(v, admission));
      if (admission.received() > 0) {
        int frames = push.records(origin(letter, digest, historical), admission, SOURCE, records);
        counts.add(() -> metrics.published(admission, frames));
        accepted += admission.accepted();
      }
    }
    write(
        records,
        new Answer(accepted > 0 ? Outcome.TAKEN : Outcome.ALL_REJECTED, NO_RECEIPT),
        () -> counts.forEach(Runnable::run),
        done);
  }

  private static void judge(Value value, Admission admission) {
    String time = value.time() == null ? null : Long.toString(value.time());
    RawReading raw = RawReading.of(value.point(), time, value.value(), value.number(), null, false);
    if (value.flaw().isPresent()) {
      admission.reject(raw, value.flaw().get());
    } else {
      admission.accept(raw);
    }
  }

  @Override
  public void refuse(Letter letter, ReadingError error, Consumer<Answer> done) {
    guarded(
        letter,
        Topics.READING_REJECTED,
        done,
        () -> refuse(letter, Topics.READING_REJECTED, error, NO_RECEIPT, done));
  }

  /** Work on a message. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private void guarded(
      Letter letter, Topic<RejectedReading> refusals, Consumer<Answer> done, Work work) {
    try {
      try {
        work.run();
      } catch (ProblemException e) {
        Problem problem = e.problem();
        ReadingError error =
            new ReadingError(
                problem.code().status() == 404
                    ? ReadingError.Code.UNKNOWN_UNIT
                    : ReadingError.Code.MALFORMED,
                problem.field(),
                problem.value(),
                problem.expected());
        refuse(letter, refusals, error, io.tanliu.gateway.Answer.of(problem).body(), done);
      }
    } catch (KafkaException e) {
      done.accept(new Answer(Outcome.NOT_WRITTEN, NO_RECEIPT));
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory can be read", e);
    }
  }

  private void refuse(
      Letter letter,
      Topic<RejectedReading> refusals,
      ReadingError error,
      String receipt,
      Consumer<Answer> done) {
    Origin origin = origin(letter, BodyReader.digest(letter.body()), false);
    String text =
        new String(
            letter.body(),
            0,
            Math.min(letter.body().length, RejectionMapping.MAX_READING),
            StandardCharsets.UTF_8);
    RejectedReading record =
        RejectionMapping.toAvro(
            origin, -1, Optional.empty(), Optional.empty(), Optional.of(text), error);
    write(
        List.of(publisher.record(refusals, origin.unit(), record)),
        new Answer(Outcome.REFUSED, receipt),
        () -> {},
        done);
  }

  private void write(
      List<ProducerRecord<String, byte[]>> records,
      Answer answer,
      Runnable written,
      Consumer<Answer> done) {
    Consumer<Boolean> end =
        all -> {
          if (all) {
            written.run();
          }
          done.accept(all ? answer : new Answer(Outcome.NOT_WRITTEN, NO_RECEIPT));
        };
    if (records.isEmpty()) {
      end.accept(true);
    } else {
      publisher.send(records, end);
    }
  }

  private Admission admission(Letter letter) {
    KnownUnit unit =
        units
            .find(letter.to())
            .orElseThrow(
                () ->
                    Problem.of(
                        Problem.Code.UNKNOWN_UNIT,
                        "unit",
                        Text.shorten(letter.to(), MAX_ID),
                        "a registered unit; register it with POST /api/v1/reference"));
    return new Admission(unit, clock.millis(), settings.maxReadings());
  }

  /** A message that comes again has the same identity: by its key, or by topic and content. */
  private Origin origin(Letter letter, String digest, boolean historical) {
    String unit = Text.shorten(letter.to(), MAX_ID);
    String identity = letter.key().orElse(letter.topic() + " " + digest);
    String frameId = Push.frameId(unit, Optional.of(identity));
    return new Origin(
        unit,
        historical ? frameId + "-h" : frameId,
        settings.name(),
        historical,
        Optional.empty(),
        clock.millis());
  }

  private String read(Letter letter, BodyReader.Use use) throws IOException {
    return bodies.read(new ByteArrayInputStream(letter.body()), false, StandardCharsets.UTF_8, use);
  }
}
