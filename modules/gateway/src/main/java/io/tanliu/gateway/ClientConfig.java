// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Client configuration, which the caller keeps in one map for all clients and serializers. */
final class ClientConfig {
  private ClientConfig() {}

  /** The entries that a client knows, so that it does not warn of the others. */
  static Map<String, Object> only(Map<String, Object> config, Set<String> known) {
    Map<String, Object> kept = new HashMap<>(config);
    kept.keySet().retainAll(known);
    return kept;
  }
}
