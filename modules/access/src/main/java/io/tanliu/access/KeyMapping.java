// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import io.tanliu.avro.AccessKey;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** {@link Key} as Avro. */
final class KeyMapping {
  private KeyMapping() {}

  static AccessKey toAvro(Key key) {
    return AccessKey.newBuilder()
        .setId(key.id())
        .setName(key.name())
        .setSecretHash(key.secretHash().orElse(null))
        .setFormerHash(key.former().map(Key.Former::hash).orElse(null))
        .setFormerUntil(
            key.former().map(former -> Instant.ofEpochMilli(former.until())).orElse(null))
        .setCertificate(key.certificate().orElse(null))
        .setGrants(
            key.grants().stream()
                .map(
                    grant ->
                        new io.tanliu.avro.RoleGrant(grant.role().text(), grant.scope().toString()))
                .toList())
        .setValidFrom(Instant.ofEpochMilli(key.from()))
        .setValidUntil(
            key.until().isPresent() ? Instant.ofEpochMilli(key.until().getAsLong()) : null)
        .setRevoked(key.revoked())
        .setAuthor(key.author())
        .setChangedAt(Instant.ofEpochMilli(key.changedAt()))
        .build();
  }

  /**
   * The key in a record.
   *
   * @throws IllegalArgumentException when it means nothing
   */
  static Key fromAvro(AccessKey record) {
    return new Key(
        record.getId(),
        record.getName(),
        Optional.ofNullable(record.getSecretHash()),
        record.getFormerHash() == null || record.getFormerUntil() == null
            ? Optional.empty()
            : Optional.of(
                new Key.Former(record.getFormerHash(), record.getFormerUntil().toEpochMilli())),
        Optional.ofNullable(record.getCertificate()),
        record.getGrants().stream()
            .map(grant -> new RoleGrant(Role.parse(grant.getRole()), Scope.parse(grant.getScope())))
            .toList(),
        record.getValidFrom().toEpochMilli(),
        record.getValidUntil() == null
            ? OptionalLong.empty()
            : OptionalLong.of(record.getValidUntil().toEpochMilli()),
        record.getRevoked(),
        record.getAuthor(),
        record.getChangedAt().toEpochMilli());
  }
}
