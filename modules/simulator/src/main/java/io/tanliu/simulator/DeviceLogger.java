// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.hj212.Command;
import io.tanliu.hj212.DeviceClient;
import io.tanliu.hj212.Packet;
import io.tanliu.hj212.PacketBuilder;
import io.tanliu.hj212.Sm4Keys;
import io.tanliu.hj212.Version;
import io.tanliu.simulator.Cursor.Place;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data logger (数采仪) of a stack monitor: a connection of its own, packets of HJ 212-2017 one
 * after the other, each sent until it is answered. After a break it connects again and goes on.
 */
final class DeviceLogger implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceLogger.class);

  /** System of pollution sources in the air (大气环境污染源). */
  private static final String SYSTEM = "31";

  /** Not a secret: the door of a demo listens on loopback alone. */
  private static final String PASSWORD = "123456";

  private static final Map<String, String> FACTORS =
      Map.of(
          "flow", "a01011",
          "temperature", "a01012",
          "pressure", "a01013",
          "humidity", "a01014",
          "oxygen", "a19001",
          "co2", "a05001",
          "so2", "a21026",
          "nox", "a21002",
          "dust", "a34013");

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int REPEATS = 3;
  private static final long LOOK_MILLIS = 1_000;
  private static final long AGAIN_MILLIS = 3_000;

  private final SimulatedStation station;
  private final InetSocketAddress door;
  private final Cursor cursor;
  private final Clock clock;
  private final CountDownLatch closed;
  private final Runnable answered;

  /**
   * @param closed counted down when sending is over
   * @param answered told of each packet that was answered
   */
  DeviceLogger(
      SimulatedStation station,
      InetSocketAddress door,
      Cursor cursor,
      Clock clock,
      CountDownLatch closed,
      Runnable answered) {
    this.station = station;
    this.door = door;
    this.cursor = cursor;
    this.clock = clock;
    this.closed = closed;
    this.answered = answered;
  }

  /** How it is registered at the door. */
  static Map<String, Object> document(SimulatedStation station) {
    return Map.of("unit", station.unit(), "password", PASSWORD);
  }

  @Override
  public void run() {
    try {
      while (closed.getCount() > 0) {
        try {
          connected();
        } catch (IOException e) {
          LOG.debug("{} connects again: {}", station.id(), e.toString());
          closed.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("Interrupted: {} ends", station.id(), e);
    } catch (RuntimeException e) {
      LOG.error("{} stopped: {}", station.id(), e.getMessage(), e);
    }
  }

  private void connected() throws IOException, InterruptedException {
    try (DeviceClient device = new DeviceClient(door, Sm4Keys.none(), PATIENCE, REPEATS)) {
      while (closed.getCount() > 0) {
        if (!advance(device)) {
          closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
    }
  }

  /** Sends what is due, a day at most; false when nothing was. */
  private boolean advance(DeviceClient device) throws IOException {
    long now = Times.floor(clock.millis(), Times.MINUTE);
    Place place = cursor.read().orElseGet(() -> new Place(station.begin(now), station.begin(now)));
    long to = Math.min(place.sentTo() + Times.DAY, now);
    Map<Long, List<Observed>> due = new TreeMap<>();
    station
        .due(place.sentTo(), to)
        .forEach(o -> due.computeIfAbsent(o.time(), time -> new ArrayList<>()).add(o));
    for (Map.Entry<Long, List<Observed>> one : due.entrySet()) {
      if (closed.getCount() == 0) {
        return false;
      }
      if (device.exchange(packet(station, one.getKey(), one.getValue())).isEmpty()) {
        throw new IOException("no answer within " + PATIENCE);
      }
      answered.run();
    }
    if (to > place.sentTo()) {
      cursor.write(new Place(place.begin(), to));
    }
    return !due.isEmpty();
  }

  /** The packet of an hour, always the same, so that a repeat is recognised. */
  static Packet packet(SimulatedStation station, long time, List<Observed> observed) {
    LocalDateTime begin = LocalDateTime.ofInstant(Instant.ofEpochMilli(time), Times.ZONE);
    PacketBuilder packet =
        PacketBuilder.of(Version.V2017, Command.HOUR)
            .qn(begin.plus(Duration.ofMillis(station.interval())))
            .st(SYSTEM)
            .pw(PASSWORD)
            .mn(station.id())
            .answerWanted(true)
            .dataTime(begin);
    for (Observed one : observed) {
      String factor = FACTORS.get(one.parameter());
      String value = one.value().map(BigDecimal::toPlainString).orElse("0");
      packet.group(factor + "-Avg", value).and(factor + "-Flag", one.flag());
    }
    return packet.build();
  }
}
