// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import io.tanliu.edge.Parcel.Part;
import io.tanliu.edge.Shipment.Answer;
import io.tanliu.edge.Shipment.Rejected;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The readings of an agent: what came in, in that order, and what became of it. One call is one
 * transaction, on the disk when it returns.
 */
final class EdgeStore implements Closeable {
  /** Parts that go at once when there is no room. */
  private static final int FREED_AT_ONCE = 64;

  private final EdgeDatabase database;
  private final Connection connection;
  private final long limitBytes;
  private final String id;
  private final Outbox outbox;

  private EdgeStore(EdgeDatabase database, long quotaBytes, int shipmentReadings)
      throws SQLException {
    this.database = database;
    this.connection = database.connection();
    // What is left of the quota is for the bookkeeping of what goes out.
    this.limitBytes = quotaBytes - quotaBytes / 8;
    this.id = database.text("SELECT value FROM meta WHERE name = 'id'");
    this.outbox = new Outbox(database, id, shipmentReadings);
  }

  /**
   * Opens the store of a directory.
   *
   * @param quotaBytes most bytes
   * @param shipmentReadings most readings of one request to the gateway
   */
  static EdgeStore open(Path directory, long quotaBytes, int shipmentReadings, Instant now)
      throws IOException {
    EdgeDatabase database = EdgeDatabase.open(directory, quotaBytes, now);
    try {
      return new EdgeStore(database, quotaBytes, shipmentReadings);
    } catch (SQLException e) {
      database.close();
      throw EdgeDatabase.failed(e);
    }
  }

  /**
   * What was stored.
   *
   * @param id of the parcel, for its receipt
   * @param readings how many
   * @param replay true when it had been stored before
   */
  record Stored(String id, int readings, boolean replay) {}

  /** Something that is done in one transaction. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws SQLException, StoreException;
  }

  private synchronized <T> T transaction(Work<T> work) throws StoreException {
    try {
      T result = work.run();
      connection.commit();
      return result;
    } catch (SQLException e) {
      rollback(e);
      throw EdgeDatabase.failed(e);
    } catch (StoreException | RuntimeException e) {
      rollback(e);
      throw e;
    }
  }

  private void rollback(Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /**
   * Stores a parcel, all of it or nothing. A full store lets go of the oldest acknowledged readings
   * first, and of nothing else.
   *
   * @throws StoreException when there is no room, the key was used for something else, or the disk
   *     fails
   */
  Stored append(Parcel parcel, Instant now) throws StoreException {
    long bytes = parcel.parts().stream().mapToLong(part -> part.body().length() + 200L).sum();
    long needed = bytes + bytes / 8;
    return transaction(
        () -> {
          Optional<Stored> before = before(parcel);
          if (before.isPresent()) {
            return before.get();
          }
          makeRoom(needed);
          long first = 0;
          for (Part part : parcel.parts()) {
            long seq = insert(parcel, part, now);
            first = first == 0 ? seq : first;
          }
          if (parcel.key() != null) {
            remember(parcel, first, now);
          }
          return new Stored(id + "-" + first, parcel.readings(), false);
        });
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

  private void makeRoom(long needed) throws SQLException, StoreException {
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

  /** True when this unit's parcel of this key is stored. */
  boolean knows(String unit, String key) throws StoreException {
    return transaction(
        () -> {
          try (PreparedStatement find =
              connection.prepareStatement("SELECT 1 FROM parcel WHERE unit = ? AND key = ?")) {
            find.setString(1, unit);
            find.setString(2, key);
            try (ResultSet row = find.executeQuery()) {
              return row.next();
            }
          }
        });
  }

  /**
   * What a unit has to send next: what is on its way, else the oldest that waits, joined up to the
   * size of a request.
   */
  Optional<Shipment> next(String unit, BatchSeal seal, Instant now) throws StoreException {
    return transaction(
        () -> {
          Optional<Shipment> open = outbox.open(unit);
          return open.isPresent() ? open : outbox.make(unit, seal, now);
        });
  }

  /** The gateway has taken it. */
  void acknowledged(Shipment shipment, Answer answer, List<Rejected> rejected, Instant now)
      throws StoreException {
    transaction(() -> outbox.acknowledged(shipment, answer, rejected, now));
  }

  /** The gateway will never take it as it is: it is set aside, and the next goes on. */
  void refused(Shipment shipment, String reason, Instant now) throws StoreException {
    transaction(() -> outbox.refused(shipment, reason, now));
  }

  /** Puts what was refused as a whole back to be sent again, also while an agent is running. */
  static long retry(EdgeDatabase database) throws SQLException {
    try (Statement statement = database.connection().createStatement()) {
      return statement.executeUpdate(
          "UPDATE shipment SET status = 'OPEN', ended_at = NULL, reason = NULL WHERE status ="
              + " 'REFUSED'");
    }
  }

  /** Lets go of what was acknowledged longer ago than that. */
  int prune(Instant now, Duration keep) throws StoreException {
    long before = now.minus(keep).toEpochMilli();
    return transaction(() -> deleteAcknowledged(before));
  }

  /** The oldest acknowledged parts; a shipment goes with its last part. */
  private int deleteAcknowledged(long endedBefore) throws SQLException {
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

  /** Everything that can be told about the store, in one view. */
  EdgeStatus status() throws StoreException {
    return transaction(() -> EdgeStatus.read(database, limitBytes));
  }

  @Override
  public synchronized void close() throws IOException {
    database.close();
  }
}
