// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.wire.Progress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the gateway is.
 *
 * @param up true when readings can be taken
 * @param details findings by name, in the order in which people read them
 */
public record GatewayHealth(boolean up, Map<String, String> details) {

  /**
   * What was found. A broker of others that is away is said, and keeps no door but its own closed.
   */
  static GatewayHealth of(
      String cluster, Progress progress, ReferenceView view, Optional<String> mqtt) {
    Map<String, String> details = new LinkedHashMap<>();
    boolean reachable = cluster.isEmpty();
    details.put("kafka", reachable ? "reachable" : cluster);
    details.put("view", progress.ready() ? "loaded" : "loading");
    if (!progress.failure().isEmpty()) {
      details.put("viewFailure", progress.failure());
    }
    details.put("units", Integer.toString(view.unitCount()));
    details.put("targets", Integer.toString(view.targetCount()));
    mqtt.ifPresent(state -> details.put("mqtt", state));
    return new GatewayHealth(
        reachable && progress.ready() && progress.failure().isEmpty(), details);
  }
}
