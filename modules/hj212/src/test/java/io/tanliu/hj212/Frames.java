// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Frames to test with. */
final class Frames {
  /** Sixteen times 0x30, the key of HJ 212-2025 annex A.2. */
  static final byte[] KEY = "0000000000000000".getBytes(StandardCharsets.US_ASCII);

  static final String MINUTE =
      "##0249QN=20260701120100001;ST=31;CN=2051;PW=123456;MN=010000A8900016F000169DC0;Flag=5;"
          + "CP=&&DataTime=20260701120000;a05001-Avg=245.512,a05001-Min=240.100,a05001-Max=251.300,"
          + "a05001-Cou=2686.9,a05001-Flag=N;a00000-Avg=182.4,a00000-Cou=10944.0,a00000-Flag=N"
          + "&&6240\r\n";

  private Frames() {}

  /** A frame around a data segment, with the right length and checksum. */
  static byte[] of(String segment) {
    return of(segment, CrcKind.HJ);
  }

  static byte[] of(String segment, CrcKind kind) {
    byte[] bytes = bytes(segment);
    return bytes(
        "##%04d%s%s\r\n"
            .formatted(bytes.length, segment, Bytes.hex(kind.of(bytes, 0, bytes.length))));
  }

  /** The header of HJ 212-2017 with an answer wanted, and this region. */
  static byte[] with(String region) {
    return of(
        "QN=20260701120100001;ST=31;CN=2051;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&"
            + region
            + "&&");
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] glued(List<byte[]> frames) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    frames.forEach(all::writeBytes);
    return all.toByteArray();
  }

  /** The frames of the resource that are to be accepted. */
  static List<byte[]> valid() {
    List<byte[]> frames = new ArrayList<>();
    for (String[] row : rows()) {
      if (row[0].equals("accepted")) {
        frames.add(bytes(row[2] + "\r\n"));
      }
    }
    return frames;
  }

  /** Rows of the resource: verdict, codes, frame without CR LF. */
  static List<String[]> rows() {
    try (InputStream in = Frames.class.getResourceAsStream("/hj212/frames.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#\t"))
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is left of a packet when it is taken apart into fields and items and put together. */
  static byte[] reassembled(Packet packet) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    tokens(packet.bytes(), packet.fields(), all);
    all.writeBytes(Packet.OPENING);
    tokens(packet.bytes(), packet.region().cursor(), all);
    all.writeBytes(Packet.CLOSING);
    return all.toByteArray();
  }

  private static void tokens(byte[] bytes, Cursor cursor, ByteArrayOutputStream all) {
    while (cursor.advance()) {
      if (cursor.before != 0) {
        all.write(cursor.before);
      }
      int split = cursor.equal == Cursor.NONE ? cursor.to : cursor.equal;
      all.write(bytes, cursor.from, split - cursor.from);
      if (split < cursor.to) {
        all.write('=');
        all.write(bytes, split + 1, cursor.to - split - 1);
      }
    }
  }
}
