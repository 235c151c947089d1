// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.avro.TargetDefinition;
import io.tanliu.domain.assess.ScreeningBook;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.wire.TargetMapping;
import io.tanliu.wire.Topics;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thresholds by which units are screened: the packaged ones and those that are registered, which
 * every instance keeps whole. A new book takes the place of the old one, so that tasks may read it
 * meanwhile.
 */
final class Thresholds {
  static final String STORE = "views-targets";

  private static final Logger log = LoggerFactory.getLogger(Thresholds.class);
  private static final int MOST = 10_000;

  private final ScreeningBook packaged;
  private final Deserializer<TargetDefinition> decoder;
  private final TreeMap<String, Target> registered = new TreeMap<>();
  private ScreeningBook book;

  Thresholds(ScreeningBook packaged, Deserializer<TargetDefinition> decoder) {
    this.packaged = packaged;
    this.decoder = decoder;
  }

  /** What holds now: the same object until something changes. */
  synchronized ScreeningBook book() {
    if (book == null) {
      book = packaged.with(registered.values());
    }
    return book;
  }

  /** A record of the topic; without a value when the target was withdrawn. */
  synchronized void changed(String key, byte[] value) {
    Target before = registered.remove(key);
    try {
      Target now = value == null ? null : target(value);
      if (now != null && packaged.concerns(now)) {
        if (registered.size() >= MOST) {
          log.warn("threshold {} not screened: {} are (expected: at most that)", key, MOST);
        } else {
          registered.put(key, now);
          if (now.type() == TargetType.THRESHOLD) {
            ScreeningBook.refusal(now)
                .ifPresent(why -> log.warn("threshold {} not screened: {}", key, why));
          }
        }
      }
    } catch (SerializationException | IllegalArgumentException e) {
      log.warn("target {} left out of the screening: {}", key, e.getMessage());
    }
    if (before != null || registered.containsKey(key)) {
      book = null;
    }
  }

  private Target target(byte[] value) {
    return TargetMapping.fromAvro(decoder.deserialize(Topics.REF_TARGET.name(), value));
  }
}
