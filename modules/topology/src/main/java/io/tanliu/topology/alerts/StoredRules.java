// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.alerts;

import io.tanliu.avro.AlertRuleDefinition;
import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.alert.RuleSetting;
import io.tanliu.domain.alert.Signal;
import io.tanliu.wire.AlertRuleMapping;
import io.tanliu.wire.Keys;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The settings of rules: the packaged ones, and what came by topic. */
final class StoredRules {
  private final RuleBook book;
  private KeyValueStore<String, AlertRuleDefinition> store;

  StoredRules(RuleBook defaults) {
    book = defaults.copy();
  }

  void init(KeyValueStore<String, AlertRuleDefinition> rules) {
    store = rules;
    book.clear();
    try (KeyValueIterator<String, AlertRuleDefinition> all = store.all()) {
      all.forEachRemaining(row -> book.put(AlertRuleMapping.fromAvro(row.value)));
    }
  }

  /**
   * Sets or deletes what a scope wants otherwise.
   *
   * @throws IllegalArgumentException when it means nothing
   */
  void set(String key, Optional<AlertRuleDefinition> rule) {
    if (rule.isPresent()) {
      book.put(AlertRuleMapping.fromAvro(rule.get()));
      store.put(key, rule.get());
    } else {
      book.remove(Keys.entity(key), key.substring(key.indexOf(Keys.SEPARATOR) + 1));
      store.delete(key);
    }
  }

  /** The setting of an alert of a region above. */
  RuleSetting of(AlertKey region, List<String> upward) {
    int from = upward.indexOf(region.entity());
    List<String> regions = from < 0 ? List.of() : upward.subList(from, upward.size());
    return book.setting(region.rule(), region.entity(), regions, Optional.empty());
  }

  RuleSetting of(Signal signal) {
    return book.setting(
        signal.key().rule(), signal.key().entity(), signal.regions(), signal.industry());
  }
}
