// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertRuleDefinition;
import io.tanliu.avro.AlertSilence;
import io.tanliu.avro.AlertState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Which alerts there are, and the silences and rule settings as they stand in the topics. */
final class AlertBook {
  private final Map<String, Standing> alerts = new ConcurrentSkipListMap<>();
  private final Map<String, AlertSilence> silences = new ConcurrentSkipListMap<>();
  private final Map<String, AlertRuleDefinition> rules = new ConcurrentSkipListMap<>();

  /**
   * How an alert stands.
   *
   * @param state where it is in its life
   * @param episode number of its newest episode
   */
  record Standing(AlertState state, int episode) {
    boolean open() {
      return state == AlertState.FIRING || state == AlertState.NO_DATA;
    }
  }

  /** Takes a record of the state topic; null deletes. */
  void alert(String id, AlertEvent event) {
    keep(alerts, id, event == null ? null : new Standing(event.getState(), event.getEpisode()));
  }

  /** Takes a record of the silence topic; null deletes. */
  void silence(String id, AlertSilence silence) {
    keep(silences, id, silence);
  }

  /** Takes a record of the rule topic; null deletes. */
  void rule(String key, AlertRuleDefinition rule) {
    keep(rules, key, rule);
  }

  private static <V> void keep(Map<String, V> into, String key, V value) {
    if (value == null) {
      into.remove(key);
    } else {
      into.put(key, value);
    }
  }

  Optional<Standing> alert(String id) {
    return Optional.ofNullable(alerts.get(id));
  }

  Optional<AlertSilence> silence(String id) {
    return Optional.ofNullable(silences.get(id));
  }

  List<AlertSilence> silences() {
    return List.copyOf(silences.values());
  }

  Optional<AlertRuleDefinition> rule(String key) {
    return Optional.ofNullable(rules.get(key));
  }

  List<AlertRuleDefinition> rules() {
    return List.copyOf(rules.values());
  }
}
