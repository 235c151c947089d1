// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.domain.station.Station;
import io.tanliu.topology.state.VersionedBytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All observations of one station in one hour, by quantity and interval. A later observation of the
 * same interval takes the place of the earlier one: that is a correction, and a repeat changes
 * nothing.
 */
final class ObservationRow {
  private static final int VERSION = 1;
  private static final int VALUE = 1;
  private static final int REFERENCE = 2;
  private static final int PLACE = 4;
  private static final int ALTITUDE = 8;
  private static final int FOOTPRINT = 16;

  private final TreeMap<String, TreeMap<Integer, Observed>> quantities = new TreeMap<>();

  /**
   * Sets an observation.
   *
   * @param slot number of the interval in the hour, from 0
   * @return true when that changes the row
   */
  boolean put(String quantity, int slot, Observed observed) {
    Observed before =
        quantities.computeIfAbsent(quantity, q -> new TreeMap<>()).put(slot, observed);
    return !observed.equals(before);
  }

  /** The observations of a quantity by interval. */
  Map<Integer, Observed> of(String quantity) {
    return quantities.getOrDefault(quantity, new TreeMap<>());
  }

  /** What one interval holds, by quantity. */
  Map<Integer, Map<String, Observed>> bySlot() {
    Map<Integer, Map<String, Observed>> slots = new TreeMap<>();
    quantities.forEach(
        (quantity, all) ->
            all.forEach(
                (slot, one) ->
                    slots.computeIfAbsent(slot, s -> new TreeMap<>()).put(quantity, one)));
    return slots;
  }

  byte[] encode() {
    return VersionedBytes.write(
        VERSION,
        out -> {
          out.writeShort(quantities.size());
          for (Map.Entry<String, TreeMap<Integer, Observed>> quantity : quantities.entrySet()) {
            out.writeUTF(quantity.getKey());
            out.writeShort(quantity.getValue().size());
            for (Map.Entry<Integer, Observed> one : quantity.getValue().entrySet()) {
              out.writeShort(one.getKey());
              write(out, one.getValue());
            }
          }
        });
  }

  private static void write(DataOutputStream out, Observed one) throws IOException {
    out.writeLong(one.time());
    out.writeUTF(one.flag());
    out.writeByte(
        (one.value().isPresent() ? VALUE : 0)
            | (one.reference().isPresent() ? REFERENCE : 0)
            | one.place().map(ObservationRow::parts).orElse(0));
    if (one.value().isPresent()) {
      number(out, one.value().get());
    }
    if (one.reference().isPresent()) {
      number(out, one.reference().get());
    }
    if (one.place().isPresent()) {
      Station.Place place = one.place().get();
      out.writeDouble(place.position().latitude());
      out.writeDouble(place.position().longitude());
      if (place.altitude().isPresent()) {
        out.writeDouble(place.altitude().get());
      }
      if (place.footprint().isPresent()) {
        out.writeDouble(place.footprint().get());
      }
    }
  }

  private static int parts(Station.Place place) {
    return PLACE
        | (place.altitude().isPresent() ? ALTITUDE : 0)
        | (place.footprint().isPresent() ? FOOTPRINT : 0);
  }

  private static void number(DataOutputStream out, BigDecimal value) throws IOException {
    out.writeLong(value.unscaledValue().longValueExact());
    out.writeByte(value.scale());
  }

  /** The row of bytes; an empty one for null. */
  static ObservationRow decode(byte[] bytes) {
    ObservationRow row = new ObservationRow();
    return bytes == null ? row : VersionedBytes.read(VERSION, bytes, in -> row.read(in));
  }

  private ObservationRow read(DataInputStream in) throws IOException {
    for (int left = in.readShort(); left > 0; left--) {
      TreeMap<Integer, Observed> all = new TreeMap<>();
      quantities.put(in.readUTF(), all);
      for (int more = in.readShort(); more > 0; more--) {
        all.put((int) in.readShort(), one(in));
      }
    }
    return this;
  }

  private static Observed one(DataInputStream in) throws IOException {
    long time = in.readLong();
    String flag = in.readUTF();
    int parts = in.readByte();
    return new Observed(
        time,
        (parts & VALUE) == 0 ? Optional.empty() : Optional.of(number(in)),
        flag,
        (parts & REFERENCE) == 0 ? Optional.empty() : Optional.of(number(in)),
        (parts & PLACE) == 0 ? Optional.empty() : Optional.of(place(in, parts)));
  }

  private static Station.Place place(DataInputStream in, int parts) throws IOException {
    return new Station.Place(
        new Station.Position(in.readDouble(), in.readDouble()),
        (parts & ALTITUDE) == 0 ? Optional.empty() : Optional.of(in.readDouble()),
        (parts & FOOTPRINT) == 0 ? Optional.empty() : Optional.of(in.readDouble()));
  }

  private static BigDecimal number(DataInputStream in) throws IOException {
    return new BigDecimal(BigInteger.valueOf(in.readLong()), in.readByte());
  }
}
