// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import io.tanliu.client.Delivery;
import io.tanliu.edge.Shipment.Answer;
import io.tanliu.edge.Shipment.Rejected;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What goes out of the store, as requests; every method is part of a transaction of the store. */
final class Outbox {
  private final EdgeDatabase database;
  private final Connection connection;
  private final String id;
  private final int shipmentReadings;
  private final SealChain chain;

  Outbox(EdgeDatabase database, String id, int shipmentReadings, SealChain chain) {
    this.database = database;
    this.connection = database.connection();
    this.id = id;
    this.shipmentReadings = shipmentReadings;
    this.chain = chain;
  }

  /** What is on its way. */
  Optional<Shipment> open(String unit) throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement(
            "SELECT id, kind, key, readings, body, seal_name, seal FROM shipment WHERE unit = ? AND"
                + " status = 'OPEN' ORDER BY seal IS NULL, id LIMIT 1")) {
      find.setString(1, unit);
      try (ResultSet row = find.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        String header = row.getString(6);
        return Optional.of(
            new Shipment(
                row.getLong(1),
                unit,
                Delivery.Kind.valueOf(row.getString(2)),
                row.getString(3),
                row.getInt(4),
                new Packed(row.getBytes(5)),
                header == null
                    ? Optional.empty()
                    : Optional.of(Map.entry(header, row.getString(7))),
                false));
      }
    }
  }

  /** Joins what waits into a request. */
  Optional<Shipment> make(String unit, Instant now) throws SQLException {
    List<Long> parts = new ArrayList<>();
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    String kind = null;
    int readings = 0;
    try (PreparedStatement find =
        connection.prepareStatement(
            "SELECT seq, kind, readings, body FROM batch WHERE unit = ? AND shipment IS NULL ORDER"
                + " BY seq LIMIT 2000")) {
      find.setString(1, unit);
      try (ResultSet row = find.executeQuery()) {
        while (row.next()
            && (kind == null
                || (kind.equals(row.getString(2))
                    && readings + row.getInt(3) <= shipmentReadings))) {
          byte[] part = Lines.gunzip(row.getBytes(4));
          if (kind != null && chain.seals() && plain.size() + part.length > SealChain.MOST_BYTES) {
            break;
          }
          kind = row.getString(2);
          parts.add(row.getLong(1));
          readings += row.getInt(3);
          plain.writeBytes(part);
        }
      }
    }
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    long last = parts.get(parts.size() - 1);
    byte[] body = plain.toByteArray();
    String key = "edge-" + id + "-" + parts.get(0) + "-" + last + "-" + readings;
    Delivery.Kind of = Delivery.Kind.valueOf(kind);
    Shipment made =
        new Shipment(
            0,
            unit,
            of,
            key,
            readings,
            new Packed(Lines.gzip(body)),
            chain.seal(unit, of, body),
            chain.seals());
    return Optional.of(insert(made, parts, now));
  }

  private Shipment insert(Shipment made, List<Long> parts, Instant now) throws SQLException {
    long number;
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO shipment (unit, kind, key, readings, body, seal_name, seal, made_at,"
                + " status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'OPEN') RETURNING id")) {
      insert.setString(1, made.unit());
      insert.setString(2, made.kind().name());
      insert.setString(3, made.key());
      insert.setInt(4, made.readings());
      insert.setBytes(5, made.body().bytes());
      insert.setString(6, made.seal().map(Map.Entry::getKey).orElse(null));
      insert.setString(7, made.seal().map(Map.Entry::getValue).orElse(null));
      insert.setLong(8, now.toEpochMilli());
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        number = row.getLong(1);
      }
    }
    database.update(
        "UPDATE batch SET shipment = ? WHERE unit = ? AND shipment IS NULL AND seq BETWEEN ? AND ?",
        number,
        made.unit(),
        parts.get(0),
        parts.get(parts.size() - 1));
    return made.with(number, made.seal());
  }

  /** Notes what the gateway said. */
  int acknowledged(Shipment shipment, Answer answer, List<Rejected> rejected, Instant now)
      throws SQLException {
    for (Rejected one : rejected) {
      database.reject(shipment.id(), shipment.unit(), one, now);
    }
    return database.update(
        "UPDATE shipment SET status = 'ACKNOWLEDGED', body = NULL, ended_at = ?, accepted = ?,"
            + " rejected = ?, frame = ? WHERE id = ?",
        now.toEpochMilli(),
        answer.accepted(),
        answer.rejectedCount(),
        answer.frame(),
        shipment.id());
  }

  /** Seals a request that has no seal, when requests are sealed. */
  Shipment sealed(Shipment open) throws SQLException {
    if (!chain.seals() || open.seal().isPresent()) {
      return open;
    }
    byte[] body = Lines.gunzip(open.body().bytes());
    Optional<Map.Entry<String, String>> seal = chain.seal(open.unit(), open.kind(), body);
    database.update(
        "UPDATE shipment SET seal_name = ?, seal = ? WHERE id = ?",
        seal.orElseThrow().getKey(),
        seal.orElseThrow().getValue(),
        open.id());
    return open.with(open.id(), seal);
  }

  /** Takes the seal off. */
  int unsealed(Shipment shipment) throws SQLException {
    return database.update(
        "UPDATE shipment SET seal_name = NULL, seal = NULL WHERE id = ?", shipment.id());
  }

  /** Sets a request aside. */
  int refused(Shipment shipment, String reason, Instant now) throws SQLException {
    return database.update(
        "UPDATE shipment SET status = 'REFUSED', ended_at = ?, reason = ? WHERE id = ?",
        now.toEpochMilli(),
        reason,
        shipment.id());
  }
}
