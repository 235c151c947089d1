// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import io.tanliu.client.Delivery.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;

/** Consecutive readings of a file as one request body. */
final class Batch {
  static final String CONTENT_TYPE = "text/csv; charset=utf-8";

  private final PushOptions options;
  private final long first;
  private final List<String> places;
  private final byte[] body;

  private Batch(PushOptions options, long first, List<FileReading> readings, boolean withdrawals)
      throws IOException {
    this.options = options;
    this.first = first;
    this.places = readings.stream().map(FileReading::where).toList();
    this.body = body(readings, withdrawals);
  }

  /**
   * The next readings of the file; empty at its end.
   *
   * @param first number of the first one, from 1 on
   */
  static Optional<Batch> next(PushOptions options, FileReadings from, long first)
      throws IOException {
    List<FileReading> readings = new ArrayList<>();
    Optional<FileReading> next = from.next();
    while (next.isPresent()) {
      readings.add(next.get());
      next = readings.size() < options.batch() ? from.next() : Optional.empty();
    }
    return readings.isEmpty()
        ? Optional.empty()
        : Optional.of(new Batch(options, first, readings, from.hasWithdrawals()));
  }

  int readings() {
    return places.size();
  }

  /** Where in the file a reading of this batch stands, by its index from 0 on. */
  String where(int index) {
    return index >= 0 && index < places.size() ? places.get(index) : "reading " + index;
  }

  /** Numbers of the first and the last reading. */
  String range() {
    return first + "-" + (first + places.size() - 1);
  }

  /**
   * The request, with CSV compressed with gzip.
   *
   * @param identity of the file's content and the options
   * @param headers more headers
   */
  Delivery delivery(String identity, Map<String, String> headers) {
    return new Delivery(
        "readings " + range(),
        options.unit(),
        options.backfill() ? Kind.BACKFILL : Kind.LIVE,
        CONTENT_TYPE,
        true,
        HttpRequest.BodyPublishers.ofByteArray(body),
        identity.substring(0, 40) + "-" + range(),
        headers);
  }

  /** The body before it was compressed. */
  byte[] plain() throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    }
  }

  /** Values pass as they stand in the file, so that none is rounded here. */
  private byte[] body(List<FileReading> readings, boolean withdrawals) throws IOException {
    boolean units =
        options.energyUnit().isPresent() || readings.stream().anyMatch(r -> !r.unit().isEmpty());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(readings.size() * 8);
    try (Writer text =
        new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8)) {
      text.write(line("point", "time", "value", withdrawals, Columns.WITHDRAWN, units, "unit"));
      for (FileReading each : readings) {
        String unit = each.unit().isEmpty() ? options.energyUnit().orElse("") : each.unit();
        text.write(
            line(
                each.point(),
                each.time(),
                each.value(),
                withdrawals,
                each.withdrawn(),
                units,
                unit));
      }
    }
    return bytes.toByteArray();
  }

  private static String line(
      String point,
      String time,
      String value,
      boolean withdrawals,
      String withdrawn,
      boolean units,
      String unit) {
    List<String> cells = new ArrayList<>(List.of(point, time, value));
    if (withdrawals) {
      cells.add(withdrawn);
    }
    if (units) {
      cells.add(unit);
    }
    return CSVFormat.RFC4180.format(cells.toArray()) + "\r\n";
  }
}
