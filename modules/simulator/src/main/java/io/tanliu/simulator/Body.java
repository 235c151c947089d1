// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes bodies of requests. */
final class Body {
  private static final String HEADER = "point,time,value\n";
  private static final int LINE = 32;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Body() {}

  /** Readings as CSV with epoch milliseconds. */
  static String csv(List<Sending> sendings) {
    StringBuilder text = new StringBuilder(HEADER.length() + LINE * sendings.size());
    text.append(HEADER);
    for (Sending sending : sendings) {
      text.append(sending.meter().point().id())
          .append(',')
          .append(sending.time())
          .append(',')
          .append(sending.meter().text(sending.value()))
          .append('\n');
    }
    return text.toString();
  }

  static String json(Map<String, Object> document) {
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(document.toString(), e);
    }
  }

  /** Observations as a JSON array. */
  static String observations(List<Observed> observations) {
    ArrayNode array = JSON.createArrayNode();
    for (Observed observed : observations) {
      ObjectNode one = array.addObject();
      one.put("parameter", observed.parameter());
      one.put("time", Instant.ofEpochMilli(observed.time()).toString());
      one.put("value", observed.value().orElse(null));
      one.put("flag", observed.flag());
      observed.reference().ifPresent(content -> one.put("reference", content));
    }
    return array.toString();
  }

  static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() / 4);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}
