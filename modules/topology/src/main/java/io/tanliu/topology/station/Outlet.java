// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.wire.Topic;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;

/** Where results go; what says nothing new is not told again. */
final class Outlet {
  private final Told told;
  private final BiConsumer<String, Out> forward;
  private final LongSupplier clock;

  /**
   * @param clock wall clock, for the receipt of readings that are made here
   */
  Outlet(Told told, BiConsumer<String, Out> forward, LongSupplier clock) {
    this.told = told;
    this.forward = forward;
    this.clock = clock;
  }

  /** Makes a record. */
  @FunctionalInterface
  interface Maker<V> {
    /**
     * The record.
     *
     * @param asOf event time, epoch milliseconds
     */
    V of(long asOf, long revision);
  }

  /**
   * Tells a record unless nothing but the event time is new.
   *
   * @return true when it was told
   */
  <V extends SpecificRecord> boolean tell(Topic<V> topic, String key, long asOf, Maker<V> maker) {
    Optional<Long> revision = told.revised(topic.name() + "|" + key, maker.of(0, 0).toString());
    revision.ifPresent(next -> forward.accept(key, new Out.Published(topic, maker.of(asOf, next))));
    return revision.isPresent();
  }

  /** Passes something on as it is. */
  void pass(String key, Out out) {
    forward.accept(key, out);
  }

  /** What was told so far. */
  Told told() {
    return told;
  }

  /** Wall clock, epoch milliseconds. */
  long now() {
    return clock.getAsLong();
  }
}
