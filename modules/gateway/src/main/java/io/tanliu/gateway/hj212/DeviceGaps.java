// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.hj212;

import io.tanliu.domain.device.Device;
import io.tanliu.domain.device.Gaps;
import io.tanliu.domain.device.Request;
import io.tanliu.hj212.ChinaTime;
import io.tanliu.hj212.Command;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Asks devices for minutes and hours that are missing between two that came, when they do not come
 * by themselves. What was missing when this gateway was started is not known to it.
 *
 * <p>For one thread.
 */
public final class DeviceGaps {
  private static final Duration FAR = Duration.ofDays(7);
  private static final Duration EXPIRY = Duration.ofDays(1);

  private final Duration patience;
  private final Map<Kind, Gaps> gaps = new HashMap<>();

  private record Kind(String mn, int command, Duration interval) {}

  /**
   * Nothing is missing yet.
   *
   * @param patience how long is waited before a device is asked
   */
  public DeviceGaps(Duration patience) {
    this.patience = patience;
  }

  /** Data of a device came for the interval that starts at {@code start}. */
  public void seen(Device device, int command, LocalDateTime start, Instant now) {
    if (device.minuteInterval() == 0) {
      return;
    }
    Duration interval =
        command == Command.MINUTE.code()
            ? Duration.ofMinutes(device.minuteInterval())
            : command == Command.HOUR.code() ? Duration.ofHours(1) : Duration.ZERO;
    if (!interval.isZero()) {
      gaps.computeIfAbsent(
              new Kind(device.mn(), command, interval), kind -> new Gaps(interval, patience, FAR))
          .seen(start.toInstant(ChinaTime.ZONE), now);
    }
  }

  /** Makes a request of each gap that has waited long enough. */
  public void due(Instant now, Consumer<Request> ask) {
    gaps.forEach(
        (kind, missing) ->
            missing
                .due(now)
                .forEach(
                    range -> {
                      String from = ChinaTime.seconds(DeviceRequests.china(range.first()));
                      String to = ChinaTime.seconds(DeviceRequests.china(range.last()));
                      ask.accept(
                          Request.waiting(
                              "gap-" + kind.command() + "-" + from + "-" + now.toEpochMilli(),
                              kind.mn(),
                              kind.command(),
                              Map.of("BeginTime", from, "EndTime", to),
                              "gap",
                              now,
                              now.plus(EXPIRY)));
                    }));
  }
}
