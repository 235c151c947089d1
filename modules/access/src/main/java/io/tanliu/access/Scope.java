// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * For what something is granted. As text {@code all}, {@code region:360100}, {@code unit:STEEL-01},
 * {@code device:MN} or {@code station:ID}.
 *
 * @param kind what is named
 * @param id its id, 1 to 64 characters without spaces and control characters; empty for {@link
 *     Kind#ALL}
 */
public record Scope(Kind kind, String id) {
  /** Everything there is. */
  public static final Scope ALL = new Scope(Kind.ALL, "");

  private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}._:@/+-]{1,64}");

  public Scope {
    if (kind == Kind.ALL ? !id.isEmpty() : !ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "scope: " + kind + " " + id + " (expected: an id of 1 to 64 characters, none for all)");
    }
  }

  /** What a scope names. */
  public enum Kind {
    /** Everything. */
    ALL,
    /** A region and everything below it. */
    REGION,
    /** An energy-using unit (用能单位) with its points. */
    UNIT,
    /** A device that is known by its number (MN). */
    DEVICE,
    /** A station or stack monitor. */
    STATION
  }

  public static Scope region(String code) {
    return new Scope(Kind.REGION, code);
  }

  public static Scope unit(String id) {
    return new Scope(Kind.UNIT, id);
  }

  public static Scope device(String mn) {
    return new Scope(Kind.DEVICE, mn);
  }

  public static Scope station(String id) {
    return new Scope(Kind.STATION, id);
  }

  /**
   * A scope from its text.
   *
   * @throws IllegalArgumentException when it is none; the message says what is expected
   */
  public static Scope parse(String text) {
    if (text.equalsIgnoreCase("all")) {
      return ALL;
    }
    int colon = text.indexOf(':');
    String kind = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    String id = text.substring(colon + 1);
    return switch (kind) {
      case "region" -> region(id);
      case "unit" -> unit(id);
      case "device" -> device(id);
      case "station" -> station(id);
      default ->
          throw new IllegalArgumentException(
              "scope: " + text + " (expected: all, region:CODE, unit:ID, device:MN or station:ID)");
    };
  }

  /** Whether a place lies in it. */
  public boolean covers(Place place) {
    return switch (kind) {
      case ALL -> true;
      case REGION -> place.regions().contains(id);
      case UNIT -> place.unit().equals(id);
      case DEVICE -> place.device().equals(id);
      case STATION -> place.station().equals(id);
    };
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return kind == Kind.ALL ? name : name + ":" + id;
  }
}
