// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Why the server itself refuses a request, as RFC 9457 problem details in the form of the parts.
 *
 * @param retrySeconds after which a repeat makes sense; 0 when it does not
 */
record ServerProblem(
    int status,
    String title,
    String code,
    String field,
    String value,
    String expected,
    long retrySeconds) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Sends it; nothing has been sent before. */
  void send(Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    if (retrySeconds > 0) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, retrySeconds);
    }
    byte[] bytes = body();
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }

  private byte[] body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "urn:tanliu:problem:" + code);
    body.put("title", title);
    body.put("status", status);
    body.put("detail", field + ": " + value + " (expected: " + expected + ")");
    body.put("code", code);
    body.put("field", field);
    body.put("value", value);
    body.put("expected", expected);
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values are always JSON", e);
    }
  }
}
