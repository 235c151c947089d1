// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.avro.StationFrame;
import io.tanliu.avro.StationObservation;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.station.Station;
import io.tanliu.hj212.ChinaTime;
import io.tanliu.hj212.Item;
import io.tanliu.hj212.Packet;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The observations in a packet of a device whose number MN is the id of a station: means of minutes
 * (2051) for one that observes each minute, of hours (2061) for one that observes each hour. What
 * the flags say is kept and judged later.
 */
final class DeviceObservations {
  /** Factor codes of HJ 212-2017, annex B, by what they are called here. */
  private static final Map<String, String> PARAMETERS =
      Map.ofEntries(
          Map.entry("a00000", "flow"),
          Map.entry("a01006", "ambient_pressure"),
          Map.entry("a01011", "flow"),
          Map.entry("a01012", "temperature"),
          Map.entry("a01013", "pressure"),
          Map.entry("a01014", "humidity"),
          Map.entry("a19001", "oxygen"),
          Map.entry("a05001", "co2"),
          Map.entry("a05002", "ch4"),
          Map.entry("a21002", "nox"),
          Map.entry("a21026", "so2"),
          Map.entry("a34013", "dust"));

  private static final String VELOCITY = "a01011";
  private static final int MINUTES = 2051;
  private static final int HOURS = 2061;
  private static final long MINUTE_SECONDS = 60;
  private static final long HOUR_SECONDS = 3_600;
  private static final int MAX_DIGITS = 18;

  private DeviceObservations() {}

  /**
   * The frame of a packet; empty when it holds nothing that the station sends.
   *
   * @param dated the packet's time, or that of another part of it
   */
  static Optional<StationFrame> of(
      Packet packet,
      Optional<LocalDateTime> dated,
      Station station,
      String id,
      long receivedAt,
      String gateway) {
    Optional<Instant> time = dated.map(at -> at.toInstant(ChinaTime.ZONE));
    if (time.isEmpty() || packet.header().cn() != command(station)) {
      return Optional.empty();
    }
    Map<String, String> flags = new HashMap<>();
    Map<String, Item> means = new HashMap<>();
    for (Item item : packet.region()) {
      if (item.hasProperty("Flag")) {
        flags.put(item.factor().orElseThrow(), item.value());
      } else if (item.hasProperty("Avg")) {
        means.put(item.factor().orElseThrow(), item);
      }
    }
    List<StationObservation> observations = new ArrayList<>();
    means.keySet().stream()
        .sorted()
        .filter(factor -> wanted(factor, station))
        .forEach(
            factor ->
                observations.add(
                    observation(
                        PARAMETERS.get(factor),
                        time.get(),
                        means.get(factor),
                        flags.getOrDefault(factor, ""))));
    return observations.isEmpty()
        ? Optional.empty()
        : Optional.of(
            StationFrame.newBuilder()
                .setFrameId(id)
                .setStation(station.id())
                .setReceivedAt(Instant.ofEpochMilli(receivedAt))
                .setSource("hj212")
                .setGateway(gateway)
                .setSender(packet.header().mn())
                .setObservations(observations)
                .build());
  }

  private static int command(Station station) {
    long seconds = station.interval().toSeconds();
    return seconds == MINUTE_SECONDS ? MINUTES : seconds == HOUR_SECONDS ? HOURS : 0;
  }

  /** Flow comes as velocity or volume: whichever the station's channel states. */
  private static boolean wanted(String factor, Station station) {
    String parameter = PARAMETERS.get(factor);
    return parameter != null
        && station
            .channel(parameter)
            .filter(
                channel ->
                    !parameter.equals("flow")
                        || channel.unit().equals("m/s") == factor.equals(VELOCITY))
            .isPresent();
  }

  /** A number that cannot be kept exactly is none, as one that is no number. */
  private static StationObservation observation(
      String parameter, Instant time, Item mean, String flag) {
    Optional<BigDecimal> number =
        mean.number()
            .filter(n -> n.precision() <= MAX_DIGITS)
            .filter(n -> n.scale() >= 0 && n.scale() <= Reading.MAX_SCALE);
    return StationObservation.newBuilder()
        .setParameter(parameter)
        .setTime(time)
        .setValue(number.map(n -> n.unscaledValue().longValueExact()).orElse(null))
        .setScale(number.map(BigDecimal::scale).orElse(0))
        .setFlag(flag)
        .build();
  }
}
