// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.gateway.hj212.DeviceMetrics.Outcome;
import io.tanliu.hj212.Packet;
import io.tanliu.hj212.Verdict;
import io.tanliu.wire.RejectionMapping.Origin;
import io.tanliu.wire.Topics;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes packets of data: as they came, and what is made of them. */
final class DeviceWriter {
  private static final String SOURCE = "hj212";

  private final ReferenceView units;
  private final StationBook stations;
  private final Publisher publisher;
  private final Push push;
  private final GatewayMetrics readings;
  private final String gateway;
  private final Clock clock;
  private final DeviceRepeats repeats = new DeviceRepeats();

  /**
   * @param gateway name of this gateway in frames
   */
  DeviceWriter(
      ReferenceView units,
      StationBook stations,
      Publisher publisher,
      GatewayMetrics readings,
      String gateway,
      Clock clock) {
    this.units = units;
    this.stations = stations;
    this.publisher = publisher;
    this.push = new Push(publisher);
    this.readings = readings;
    this.gateway = gateway;
    this.clock = clock;
  }

  /**
   * What became of a packet.
   *
   * @param counted as what it counts
   * @param acknowledged whether it stands in Kafka
   */
  record Written(Outcome counted, boolean acknowledged) {}

  /**
   * Writes a packet, unless that was done before.
   *
   * @param time of the packet, or of another part of it
   * @param then told what became of it, on any thread
   */
  void write(
      Verdict verdict,
      Optional<LocalDateTime> time,
      DeviceBook.Known known,
      Consumer<Written> then) {
    Packet packet = verdict.packet().orElseThrow();
    Optional<KnownUnit> unit = units.find(known.device().unit());
    if (unit.isEmpty()) {
      then.accept(new Written(Outcome.UNKNOWN_UNIT, false));
      return;
    }
    String id = DeviceReadings.id(packet);
    String key = DeviceRepeats.key(id, packet);
    DeviceRepeats.State state = repeats.begin(key);
    if (state != DeviceRepeats.State.NEW) {
      then.accept(new Written(Outcome.REPEATED, state == DeviceRepeats.State.WRITTEN));
      return;
    }
    try {
      long receivedAt = clock.millis();
      Admission admission = DeviceReadings.of(packet, time, known, unit.get(), receivedAt);
      List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
      int frames = records(id, verdict, time, known, admission, receivedAt, records);
      publisher.send(
          records,
          written -> {
            if (written) {
              repeats.done(key);
              readings.published(admission, frames);
            } else {
              repeats.failed(key);
            }
            then.accept(new Written(written ? Outcome.TAKEN : Outcome.NOT_WRITTEN, written));
          });
    } catch (RuntimeException e) {
      repeats.failed(key);
      throw e;
    }
  }

  private int records(
      String id,
      Verdict verdict,
      Optional<LocalDateTime> time,
      DeviceBook.Known known,
      Admission admission,
      long receivedAt,
      List<ProducerRecord<String, byte[]>> records) {
    Packet packet = verdict.packet().orElseThrow();
    String mn = packet.header().mn();
    records.add(
        publisher.record(
            Topics.DEVICE_PACKET,
            mn,
            DeviceReadings.record(id, verdict, packet, receivedAt, gateway)));
    Origin origin =
        new Origin(
            known.device().unit(),
            id,
            gateway,
            mn,
            packet.header().resent(),
            Optional.empty(),
            receivedAt);
    stations
        .find(mn)
        .flatMap(station -> DeviceObservations.of(packet, time, station, id, receivedAt, gateway))
        .ifPresent(
            frame ->
                records.add(publisher.record(Topics.STATION_READING, frame.getStation(), frame)));
    return push.records(origin, admission, SOURCE, records);
  }
}
