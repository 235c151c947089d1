// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import io.tanliu.client.Connection;
import io.tanliu.client.GatewayClient;
import io.tanliu.client.folder.FolderWatch;
import io.tanliu.client.seal.SealKey;
import io.tanliu.edge.EdgeSettings.Source;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent: a door, a broker, folders, a store, and one thread that sends what is stored. */
public final class Edge implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration PRUNE = Duration.ofHours(1);

  private final EdgeSettings settings;
  private final Clock clock;
  private final EdgeStore store;
  private final Sender sender;
  private final Door door;
  private final List<FolderWatch> folders = new ArrayList<>();
  private final Optional<MqttIntake> mqtt;
  private final Semaphore wake = new Semaphore(0);
  private final Thread sending;
  private final Thread collecting;
  private volatile boolean closed;

  /**
   * Opens the store and the door and begins to send.
   *
   * @param signer seals each request, if any
   * @throws IOException when the store, a folder, a key file or the port cannot be opened
   */
  public Edge(EdgeSettings settings, Optional<SealKey> signer, Clock clock) throws IOException {
    this.settings = settings;
    this.clock = clock;
    Connection connection =
        Connection.of(settings.gateway(), settings.keyFile(), settings.authorities());
    Optional<String> doorKey =
        Connection.of(settings.gateway(), settings.doorKey(), Optional.empty()).key();
    Alarms alarms = new Alarms(settings.drift());
    this.store =
        EdgeStore.open(
            settings.data(), settings.quotaBytes(), settings.shipment(), signer, clock.instant());
    this.sender =
        new Sender(
            store,
            new GatewayClient(connection, Duration.ZERO, note -> {}),
            clock,
            settings.units(),
            new Random(),
            alarms);
    try {
      HealthPage health = new HealthPage(store, alarms, settings.keep(), clock);
      this.door = new Door(settings, store, doorKey, clock, alarms, health, wake::release);
      for (Source source : settings.folders()) {
        FolderIntake intake =
            new FolderIntake(source, store, settings.shipment(), clock, wake::release);
        folders.add(new FolderWatch(source.folder(), intake, clock, LOG::info));
      }
      this.mqtt = settings.mqtt().map(source -> mqtt(source, alarms));
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
    this.sending = new Thread(this::send, "tanliu-edge-send");
    this.collecting = new Thread(this::collect, "tanliu-edge-collect");
    sending.start();
    collecting.start();
  }

  private MqttIntake mqtt(MqttSource source, Alarms alarms) {
    MqttSource named =
        source.broker().clientId().isEmpty()
            ? source.as("tanliu-edge-" + store.id().substring(0, 8))
            : source;
    return new MqttIntake(named, settings.units(), store, clock, alarms, wake::release);
  }

  /** The port of the door. */
  public int port() {
    return door.port();
  }

  private void send() {
    Instant pruned = Instant.MIN;
    while (!closed) {
      try {
        Instant now = clock.instant();
        if (pruned.plus(PRUNE).isBefore(now)) {
          prune(now);
          pruned = now;
        }
        if (sender.pass() == 0 && wake.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      } catch (IOException e) {
        LOG.error("The store failed; trying again", e);
        pause();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.error("Sending failed; trying again", e);
        pause();
      }
    }
  }

  private void prune(Instant now) throws IOException {
    int gone = store.prune(now, settings.keep());
    while (gone > 0 && !closed) {
      gone = store.prune(now, settings.keep());
    }
  }

  private void collect() {
    while (!closed) {
      for (FolderWatch folder : folders) {
        try {
          folder.pass();
        } catch (IOException | RuntimeException e) {
          LOG.error("A folder failed; trying again", e);
        } catch (InterruptedException e) {
          return;
        }
      }
      pause();
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  /** Closes the doors first, so that nothing is taken that is not stored. */
  @Override
  public void close() throws IOException {
    closed = true;
    door.close();
    mqtt.ifPresent(MqttIntake::close);
    sending.interrupt();
    collecting.interrupt();
    try {
      sending.join(10_000);
      collecting.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (FolderWatch folder : folders) {
      folder.close();
    }
    store.close();
  }
}
