// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.export;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;

/**
 * One optional column of a Parquet file: its type, and the values of the row group that is being
 * filled, in PLAIN encoding with definition levels.
 */
final class ParquetColumn {
  /** What all readers know: 128 bits. */
  static final int PRECISION = 38;

  static final int LEAST_SCALE = 6;
  private static final int DECIMAL_BYTES = 16;

  private final String name;
  private final Column.Type kind;
  private final int scale;
  private final ByteArrayOutputStream values = new ByteArrayOutputStream();
  private byte[] present = new byte[1024];
  private int bits;
  private int rows;

  /**
   * @param kind TEXT for what has no better type
   * @param scale decimal places of a DECIMAL
   */
  ParquetColumn(String name, Column.Type kind, int scale) {
    this.name = name;
    this.kind = kind;
    this.scale = scale;
  }

  String name() {
    return name;
  }

  SchemaElement schema() {
    SchemaElement element = new SchemaElement(name);
    element.setRepetition_type(FieldRepetitionType.OPTIONAL);
    element.setType(type());
    switch (kind) {
      case DECIMAL -> {
        element.setType_length(DECIMAL_BYTES);
        element.setConverted_type(ConvertedType.DECIMAL);
        element.setScale(scale);
        element.setPrecision(PRECISION);
        element.setLogicalType(LogicalType.DECIMAL(new DecimalType(scale, PRECISION)));
      }
      case TIME -> {
        element.setConverted_type(ConvertedType.TIMESTAMP_MILLIS);
        element.setLogicalType(
            LogicalType.TIMESTAMP(new TimestampType(true, TimeUnit.MILLIS(new MilliSeconds()))));
      }
      case DATE -> {
        element.setConverted_type(ConvertedType.DATE);
        element.setLogicalType(LogicalType.DATE(new DateType()));
      }
      case TEXT -> {
        element.setConverted_type(ConvertedType.UTF8);
        element.setLogicalType(LogicalType.STRING(new StringType()));
      }
      default -> {}
    }
    return element;
  }

  Type type() {
    return switch (kind) {
      case INTEGER, TIME -> Type.INT64;
      case DATE -> Type.INT32;
      case DOUBLE -> Type.DOUBLE;
      case BOOLEAN -> Type.BOOLEAN;
      case DECIMAL -> Type.FIXED_LEN_BYTE_ARRAY;
      case TEXT, LIST, JSON -> Type.BYTE_ARRAY;
    };
  }

  void add(Object cell) {
    if (rows / 8 == present.length) {
      present = Arrays.copyOf(present, 2 * present.length);
    }
    if (cell != null) {
      present[rows / 8] |= (byte) (1 << (rows % 8));
      value(cell);
    }
    rows++;
  }

  private void value(Object cell) {
    switch (kind) {
      case INTEGER -> little(8).putLong(((BigDecimal) cell).longValueExact());
      case TIME -> little(8).putLong(((OffsetDateTime) cell).toInstant().toEpochMilli());
      case DATE -> little(4).putInt(Math.toIntExact(((LocalDate) cell).toEpochDay()));
      case DOUBLE -> little(8).putDouble((Double) cell);
      case BOOLEAN -> bit((Boolean) cell);
      case DECIMAL -> decimal((BigDecimal) cell);
      case TEXT, LIST, JSON -> {
        byte[] text = Cells.text(cell).getBytes(StandardCharsets.UTF_8);
        little(4).putInt(text.length);
        flush();
        values.writeBytes(text);
      }
    }
    flush();
  }

  private final ByteBuffer buffer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);

  private ByteBuffer little(int bytes) {
    return buffer.clear().limit(bytes);
  }

  private void flush() {
    values.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  private byte open;

  private void bit(boolean set) {
    if (set) {
      open |= (byte) (1 << (bits % 8));
    }
    if (++bits % 8 == 0) {
      values.write(open);
      open = 0;
    }
  }

  private void decimal(BigDecimal cell) {
    byte[] unscaled = cell.setScale(scale).unscaledValue().toByteArray();
    byte[] fixed = new byte[DECIMAL_BYTES];
    Arrays.fill(fixed, (byte) (cell.signum() < 0 ? -1 : 0));
    System.arraycopy(unscaled, 0, fixed, fixed.length - unscaled.length, unscaled.length);
    values.writeBytes(fixed);
  }

  /** The page of the rows since the last one: definition levels as one bit-packed run, values. */
  byte[] page() {
    if (bits % 8 != 0) {
      values.write(open);
    }
    int groups = (rows + 7) / 8;
    ByteArrayOutputStream levels = new ByteArrayOutputStream();
    for (long header = ((long) groups << 1) | 1; ; header >>>= 7) {
      levels.write((int) (header & 0x7f) | (header > 0x7f ? 0x80 : 0));
      if (header <= 0x7f) {
        break;
      }
    }
    levels.write(present, 0, groups);
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    page.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(levels.size()).array());
    page.writeBytes(levels.toByteArray());
    page.writeBytes(values.toByteArray());
    values.reset();
    Arrays.fill(present, (byte) 0);
    bits = 0;
    open = 0;
    rows = 0;
    return page.toByteArray();
  }
}
