// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.client;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * What to send, how the file is to be read, and where it goes.
 *
 * @param url base address of the gateway, e.g. {@code http://127.0.0.1:8080}
 * @param unit unit id
 * @param point point id
 * @param file CSV file with a header line
 * @param charset encoding of the file
 * @param timeColumn name of the column with the time labels
 * @param timeFormat pattern of {@link java.time.format.DateTimeFormatter}, or {@code iso}
 * @param valueColumn name of the column with the values
 * @param interval length of an interval; positive
 * @param label what a label names
 * @param midnight which day a label of 00:00 belongs to
 * @param zone zone of labels without an offset
 * @param energyUnit unit of the values, checked by the gateway against the point's
 * @param backfill true when the file is history, which may be older than the correction horizon
 * @param batch rows per request, 1 to 100 000
 * @param resume false to begin at the first row even if an earlier push broke off
 * @param patience how long one batch is tried again while the gateway does not take it
 * @param stateDirectory where progress is kept, see {@link #defaultStateDirectory}
 */
public record PushOptions(
    URI url,
    String unit,
    String point,
    Path file,
    Charset charset,
    String timeColumn,
    String timeFormat,
    String valueColumn,
    Duration interval,
    Label label,
    Midnight midnight,
    ZoneId zone,
    Optional<String> energyUnit,
    boolean backfill,
    int batch,
    boolean resume,
    Duration patience,
    Path stateDirectory) {

  /** Rows per request unless something else is asked for. */
  public static final int DEFAULT_BATCH = 2_000;

  /** How long a batch is tried again unless something else is asked for. */
  public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

  /** What a time label names. */
  public enum Label {
    /** The start of the interval. */
    START,
    /** The end of the interval. */
    END;

    /**
     * Reads {@code start} or {@code end}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Label of(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "start" -> START;
        case "end" -> END;
        default -> throw new IllegalArgumentException("label: " + text + " (expected: start, end)");
      };
    }
  }

  /** Which day a label of 00:00 belongs to. */
  public enum Midnight {
    /** It begins the day of its date. */
    BEGINS_DAY,
    /** It ends the day of its date, which other files write as 24:00. */
    ENDS_DAY;

    /**
     * Reads {@code 0h} or {@code 24h}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Midnight of(String text) {
      return switch (text) {
        case "0h" -> BEGINS_DAY;
        case "24h" -> ENDS_DAY;
        default -> throw new IllegalArgumentException("midnight: " + text + " (expected: 0h, 24h)");
      };
    }
  }

  public PushOptions {
    if (batch < 1 || batch > 100_000) {
      throw new IllegalArgumentException("batch: " + batch + " (expected: 1 to 100000)");
    }
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("interval: " + interval + " (expected: positive)");
    }
  }

  /** {@code tanliu/push} in the user's cache directory. */
  public static Path defaultStateDirectory() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return base.resolve("tanliu").resolve("push");
  }

  /** Everything that decides which readings a row range of the file becomes. */
  String meaning() {
    return String.join(
        "\n",
        unit,
        point,
        charset.name(),
        timeColumn,
        timeFormat,
        valueColumn,
        interval.toString(),
        label.name(),
        midnight.name(),
        zone.getId(),
        energyUnit.orElse("") + (backfill ? "\nbackfill" : ""));
  }
}
