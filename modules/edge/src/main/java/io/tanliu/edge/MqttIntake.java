// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import io.tanliu.edge.ReadingBodies.MalformedException;
import io.tanliu.edge.Shipment.Rejected;
import io.tanliu.net.mqtt.MqttLink;
import io.tanliu.net.mqtt.MqttMessage;
import io.tanliu.net.mqtt.RareLog;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes readings from the enterprise's own broker. A message is acknowledged when it is on the disk
 * and not before; how many wait for it is bounded, and the broker keeps the rest.
 */
final class MqttIntake implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(MqttIntake.class);

  /** Messages of one commit. */
  private static final int AT_ONCE = 256;

  /** Characters of a message that are kept when it cannot be used. */
  private static final int MOST_SHOWN = 1_000;

  private final MqttSource source;
  private final Set<String> units;
  private final EdgeStore store;
  private final Clock clock;
  private final Alarms alarms;
  private final Runnable stored;
  private final BlockingQueue<MqttMessage> waiting;
  private final ExecutorService receiving =
      Executors.newSingleThreadExecutor(work -> new Thread(work, "tanliu-edge-mqtt"));
  private final Thread storing = new Thread(this::run, "tanliu-edge-mqtt-store");
  private final RareLog failures = new RareLog();
  private final MqttLink link;
  private volatile boolean closed;

  /**
   * Begins to connect.
   *
   * @param stored told when something new was stored
   */
  MqttIntake(
      MqttSource source,
      Set<String> units,
      EdgeStore store,
      Clock clock,
      Alarms alarms,
      Runnable stored) {
    this.source = source;
    this.units = units;
    this.store = store;
    this.clock = clock;
    this.alarms = alarms;
    this.stored = stored;
    this.waiting = new ArrayBlockingQueue<>(source.inFlight());
    this.link = MqttLink.of(source.broker(), Optional.empty(), new Changes());
    storing.start();
    link.connect(this::receive, receiving);
  }

  private void receive(MqttMessage message) {
    try {
      waiting.put(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // not acknowledged, so it comes again
    }
  }

  private void run() {
    List<MqttMessage> messages = new ArrayList<>();
    while (!closed) {
      messages.clear();
      try {
        messages.add(waiting.take());
        waiting.drainTo(messages, AT_ONCE - 1);
        store(messages);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void store(List<MqttMessage> messages) throws InterruptedException {
    Heard.Outcome outcome = stored(messages.stream().map(this::heard).toList());
    messages.forEach(message -> message.acknowledge().run());
    alarms.hasRoom();
    if (outcome.stored() > 0) {
      stored.run();
    }
    if (outcome.rejected() > 0 && failures.now()) {
      LOG.warn("MQTT: messages that cannot be used: see tanliu edge rejected");
    }
  }

  /** Tries until the disk has them: the broker sends them again only after a new connection. */
  private Heard.Outcome stored(List<Heard> heard) throws InterruptedException {
    while (true) {
      try {
        return store.take(heard, clock.instant());
      } catch (StoreException | RuntimeException e) {
        if (e instanceof StoreException failed && failed.kind() == StoreException.Kind.FULL) {
          alarms.full();
        }
        if (failures.now()) {
          LOG.error("MQTT: messages could not be stored; trying again", e);
        }
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }

  private Heard heard(MqttMessage message) {
    Optional<String> named = source.topic().name(message.topic());
    String unit = named.orElse("");
    MessageDigest both = Lines.digest();
    both.update((message.topic() + "\n").getBytes(StandardCharsets.UTF_8));
    both.update(message.payload());
    String id = message.key().map("key "::concat).orElse(HexFormat.of().formatHex(both.digest()));
    String digest = Lines.sha256(message.payload());
    if (!units.contains(unit)) {
      Rejected defect = defect(message, "UNKNOWN_UNIT", "topic", message.topic(), "of " + units);
      return new Heard(unit, id, digest, Optional.empty(), defect);
    }
    if (message.payload().length > source.broker().maxBytes()) {
      String size = message.payload().length + " bytes";
      String most = "at most " + source.broker().maxBytes() + " bytes";
      Rejected defect = defect(message, "TOO_LARGE", "payload", size, most);
      return new Heard(unit, id, digest, Optional.empty(), defect);
    }
    try {
      String text = new String(message.payload(), StandardCharsets.UTF_8);
      List<String> lines = ReadingBodies.read("application/json", text);
      String key = message.key().orElse("");
      Rejected reused = defect(message, "KEY_REUSED", "key", key, "a key of its own");
      return new Heard(unit, id, digest, Optional.of(lines), reused);
    } catch (MalformedException | RuntimeException e) { // poison must not stop the door
      String reason = RareLog.line(String.valueOf(e.getMessage()));
      Rejected defect = defect(message, "MALFORMED", "payload", reason, "a JSON array of readings");
      return new Heard(unit, id, digest, Optional.empty(), defect);
    }
  }

  private static Rejected defect(
      MqttMessage message, String code, String field, String value, String expected) {
    int shown = Math.min(message.payload().length, MOST_SHOWN);
    String text = new String(message.payload(), 0, shown, StandardCharsets.UTF_8);
    return new Rejected(text, code, field, RareLog.line(value), expected);
  }

  /** What happens to the connection. */
  private final class Changes implements MqttLink.Listener {
    @Override
    public void connected() {
      List<String> topics = units.stream().sorted().map(source.topic()::topic).toList();
      var unused =
          link.subscribe(topics)
              .whenComplete(
                  (answer, failure) -> {
                    if (failure == null) {
                      tell("");
                    } else {
                      tell("refused a subscription: " + RareLog.line(String.valueOf(failure)));
                    }
                  });
    }

    @Override
    public void disconnected(Throwable cause) {
      if (!closed) {
        tell("not connected: " + RareLog.line(String.valueOf(cause)));
      }
    }

    private void tell(String wrong) {
      if (alarms.broker(wrong.isEmpty() ? "" : source.broker().address() + " " + wrong)) {
        LOG.info("MQTT: {} {}", source.broker().address(), wrong.isEmpty() ? "connected" : wrong);
      }
    }
  }

  /** Takes nothing more; what is not stored stays with the broker. */
  @Override
  public void close() {
    closed = true;
    link.disconnect();
    receiving.shutdownNow();
    storing.interrupt();
    try {
      storing.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
