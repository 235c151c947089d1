// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.tanliu.access.AuditTrail;
import io.tanliu.avro.DeviceRequest;
import io.tanliu.gateway.hj212.DeviceDoor;
import io.tanliu.gateway.hj212.DeviceMetrics;
import io.tanliu.gateway.hj212.DeviceRequests;
import io.tanliu.gateway.hj212.DeviceSettings;
import io.tanliu.gateway.hj212.RequestBook;
import io.tanliu.wire.RequestMapping;
import io.tanliu.wire.Topics;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the door for devices and what is asked of them. */
final class DeviceDesk {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceDesk.class);

  private final RequestBook book = new RequestBook();
  private final DeviceBook devices;
  private final Clock clock;
  private final AuditTrail audit;
  private final DeviceRequests requests;

  DeviceDesk(
      DeviceBook devices, Publisher publisher, String gateway, Clock clock, AuditTrail audit) {
    this.audit = audit;
    this.devices = devices;
    this.clock = clock;
    this.requests =
        new DeviceRequests(
            book,
            request ->
                publisher.send(
                    List.of(
                        publisher.record(
                            Topics.DEVICE_REQUEST,
                            RequestMapping.key(request),
                            RequestMapping.toAvro(request))),
                    written -> {
                      if (!written) {
                        LOG.warn(
                            "Request {} to {}: {} could not be written",
                            request.id(),
                            request.mn(),
                            request.state());
                      }
                    }),
            gateway,
            clock,
            System::nanoTime,
            DeviceRequests.Timing.usual());
  }

  /** Requests as they are known here. */
  RequestBook book() {
    return book;
  }

  /** Takes a record of the topic; those that are too old are deleted, which needs no thought. */
  void request(String key, DeviceRequest record) {
    if (record != null) {
      requests.read(RequestMapping.fromAvro(record));
    }
  }

  /** The door that the configuration asks for. */
  Optional<DeviceDoor> door(
      Map<String, Object> config,
      DeviceWriter writer,
      MeterRegistry registry,
      BooleanSupplier ready) {
    DeviceMetrics metrics = new DeviceMetrics(registry);
    return DeviceSettings.of(config)
        .map(
            settings ->
                new DeviceDoor(
                    settings,
                    new DeviceWork(
                        new DeviceGuard(devices, audit, clock, System::nanoTime),
                        writer,
                        requests,
                        metrics,
                        clock,
                        ready),
                    devices::key,
                    metrics));
  }
}
