// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * A table as an Apache Parquet file: flat, every column optional, PLAIN and gzip. Written by the
 * format's own generated classes and not by parquet-hadoop, which brings ten times as much.
 */
final class ParquetFile {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int ROWS_OF_A_GROUP = 16_384;

  private final OutputStream out;
  private final List<ParquetColumn> columns;
  private final List<RowGroup> groups = new ArrayList<>();
  private long position;
  private int pending;
  private long rows;

  private ParquetFile(OutputStream out, List<ParquetColumn> columns) {
    this.out = out;
    this.columns = columns;
  }

  /**
   * Writes the file.
   *
   * @param profile of the table: it decides the scale of decimals
   * @param about for the file's key-value metadata
   */
  static void write(
      Document document, Table table, Profile profile, Map<String, String> about, OutputStream out)
      throws IOException {
    List<Column> shown = table.columns();
    List<ParquetColumn> columns = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      columns.add(column(shown.get(i), i, document, profile));
    }
    int time = zoneOf(shown);
    if (time >= 0) {
      columns.add(new ParquetColumn("zone", Column.Type.TEXT, 0));
    }
    ParquetFile file = new ParquetFile(out, columns);
    file.bytes(MAGIC);
    document.rows(
        table,
        nodes -> {
          for (int i = 0; i < shown.size(); i++) {
            columns.get(i).add(Cells.of(shown.get(i), nodes));
          }
          if (time >= 0) {
            Object moment = Cells.of(shown.get(time), nodes);
            columns
                .get(shown.size())
                .add(moment instanceof java.time.OffsetDateTime t ? t.getOffset().getId() : null);
          }
          file.row();
        });
    file.finish(about);
  }

  /**
   * A decimal that needs more than 38 digits, or a cell that is not as described, makes it text.
   */
  private static ParquetColumn column(Column column, int i, Document document, Profile profile) {
    int scale = Math.max(ParquetColumn.LEAST_SCALE, profile.scale(i));
    boolean text =
        switch (column.type()) {
          case TEXT, LIST, JSON -> true;
          case DECIMAL -> profile.text(i) || profile.whole(i) + scale > ParquetColumn.PRECISION;
          case INTEGER -> profile.text(i) || profile.scale(i) > 0 || profile.whole(i) > 18;
          default -> profile.text(i);
        };
    return new ParquetColumn(
        Names.machine(column, document), text ? Column.Type.TEXT : column.type(), scale);
  }

  /** The first column of times, when no column says their zone; -1 when none is needed. */
  private static int zoneOf(List<Column> columns) {
    int time = -1;
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals("zone")) {
        return -1;
      }
      if (columns.get(i).type() == Column.Type.TIME && time < 0) {
        time = i;
      }
    }
    return time;
  }

  private void row() throws IOException {
    rows++;
    if (++pending == ROWS_OF_A_GROUP) {
      group();
    }
  }

  private void group() throws IOException {
    List<ColumnChunk> chunks = new ArrayList<>();
    long start = position;
    long whole = 0;
    for (ParquetColumn column : columns) {
      byte[] page = column.page();
      byte[] packed = packed(page);
      DataPageHeader data = new DataPageHeader(pending, Encoding.PLAIN, Encoding.RLE, Encoding.RLE);
      PageHeader header = new PageHeader(PageType.DATA_PAGE, page.length, packed.length);
      header.setData_page_header(data);
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      Util.writePageHeader(header, head);
      long at = position;
      bytes(head.toByteArray());
      bytes(packed);
      ColumnMetaData meta =
          new ColumnMetaData(
              column.type(),
              List.of(Encoding.PLAIN, Encoding.RLE),
              List.of(column.name()),
              CompressionCodec.GZIP,
              pending,
              head.size() + (long) page.length,
              position - at,
              at);
      chunks.add(new ColumnChunk(at).setMeta_data(meta));
      whole += head.size() + (long) page.length;
    }
    RowGroup group = new RowGroup(chunks, whole, pending);
    group.setFile_offset(start);
    group.setTotal_compressed_size(position - start);
    groups.add(group);
    pending = 0;
  }

  private static byte[] packed(byte[] page) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(page);
    }
    return packed.toByteArray();
  }

  private void finish(Map<String, String> about) throws IOException {
    if (pending > 0) {
      group();
    }
    List<SchemaElement> schema = new ArrayList<>();
    schema.add(new SchemaElement("answer").setNum_children(columns.size()));
    columns.forEach(column -> schema.add(column.schema()));
    FileMetaData meta = new FileMetaData(1, schema, rows, groups);
    about.forEach((key, value) -> meta.addToKey_value_metadata(new KeyValue(key).setValue(value)));
    meta.setCreated_by("tanliu");
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(meta, footer);
    bytes(footer.toByteArray());
    bytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(footer.size()).array());
    bytes(MAGIC);
  }

  private void bytes(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }
}
