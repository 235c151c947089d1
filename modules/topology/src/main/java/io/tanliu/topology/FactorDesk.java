// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.FactorDefinition;
import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.ledger.Derivation;
import io.tanliu.wire.FactorMapping;
import io.tanliu.wire.Topics;
import io.tanliu.wire.registry.RegistryException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conversion factors in force: the packaged ones, with those of the topic in their place. One
 * for all tasks of an instance; every instance reads the whole topic.
 */
final class FactorDesk {
  /** Name of the global store. */
  static final String STORE = "shared-factors";

  private static final Logger log = LoggerFactory.getLogger(FactorDesk.class);

  private final FactorBook packaged;
  private final Deserializer<FactorDefinition> decoder;
  private final Map<String, DatedFactor> dated = new TreeMap<>();
  private final Map<String, byte[]> unread = new HashMap<>();
  private volatile InForce inForce;
  private volatile boolean stale;

  /**
   * What converts, and by what it is recognised.
   *
   * @param derivation converts
   * @param fingerprint of the factors and of how lines are derived
   * @param version of the factors, as it is published
   */
  record InForce(Derivation derivation, long fingerprint, String version) {
    static InForce of(FactorBook book) {
      long fingerprint = 31 * book.fingerprint() + Derivation.FORM;
      return new InForce(new Derivation(book), fingerprint, book.version());
    }
  }

  FactorDesk(FactorBook packaged, Deserializer<FactorDefinition> decoder) {
    this.packaged = packaged;
    this.decoder = decoder;
    this.inForce = InForce.of(packaged);
  }

  /** A record of the topic; without a value when the factor was withdrawn. */
  synchronized void changed(String key, byte[] value) {
    unread.remove(key);
    if (value == null) {
      dated.remove(key);
    } else {
      unread.put(key, value);
    }
    stale = true;
  }

  /** What is in force now; the same object until something changes. */
  InForce inForce() {
    if (stale) {
      refresh();
    }
    return inForce;
  }

  /**
   * Version of the factors that converted an entity's buckets. One that is no longer in force,
   * until all has been converted anew, is called by digits alone.
   *
   * @param fingerprint as it stands in the entity's book; 0 when it has none, like a region
   */
  String version(long fingerprint) {
    InForce now = inForce();
    return fingerprint == 0 || fingerprint == now.fingerprint()
        ? now.version()
        : "earlier-" + FactorBook.digits(fingerprint);
  }

  private synchronized void refresh() {
    boolean complete = true;
    for (Map.Entry<String, byte[]> record : Map.copyOf(unread).entrySet()) {
      complete &= read(record.getKey(), record.getValue());
    }
    InForce next = InForce.of(packaged.with(dated.values()));
    if (next.fingerprint() != inForce.fingerprint()) {
      log.info("conversion factors changed: {} of the topic are in force", dated.size());
      inForce = next;
    }
    stale = !complete;
  }

  /** False when it has to be tried again. */
  private boolean read(String key, byte[] value) {
    try {
      DatedFactor factor =
          FactorMapping.fromAvro(decoder.deserialize(Topics.REF_FACTOR.name(), value));
      String expected = FactorMapping.key(factor);
      if (!expected.equals(key)) {
        throw new IllegalArgumentException("key: " + key + " (expected: " + expected + ")");
      }
      dated.put(key, factor);
    } catch (RuntimeException e) {
      if (RegistryException.unavailable(e)) {
        return false;
      }
      log.warn("factor {} not taken: {}", key, e.getMessage());
    }
    unread.remove(key);
    return true;
  }
}
