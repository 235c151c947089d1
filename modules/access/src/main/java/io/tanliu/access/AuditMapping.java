// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import io.tanliu.avro.AuditEvent;
import io.tanliu.avro.AuditKind;
import java.time.Instant;
import java.util.Locale;

/** Entries of the record as Avro: bounded, and without what could steer a log. */
final class AuditMapping {
  private static final int ID = 128;
  private static final int NAME = 100;
  private static final int ACTION = 200;
  private static final int SUMMARY = 500;
  private static final int ADDRESS = 64;

  private AuditMapping() {}

  static AuditEvent toAvro(Coalescing.Counted counted) {
    AuditEntry entry = counted.entry();
    return AuditEvent.newBuilder()
        .setAt(Instant.ofEpochMilli(counted.last()))
        .setKind(AuditKind.valueOf(entry.kind().name()))
        .setCallerKind(entry.caller().kind().name().toLowerCase(Locale.ROOT))
        .setCaller(Safe.text(entry.caller().id(), ID))
        .setCallerName(Safe.text(entry.caller().name(), NAME))
        .setAction(Safe.text(entry.action(), ACTION))
        .setEntity(Safe.text(entry.entity(), ACTION))
        .setOutcome(Safe.text(entry.outcome(), NAME))
        .setBefore(Safe.text(entry.before(), SUMMARY))
        .setAfter(Safe.text(entry.after(), SUMMARY))
        .setAddress(Safe.text(entry.address(), ADDRESS))
        .setCount(counted.count())
        .setFirst(Instant.ofEpochMilli(counted.first()))
        .setLast(Instant.ofEpochMilli(counted.last()))
        .build();
  }

  /** Key of its record: all of one caller stand in one order. */
  static String key(AuditEvent event) {
    return event.getCaller().isEmpty() ? event.getAddress() : event.getCaller();
  }
}
