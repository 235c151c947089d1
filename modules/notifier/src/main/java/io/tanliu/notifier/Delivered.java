// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import io.tanliu.avro.AlertDelivery;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far each receiver has been told of each group. Notices of a group come in the order of their
 * moments, so the newest that is settled says it of all before; that is one number per receiver and
 * group, however many notices there were.
 */
final class Delivered {
  /** State of a delivery that the receiver has taken. */
  static final String SENT = "SENT";

  /** State of a delivery that is given up. */
  static final String FAILED = "FAILED";

  /** State of a delivery that is tried again. */
  static final String WAITING = "WAITING";

  private final Map<String, Map<String, Long>> settled = new ConcurrentHashMap<>();

  /** Takes a record of the deliveries. */
  void take(AlertDelivery delivery) {
    if (!delivery.getState().equals(WAITING)) {
      String notice = delivery.getNotice();
      int end = notice.lastIndexOf('|');
      settle(
          delivery.getReceiver(),
          end < 0 ? notice : notice.substring(0, end),
          delivery.getNoticeAt().toEpochMilli());
    }
  }

  private void settle(String receiver, String group, long at) {
    settled.computeIfAbsent(receiver, id -> new ConcurrentHashMap<>()).merge(group, at, Math::max);
  }

  /** True when the receiver was sent that notice of the group, or a later one, or it failed. */
  boolean settled(String receiver, String group, long at) {
    return settled.getOrDefault(receiver, Map.of()).getOrDefault(group, Long.MIN_VALUE) >= at;
  }
}
