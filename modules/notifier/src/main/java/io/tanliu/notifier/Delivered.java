// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import io.tanliu.avro.AlertDelivery;
import io.tanliu.wire.Keys;
import java.util.Map;
import java.util.Set;
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
  private final Set<String> failed = ConcurrentHashMap.newKeySet();

  /** Takes a record of the deliveries. */
  void take(AlertDelivery delivery) {
    if (!delivery.getState().equals(WAITING)) {
      String notice = delivery.getNotice();
      int end = notice.lastIndexOf('|');
      settle(
          delivery.getReceiver(),
          end < 0 ? notice : notice.substring(0, end),
          delivery.getNoticeAt().toEpochMilli());
      String key = Keys.delivery(notice, delivery.getReceiver());
      if (delivery.getState().equals(FAILED)) {
        failed.add(key);
      } else {
        failed.remove(key);
      }
    }
  }

  private void settle(String receiver, String group, long at) {
    settled.computeIfAbsent(receiver, id -> new ConcurrentHashMap<>()).merge(group, at, Math::max);
  }

  /** True when that very delivery was given up, and has not been taken since. */
  boolean failed(String key) {
    return failed.contains(key);
  }

  /** True when the receiver was sent that notice of the group, or a later one, or it failed. */
  boolean settled(String receiver, String group, long at) {
    return settled.getOrDefault(receiver, Map.of()).getOrDefault(group, Long.MIN_VALUE) >= at;
  }
}
