// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import io.tanliu.client.Delivery.Kind;
import io.tanliu.edge.EdgeStore.Stored;
import io.tanliu.edge.Parcel.Part;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What comes into the store; every method is part of a transaction of the store. */
final class Inbox {
  /** How long a message of a broker is known, so that a repeat is stored once. */
  static final Duration REPEATS = Duration.ofHours(1);

  /** Parts that go at once when there is no room. */
  private static final int FREED_AT_ONCE = 64;

  private final EdgeDatabase database;
  private final Connection connection;
  private final String id;
  private final long limitBytes;
  private final int partSize;

  Inbox(EdgeDatabase database, String id, long limitBytes, int partSize) {
    this.database = database;
    this.connection = database.connection();
    this.id = id;
    this.limitBytes = limitBytes;
    this.partSize = partSize;
  }

  /** Stores a parcel. */
  Stored append(Parcel parcel, Instant now) throws SQLException, StoreException {
    Optional<Stored> before = before(parcel);
    if (before.isPresent()) {
      return before.get();
    }
    makeRoom(parcel.parts());
    long first = 0;
    for (Part part : parcel.parts()) {
      long seq = insert(parcel, part, now);
      first = first == 0 ? seq : first;
    }
    if (parcel.key() != null) {
      remember(parcel, first, now);
    }
    return new Stored(id + "-" + first, parcel.readings(), false);
  }

  private Optional<Stored> before(Parcel parcel) throws SQLException, StoreException {
    if (parcel.key() == null) {
      return Optional.empty();
    }
    try (PreparedStatement find =
        connection.prepareStatement(
            "SELECT digest, seq, readings FROM parcel WHERE unit = ? AND key = ?")) {
      find.setString(1, parcel.unit());
      find.setString(2, parcel.key());
      try (ResultSet row = find.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        if (!row.getString(1).equals(parcel.digest())) {
          throw new StoreException(
              StoreException.Kind.KEY_REUSED, "the key was used for another body", null);
        }
        return Optional.of(new Stored(id + "-" + row.getLong(2), row.getInt(3), true));
      }
    }
  }

  private void remember(Parcel parcel, long seq, Instant now) throws SQLException {
    database.update(
        "INSERT INTO parcel VALUES (?, ?, ?, ?, ?, ?)",
        parcel.unit(),
        parcel.key(),
        parcel.digest(),
        seq,
        parcel.readings(),
        now.toEpochMilli());
  }

  /** Stores messages of a broker in their order; what cannot be used is kept with the reason. */
  Heard.Outcome take(List<Heard> messages, Instant now) throws SQLException, StoreException {
    database.update("DELETE FROM heard WHERE at < ?", now.minus(REPEATS).toEpochMilli());
    Map<String, List<String>> lines = new LinkedHashMap<>();
    int repeated = 0;
    int rejected = 0;
    for (Heard message : messages) {
      Optional<String> known = known(message);
      if (message.readings().isPresent() && known.isEmpty()) {
        database.update(
            "INSERT INTO heard VALUES (?, ?, ?, ?)",
            message.unit(),
            message.id(),
            message.digest(),
            now.toEpochMilli());
        lines
            .computeIfAbsent(message.unit(), unit -> new ArrayList<>())
            .addAll(message.readings().get());
      } else if (known.filter(message.digest()::equals).isPresent()) {
        repeated++;
      } else {
        database.reject(0, message.unit(), message.defect(), now);
        rejected++;
      }
    }
    for (Map.Entry<String, List<String>> each : lines.entrySet()) {
      List<Part> parts = Part.split(each.getValue(), partSize);
      append(new Parcel(each.getKey(), Kind.LIVE, "mqtt", null, "", parts), now);
    }
    return new Heard.Outcome(messages.size() - repeated - rejected, repeated, rejected);
  }

  /** Digest of the message that had this id. */
  private Optional<String> known(Heard message) throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement("SELECT digest FROM heard WHERE unit = ? AND id = ?")) {
      find.setString(1, message.unit());
      find.setString(2, message.id());
      try (ResultSet row = find.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private void makeRoom(List<Part> parts) throws SQLException, StoreException {
    long bytes = parts.stream().mapToLong(part -> part.body().length() + 200L).sum();
    long needed = bytes + bytes / 8;
    while (database.usedBytes() + needed > limitBytes) {
      if (deleteAcknowledged(Long.MAX_VALUE) == 0) {
        throw new StoreException(
            StoreException.Kind.FULL,
            "store: "
                + database.usedBytes()
                + " bytes that are not yet acknowledged (expected: <= "
                + limitBytes
                + " with this request)",
            null);
      }
    }
  }

  private long insert(Parcel parcel, Part part, Instant now) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO batch (unit, kind, origin, readings, body, stored_at) VALUES (?, ?, ?, ?,"
                + " ?, ?) RETURNING seq")) {
      insert.setString(1, parcel.unit());
      insert.setString(2, parcel.kind().name());
      insert.setString(3, parcel.origin());
      insert.setInt(4, part.readings());
      insert.setBytes(5, part.body().bytes());
      insert.setLong(6, now.toEpochMilli());
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** The oldest acknowledged parts; a shipment goes with its last part. */
  int deleteAcknowledged(long endedBefore) throws SQLException {
    int parts =
        database.update(
            "DELETE FROM batch WHERE seq IN (SELECT b.seq FROM shipment s JOIN batch b ON"
                + " b.shipment = s.id WHERE s.status = 'ACKNOWLEDGED' AND s.ended_at < ? ORDER BY"
                + " s.id, b.seq LIMIT ?)",
            endedBefore,
            FREED_AT_ONCE);
    database.update(
        "DELETE FROM shipment WHERE status = 'ACKNOWLEDGED' AND ended_at < ? AND id < (SELECT"
            + " coalesce(min(shipment), 0) FROM batch WHERE shipment IS NOT NULL)",
        endedBefore);
    database.update("DELETE FROM parcel WHERE seq < (SELECT coalesce(min(seq), 0) FROM batch)");
    return parts;
  }
}
