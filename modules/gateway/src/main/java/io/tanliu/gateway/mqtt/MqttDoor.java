// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.mqtt;

import io.micrometer.core.instrument.MeterRegistry;
import io.tanliu.net.mqtt.MqttLink;
import io.tanliu.net.mqtt.RareLog;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages of a broker. A message is acknowledged when Kafka has acknowledged what was made
 * of it, and not before; how many wait is bounded, and the broker keeps the rest.
 */
public final class MqttDoor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MqttDoor.class);

  private static final long LOOK_AGAIN_MILLIS = 200;

  private final MqttSettings settings;
  private final Intake intake;
  private final MqttMetrics metrics;
  private final Optional<Sparkplug> sparkplug;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(work -> new Thread(work, "tanliu-mqtt"));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "tanliu-mqtt-timer"));
  private final MqttLink link;
  private final MqttDesk desk;
  private volatile String state = "waits until units are known";

  /** Wires the parts; nothing is connected before {@link #start}. */
  public MqttDoor(MqttSettings settings, Intake intake, MeterRegistry registry, Clock clock) {
    this.settings = settings;
    this.intake = intake;
    this.metrics = new MqttMetrics(registry);
    this.sparkplug =
        settings.sparkplug().map(host -> new Sparkplug(host, intake, clock, clock.millis()));
    MqttLink.Listener listener = new Changes();
    Optional<MqttLink.Will> will = sparkplug.map(Sparkplug::offline);
    this.link = MqttLink.of(settings.broker(), will, listener);
    this.desk = new MqttDesk(settings, intake, sparkplug, link, timer, metrics);
  }

  /** Connects as soon as messages can be judged; returns at once. */
  public void start() {
    timer.execute(this::connectWhenReady);
  }

  private void connectWhenReady() {
    if (intake.ready()) {
      state = "connecting to " + broker();
      link.connect(desk::take, worker);
    } else {
      var unused = timer.schedule(this::connectWhenReady, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** How the connection is, for people. */
  public String state() {
    return state;
  }

  private String broker() {
    return settings.broker().address();
  }

  private List<String> filters() {
    String share = settings.share().map(name -> "$share/" + name + "/").orElse("");
    List<String> filters = new ArrayList<>();
    filters.add(share + settings.readings().filter());
    filters.add(share + settings.observations().filter());
    // Births and data of a node belong together, so they are never shared between gateways.
    sparkplug.ifPresent(taken -> filters.addAll(SparkplugTopic.FILTERS));
    return filters;
  }

  /** What happens to the connection. */
  private final class Changes implements MqttLink.Listener {
    @Override
    public void connected() {
      sparkplug.ifPresent(
          host -> {
            worker.execute(host::doubt);
            publish(host.online());
          });
      var unused =
          link.subscribe(filters())
              .whenComplete(
                  (answer, failure) -> {
                    if (failure == null) {
                      subscribed();
                    } else {
                      refused(failure);
                    }
                  });
    }

    private void subscribed() {
      metrics.connected(true);
      state = "connected to " + broker();
      LOG.info("MQTT: {}", state);
    }

    private void refused(Throwable failure) {
      state = broker() + " refused a subscription: " + RareLog.line(String.valueOf(failure));
      LOG.warn("MQTT: {}", state);
    }

    @Override
    public void disconnected(Throwable cause) {
      metrics.connected(false);
      String before = state;
      state = "not connected to " + broker() + ": " + RareLog.line(String.valueOf(cause));
      if (!state.equals(before)) {
        LOG.warn("MQTT: {}", state);
      }
    }
  }

  private void publish(MqttLink.Will said) {
    var unused =
        link.publish(
            said.topic(),
            said.payload().getBytes(StandardCharsets.UTF_8),
            1,
            true,
            Optional.empty());
  }

  /** Takes nothing more; what Kafka acknowledges soon is still acknowledged. */
  @Override
  public void close() {
    desk.close();
    sparkplug.ifPresent(host -> publish(host.offline()));
    link.disconnect();
    timer.shutdownNow();
    worker.shutdownNow();
  }
}
