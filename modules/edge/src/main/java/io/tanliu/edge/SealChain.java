// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import io.tanliu.client.Delivery.Kind;
import io.tanliu.client.seal.SealKey;
import io.tanliu.client.seal.Sealer;
import io.tanliu.domain.attest.ChainHead;
import io.tanliu.domain.attest.Seal;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The chain of seals of what an agent sends (docs/ATTEST.md); every method is part of a transaction
 * of the store. At most one request stands sealed at the end of the chain, of whatever unit: its
 * bytes and its seal are repeated until the gateway has answered, and the chain goes on behind it
 * in the same transaction that notes the answer. So no kill leaves a doubt where the chain stands.
 */
final class SealChain {
  /** Most bytes of a sealed body. */
  static final int MOST_BYTES = 4 << 20;

  private static final String META = "chain:";

  private final EdgeDatabase database;
  private final Optional<SealKey> key;

  /**
   * A chain.
   *
   * @param key what seals; empty: nothing is sealed
   * @throws IllegalArgumentException when the key cannot sign
   */
  SealChain(EdgeDatabase database, Optional<SealKey> key) {
    this.database = database;
    this.key = key;
    key.ifPresent(proved -> seal(proved, ChainHead.START, "", Kind.LIVE, new byte[0]));
  }

  /** Whether requests are sealed. */
  boolean seals() {
    return key.isPresent();
  }

  /** True while another unit's request stands at the end of the chain. */
  boolean isHeldByOther(String unit) throws SQLException {
    String held = database.text("SELECT unit FROM shipment WHERE status = 'OPEN' AND seal <> ''");
    return seals() && !held.isEmpty() && !held.equals(unit);
  }

  /** The header of a request that is now the end of the chain; empty when nothing is sealed. */
  Optional<Map.Entry<String, String>> seal(String unit, Kind kind, byte[] body)
      throws SQLException {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    ChainHead head = head(key.get().sender());
    String header = seal(key.get(), head, unit, kind, body).header();
    return Optional.of(Map.entry(Sealer.HEADER, header));
  }

  private static Seal seal(SealKey by, ChainHead head, String unit, Kind kind, byte[] body) {
    return Seal.of(
        by.sender(), by.key(), by.algorithm(), by.privateKey(), head, context(unit, kind), body);
  }

  private static Seal.Context context(String unit, Kind kind) {
    return new Seal.Context(unit, kind.name().toLowerCase(Locale.ROOT), Sender.CONTENT_TYPE);
  }

  private ChainHead head(String sender) throws SQLException {
    String kept = database.text("SELECT value FROM meta WHERE name = '" + META + sender + "'");
    if (kept.isEmpty()) {
      return ChainHead.START;
    }
    String[] parts = kept.split(" ");
    return new ChainHead(Long.parseLong(parts[0]), parts[1]);
  }

  /** The gateway has taken it: the chain goes on behind it. */
  void taken(Shipment shipment) throws SQLException {
    if (shipment.seal().isPresent()) {
      Seal seal = Seal.parse(shipment.seal().get().getValue());
      String link = seal.link(context(shipment.unit(), shipment.kind()));
      database.update(
          "INSERT OR REPLACE INTO meta VALUES (?, ?)",
          META + seal.sender(),
          seal.seq() + " " + link);
    }
  }
}
