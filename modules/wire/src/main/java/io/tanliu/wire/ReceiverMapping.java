// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.NotificationReceiver;
import io.tanliu.domain.notice.Receiver;
import io.tanliu.domain.notice.Receiver.Kind;
import io.tanliu.domain.notice.Receiver.Language;
import io.tanliu.domain.notice.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@link Receiver} as Avro. */
public final class ReceiverMapping {
  private ReceiverMapping() {}

  /** The record for a receiver. */
  public static NotificationReceiver toAvro(Receiver receiver) {
    return NotificationReceiver.newBuilder()
        .setId(receiver.id())
        .setName(receiver.name())
        .setKind(receiver.kind().name())
        .setAddress(receiver.address())
        .setSecret(receiver.secret().orElse(null))
        .setRegions(sorted(receiver.regions()))
        .setSubtree(receiver.subtree())
        .setRules(sorted(receiver.rules()))
        .setLeastSeverity(receiver.leastSeverity().name())
        .setLanguage(receiver.language().name())
        .setEnabled(receiver.enabled())
        .setSince(Instant.ofEpochMilli(receiver.since()))
        .build();
  }

  private static List<String> sorted(Set<String> codes) {
    return codes.stream().sorted().toList();
  }

  /**
   * The receiver in a record.
   *
   * @throws IllegalArgumentException when a field holds what this version does not know; the
   *     message has field, value and what was expected
   */
  public static Receiver fromAvro(NotificationReceiver record) {
    return new Receiver(
        record.getId(),
        record.getName(),
        Parse.constant("kind", record.getKind(), Kind.class),
        record.getAddress(),
        Optional.ofNullable(record.getSecret()),
        Set.copyOf(record.getRegions()),
        record.getSubtree(),
        Set.copyOf(record.getRules()),
        Parse.constant("leastSeverity", record.getLeastSeverity(), Severity.class),
        Parse.constant("language", record.getLanguage(), Language.class),
        record.getEnabled(),
        record.getSince().toEpochMilli());
  }
}
