// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.tanliu.access.AccessException;
import io.tanliu.access.AccessException.Code;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Refusals as RFC 9457 problem details. */
final class Refusals {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Refusals() {}

  static void send(AccessException refusal, Context ctx) {
    Code code = refusal.code();
    int status = status(code);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "type", "urn:tanliu:problem:" + code.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    body.put("title", title(code));
    body.put("status", status);
    body.put("detail", refusal.getMessage());
    body.put("code", code.name());
    body.put("field", "caller");
    body.put("value", "");
    body.put("expected", refusal.getMessage());
    if (code == Code.UNAUTHENTICATED) {
      ctx.header("WWW-Authenticate", "Bearer realm=\"tanliu\"");
    }
    boolean later = code == Code.TOO_MANY_REQUESTS || code == Code.UNAVAILABLE;
    if (later && ctx.res().getHeader("Retry-After") == null) {
      ctx.header("Retry-After", "1");
    }
    ctx.header("Cache-Control", "no-store");
    ctx.status(status).contentType("application/problem+json; charset=utf-8").result(text(body));
  }

  private static int status(Code code) {
    return switch (code) {
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case TOO_MANY_REQUESTS -> 429;
      case UNAVAILABLE -> 503;
    };
  }

  private static String title(Code code) {
    return switch (code) {
      case UNAUTHENTICATED -> "请先表明身份 It is not known who calls";
      case FORBIDDEN -> "无权访问 The caller may not do this";
      case TOO_MANY_REQUESTS -> "请求过多 Too many requests";
      case UNAVAILABLE -> "请稍候 It cannot be judged yet";
    };
  }

  private static String text(Map<String, Object> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values are always JSON", e);
    }
  }
}
