// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How instances ask each other for windows: the scans as a JSON array, the answer as for each scan
 * the number of values and for each value its length and bytes (big-endian ints).
 */
final class ScanCodec {
  /** Most scans in one request. */
  static final int MAX_SCANS = 4096;

  /** Largest request body in bytes. */
  static final int MAX_REQUEST = 1 << 20;

  private static final int MAX_VALUE = 1 << 20;

  private ScanCodec() {}

  static byte[] request(List<WindowScan> scans) {
    try {
      return Json.MAPPER.writeValueAsBytes(scans);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<WindowScan> request(byte[] body) throws IOException {
    return Json.MAPPER.readValue(body, new TypeReference<List<WindowScan>>() {});
  }

  static byte[] answer(List<List<byte[]>> answers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (List<byte[]> values : answers) {
        out.writeInt(values.size());
        for (byte[] value : values) {
          out.writeInt(value.length);
          out.write(value);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static List<List<byte[]>> answer(byte[] body, List<WindowScan> scans) throws IOException {
    List<List<byte[]>> answers = new ArrayList<>(scans.size());
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      for (WindowScan scan : scans) {
        int count = bounded(in.readInt(), scan.limit());
        List<byte[]> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          byte[] value = new byte[bounded(in.readInt(), MAX_VALUE)];
          in.readFully(value);
          values.add(value);
        }
        answers.add(values);
      }
    }
    return answers;
  }

  private static int bounded(int number, int limit) throws IOException {
    if (number < 0 || number > limit) {
      throw new IOException("length " + number + " (expected: 0 to " + limit + ")");
    }
    return number;
  }
}
