// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.audit;

import io.tanliu.avro.EntityWindow;
import io.tanliu.domain.time.Granularity;
import io.tanliu.oracle.OracleBooks.Share;
import io.tanliu.oracle.OracleBooks.Window;
import io.tanliu.wire.Keys;
import io.tanliu.wire.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The newest published windows of the audited entities that overlap the period. */
final class PublishedWindows {
  private final AuditRequest request;
  private final Map<String, Map<Window, Map<String, Share>>> byEntity = new HashMap<>();

  /** Windows that were taken back, as old detail is; their keys. */
  private final Set<String> retired = new HashSet<>();

  PublishedWindows(RecordScan scan, AuditedUnits units, AuditRequest request) {
    this.request = request;
    scan.read(
        Topics.METRIC_ENERGY,
        key -> units.contains(Keys.entity(key)) && key.indexOf('|') != key.lastIndexOf('|'),
        this::take);
  }

  private void take(String key, EntityWindow record) {
    if (record == null) {
      byEntity
          .getOrDefault(Keys.entity(key), Map.of())
          .keySet()
          .removeIf(w -> key(Keys.entity(key), w).equals(key));
      retired.add(key);
      return;
    }
    Optional<Granularity> granularity = Granularity.of(record.getGranularity());
    Window window =
        new Window(
            record.getGranularity(),
            record.getStart().toEpochMilli(),
            record.getEnd().toEpochMilli());
    if (granularity.isPresent() && wanted(granularity.get(), window)) {
      Map<String, Share> shares = new TreeMap<>();
      record
          .getAmounts()
          .forEach(
              (quantity, a) ->
                  shares.put(
                      quantity, new Share(a.getAmount(), a.getCoverage(), a.getEstimated())));
      shares.values().removeIf(share -> share.equals(new Share(0, 0, 0)));
      byEntity.computeIfAbsent(Keys.entity(key), e -> new HashMap<>()).put(window, shares);
      retired.remove(key);
    }
  }

  private static String key(String entity, Window window) {
    return Keys.window(entity, window.granularity(), window.start());
  }

  /** True for a window that is to be compared. */
  boolean wanted(Granularity granularity, Window window) {
    return request.granularities().contains(granularity)
        && request.published(granularity, window.start())
        && request.asksFor(window.start(), window.end());
  }

  /** The windows of an entity with what they say. */
  Map<Window, Map<String, Share>> of(String entity) {
    return byEntity.getOrDefault(entity, Map.of());
  }

  boolean retired(String entity, Window window) {
    return retired.contains(key(entity, window));
  }
}
