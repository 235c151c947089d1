// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * What the answer that a thread is making has been read from. Each request has one thread, and its
 * readers note here what they read, so that no endpoint has to carry it along.
 */
final class Sources {
  private static final ThreadLocal<Sources> CURRENT = new ThreadLocal<>();

  /** Fields that say the event time of a record, in the order in which they are looked for. */
  private static final List<String> EVENT_TIMES = List.of("asOf", "lastReading", "at");

  private Source source;
  private Instant asOf;

  private Sources(Source source, Instant asOf) {
    this.source = source;
    this.asOf = asOf;
  }

  /** A request begins. */
  static void begin() {
    CURRENT.set(new Sources(Source.NOTHING, null));
  }

  /** It has been answered. */
  static void end() {
    CURRENT.remove();
  }

  /** Something was read from there. Without a request it is of no interest. */
  static void read(Source from) {
    Sources now = CURRENT.get();
    if (now != null) {
      now.source = now.source.and(from);
    }
  }

  /** A record was read whose newest input is of that moment. */
  static void read(Instant time) {
    Sources now = CURRENT.get();
    if (now != null && time != null && (now.asOf == null || time.isAfter(now.asOf))) {
      now.asOf = time;
    }
  }

  /** A record was read. */
  static void read(Object value) {
    if (CURRENT.get() != null && value instanceof IndexedRecord row) {
      for (String name : EVENT_TIMES) {
        Schema.Field field = row.getSchema().getField(name);
        if (field != null && row.get(field.pos()) instanceof Instant time) {
          read(time);
          return;
        }
      }
    }
  }

  /** What has been read so far, to be told again with an answer that is given twice. */
  static Sources soFar() {
    Sources now = CURRENT.get();
    return now == null ? new Sources(Source.NOTHING, null) : new Sources(now.source, now.asOf);
  }

  /** The answer contains one that was made of these. */
  void again() {
    read(source);
    read(asOf);
  }

  Freshness freshness() {
    return Freshness.of(source, asOf);
  }
}
