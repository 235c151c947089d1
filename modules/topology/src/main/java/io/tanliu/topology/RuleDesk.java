// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.AlertRuleDefinition;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.alert.RuleOverride;
import io.tanliu.wire.AlertRuleMapping;
import io.tanliu.wire.Topics;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How rules judge: the packaged settings and what the topic wants otherwise, which every instance
 * keeps whole. A new book takes the place of the old one, so that tasks may read it meanwhile.
 */
public final class RuleDesk {
  private static final Logger log = LoggerFactory.getLogger(RuleDesk.class);

  private final RuleBook packaged;
  private final Deserializer<AlertRuleDefinition> decoder;
  private final Map<String, RuleOverride> overrides = new TreeMap<>();
  private volatile RuleBook book;

  /**
   * @param packaged settings without any on the topic
   */
  public RuleDesk(RuleBook packaged, Deserializer<AlertRuleDefinition> decoder) {
    this.packaged = packaged;
    this.decoder = decoder;
    book = packaged;
  }

  /** The settings as they are now. */
  public RuleBook book() {
    return book;
  }

  /** A record of the topic; without a value when the setting was taken back. */
  public void changed(String key, byte[] value) {
    try {
      if (value == null) {
        overrides.remove(key);
      } else {
        overrides.put(
            key,
            AlertRuleMapping.fromAvro(decoder.deserialize(Topics.REF_ALERT_RULE.name(), value)));
      }
    } catch (SerializationException | IllegalArgumentException e) {
      log.warn("setting {} not taken: {}", key, e.getMessage());
      return;
    }
    RuleBook made = packaged.copy();
    overrides.values().forEach(made::put);
    book = made;
  }
}
