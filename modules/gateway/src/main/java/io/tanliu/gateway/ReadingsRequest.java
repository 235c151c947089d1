// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.javalin.http.Context;
import io.tanliu.access.http.HttpGate;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of a push of readings, checked before a byte of its body is read.
 *
 * @param unit unit id as in the path
 * @param format form of the body
 * @param charset of the body
 * @param gzip true when the body is compressed
 * @param key idempotency key
 * @param kind what kind of readings it brings
 * @param sender id of the caller; empty when nobody was asked
 * @param seal the header Tanliu-Seal, when there is one
 * @param contentType of the body, as sent
 */
record ReadingsRequest(
    String unit,
    BodyFormat format,
    Charset charset,
    boolean gzip,
    Optional<String> key,
    PushKind kind,
    String sender,
    Optional<String> seal,
    String contentType) {
  private static final int MAX_KEY = 128;

  /** A push of readings, of history with {@code ?mode=backfill}. */
  static ReadingsRequest readings(Context ctx) {
    String mode = ctx.queryParam("mode");
    PushKind kind =
        switch (mode == null ? "live" : mode) {
          case "live" -> PushKind.LIVE;
          case "backfill" -> PushKind.BACKFILL;
          default ->
              throw Problem.of(
                  Problem.Code.BAD_PARAMETER, "mode", mode, "live (the default) or backfill");
        };
    return of(ctx, kind);
  }

  /** A change by hand. */
  static ReadingsRequest edit(Context ctx) {
    if (ctx.queryParam("mode") != null) {
      throw Problem.of(
          Problem.Code.BAD_PARAMETER,
          "mode",
          ctx.queryParam("mode"),
          "none: what is older than the correction horizon cannot be changed by hand");
    }
    ReadingsRequest request = of(ctx, PushKind.EDIT);
    if (request.format != BodyFormat.JSON) {
      throw unsupported("Content-Type", request.format.mediaType(), BodyFormat.JSON.mediaType());
    }
    return request;
  }

  private static ReadingsRequest of(Context ctx, PushKind kind) {
    // The raw header: Jetty's accessor throws for an unknown charset.
    String type = ctx.header("Content-Type");
    BodyFormat format =
        BodyFormat.of(type)
            .orElseThrow(
                () ->
                    unsupported(
                        "Content-Type",
                        BodyFormat.mediaType(type),
                        "one of " + String.join(", ", BodyFormat.mediaTypes())));
    Charset charset =
        BodyFormat.charset(type)
            .orElseThrow(() -> unsupported("Content-Type", type, "a known charset, e.g. utf-8"));
    return new ReadingsRequest(
        ctx.pathParam("unit"),
        format,
        charset,
        gzip(ctx),
        key(ctx),
        kind,
        HttpGate.caller(ctx).id(),
        Optional.ofNullable(ctx.header("Tanliu-Seal")),
        type);
  }

  static boolean gzip(Context ctx) {
    String encoding = ctx.header("Content-Encoding");
    return switch (encoding == null ? "" : encoding.trim().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> false;
      case "gzip", "x-gzip" -> true;
      default -> throw unsupported("Content-Encoding", encoding, "gzip or none");
    };
  }

  /** The Idempotency-Key, when there is one. */
  static Optional<String> key(Context ctx) {
    String key = ctx.header("Idempotency-Key");
    if (key == null) {
      return Optional.empty();
    }
    String bare = key.trim();
    if (bare.length() > 2 && bare.startsWith("\"") && bare.endsWith("\"")) {
      bare = bare.substring(1, bare.length() - 1);
    }
    if (bare.isEmpty()
        || bare.length() > MAX_KEY
        || bare.chars().anyMatch(c -> c < 0x21 || c > 0x7e)) {
      throw Problem.of(
          Problem.Code.BAD_IDEMPOTENCY_KEY,
          "Idempotency-Key",
          key,
          "1 to " + MAX_KEY + " visible ASCII characters");
    }
    return Optional.of(bare);
  }

  private static ProblemException unsupported(String field, String value, String expected) {
    return Problem.of(Problem.Code.UNSUPPORTED_MEDIA_TYPE, field, value, expected);
  }
}
