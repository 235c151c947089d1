// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.reference.Seeds;
import io.tanliu.simulator.Cursor.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Registers stations and stack monitors and sends what they observe: over HTTP, and over HJ 212
 * where the gateway has a door for it. What is sent twice is the same.
 */
final class StationFeed {
  private static final String DIRECTORY = "stations";

  /** All stations come together: one that is ahead would make the others look silent. */
  private static final long STEP = Times.DAY;

  private static final long STOP_SECONDS = 5;

  private final SimulatorSettings settings;
  private final Seeds seeds;
  private final GatewayClient gateway;
  private final CountDownLatch closed;
  private final Cursor cursor;
  private final AtomicLong observations = new AtomicLong();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong packets = new AtomicLong();
  private final List<Thread> devices = new ArrayList<>();
  private List<SimulatedStation> overHttp = List.of();

  /**
   * @param closed counted down when sending is over
   */
  StationFeed(
      SimulatorSettings settings, Seeds seeds, GatewayClient gateway, CountDownLatch closed) {
    this.settings = settings;
    this.seeds = seeds;
    this.gateway = gateway;
    this.closed = closed;
    this.cursor = cursor(settings, "http");
  }

  private static Cursor cursor(SimulatorSettings settings, String name) {
    Path directory = settings.dataDir().resolve(DIRECTORY).resolve(name);
    return new Cursor(directory, settings.seed());
  }

  /** Registers all of them; the units must be known to the gateway. */
  void start(Province province) throws InterruptedException {
    List<SimulatedStation> air = List.copyOf(Stations.air(settings.seed(), seeds));
    List<SimulatedStation> stacks =
        List.copyOf(Stations.stacks(settings.seed(), province.simulated()));
    List<SimulatedStation> all = new ArrayList<>(air);
    all.addAll(stacks);
    for (SimulatedStation station : all) {
      gateway.put("/api/v1/stations/" + station.id(), station.document());
    }
    overHttp = settings.devices().isPresent() ? air : List.copyOf(all);
    if (settings.devices().isPresent()) {
      for (SimulatedStation stack : stacks) {
        gateway.put("/api/v1/devices/" + stack.id(), DeviceLogger.document(stack));
        DeviceLogger logger =
            new DeviceLogger(
                stack,
                settings.devices().get(),
                cursor(settings, stack.id()),
                settings.clock(),
                closed,
                packets::incrementAndGet);
        Thread thread = Simulator.daemon(logger, "simulator-" + stack.id());
        devices.add(thread);
        thread.start();
      }
    }
  }

  /** Sends over HTTP what is due and was not sent, day by day. */
  void advance() throws InterruptedException {
    long now = Times.floor(settings.clock().millis(), Times.MINUTE);
    Place place = cursor.read().orElse(null);
    long from = place == null ? begin(now) : place.sentTo();
    long begin = place == null ? from : place.begin();
    while (from < now) {
      long to = Math.min(from + STEP, now);
      for (SimulatedStation station : overHttp) {
        List<Observed> due = station.due(Math.max(from, station.begin(now)), to);
        if (!due.isEmpty()) {
          Receipt receipt = gateway.observations(station.id(), due);
          observations.addAndGet(receipt.received());
          accepted.addAndGet(receipt.accepted());
        }
      }
      from = to;
      cursor.write(new Place(begin, from));
    }
  }

  private long begin(long now) {
    return overHttp.stream().mapToLong(station -> station.begin(now)).min().orElse(now);
  }

  StationProgress progress() {
    return new StationProgress(observations.get(), accepted.get(), packets.get());
  }

  /** Waits for the data loggers to end; they do when the latch is down. */
  void awaitEnd() throws InterruptedException {
    for (Thread device : devices) {
      device.interrupt();
      device.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    }
  }
}
