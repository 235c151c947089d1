// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import io.tanliu.client.CsvRows.Row;
import io.tanliu.client.Delivery.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;

/** Consecutive rows as one request body. */
final class Batch {
  private final PushOptions options;
  private final long first;
  private final int rows;
  private final boolean withdrawals;
  private final byte[] body;

  private Batch(
      PushOptions options, List<Row> rows, List<Optional<Instant>> starts, boolean withdrawals)
      throws IOException {
    this.withdrawals = withdrawals;
    this.options = options;
    this.first = rows.get(0).number();
    this.rows = rows.size();
    this.body = body(rows, starts);
  }

  /** The next rows of the file; empty at its end. */
  static Optional<Batch> next(PushOptions options, CsvRows from, TimeLabels labels)
      throws IOException {
    List<Row> rows = new ArrayList<>();
    List<Optional<Instant>> starts = new ArrayList<>();
    Optional<Row> row = from.next();
    while (row.isPresent()) {
      rows.add(row.get());
      starts.add(labels.start(row.get().time()));
      row = rows.size() < options.batch() ? from.next() : Optional.empty();
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new Batch(options, rows, starts, from.hasWithdrawals()));
  }

  /** Number of the first row. */
  long first() {
    return first;
  }

  int rows() {
    return rows;
  }

  /** Numbers of the first and the last row. */
  String range() {
    return first + "-" + (first + rows - 1);
  }

  /**
   * The request, with CSV compressed with gzip.
   *
   * @param identity of the file's content and the options
   */
  Delivery delivery(String identity) {
    return new Delivery(
        "rows " + range(),
        options.unit(),
        options.backfill() ? Kind.BACKFILL : Kind.LIVE,
        "text/csv; charset=utf-8",
        true,
        HttpRequest.BodyPublishers.ofByteArray(body),
        identity.substring(0, 40) + "-" + range());
  }

  /**
   * Values pass as they stand in the file, so that none is rounded here. A label that does not fit
   * the format goes along too: the gateway rejects it and keeps a record of it.
   */
  private byte[] body(List<Row> read, List<Optional<Instant>> starts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(read.size() * 8);
    try (Writer text =
        new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8)) {
      text.write(line("point", "time", "value", CsvRows.WITHDRAWN, "unit"));
      for (int i = 0; i < read.size(); i++) {
        Row row = read.get(i);
        String time = starts.get(i).map(Instant::toString).orElseGet(() -> unreadable(row));
        text.write(
            line(
                options.point(),
                time,
                row.value(),
                row.withdrawn(),
                options.energyUnit().orElse("")));
      }
    }
    return bytes.toByteArray();
  }

  private String line(String point, String time, String value, String withdrawn, String unit) {
    List<String> cells = new ArrayList<>(List.of(point, time, value));
    if (withdrawals) {
      cells.add(withdrawn);
    }
    if (options.energyUnit().isPresent()) {
      cells.add(unit);
    }
    return CSVFormat.RFC4180.format(cells.toArray()) + "\r\n";
  }

  private String unreadable(Row row) {
    return row.time().isEmpty() ? "" : row.time() + " (not " + options.form().timeFormat() + ")";
  }
}
