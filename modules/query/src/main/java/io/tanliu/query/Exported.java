// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tanliu.query.export.ExportFormat;
import io.tanliu.query.export.ExportRequest;
import io.tanliu.query.export.Exporter;
import io.tanliu.query.export.RecordSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * Answers as files, where a request asks for one by {@code format} or by its Accept header. A file
 * is written in whole before the first byte is sent, so that what fails is a problem and no half
 * file.
 */
final class Exported {
  /** Parameters that every call takes that answers with data. */
  static final Set<String> PARAMETERS = Set.of("format", "lang", "table", "bom");

  private static final Exporter EXPORTER = new Exporter(Query.class, "/openapi.yaml");
  private static final String RECORDS = Exported.class.getName();
  private static final String OFFERED = RECORDS + ".offered";

  /** Files are made of answers in memory, so only so many at once. */
  private static final Semaphore TURNS = new Semaphore(2);

  private static final long MAX_WAIT_SECONDS = 10;
  private static final int MAX_NAME = 80;

  private Exported() {}

  /** Lets the call have files; what cannot be answered is refused before any work is done. */
  static void offer(Context context) {
    context.attribute(OFFERED, true);
    ExportFormat format = format(context);
    for (String name : List.of("lang", "table", "bom")) {
      String value = context.queryParam(name);
      boolean bad =
          switch (name) {
            case "lang" -> value != null && !Set.of("zh", "en").contains(value);
            case "bom" -> value != null && !Set.of("true", "false").contains(value);
            default -> false;
          };
      if (bad || (value != null && format == ExportFormat.JSON)) {
        throw Problem.badRequest(
            "BAD_" + name.toUpperCase(Locale.ROOT),
            name,
            Parameters.shorten(value),
            switch (name) {
              case "lang" -> "zh or en, with format csv, xlsx or parquet";
              case "bom" -> "true or false, with format csv";
              default -> "a table of the answer, with format csv, xlsx or parquet";
            });
      }
    }
  }

  /** Whether a file is asked for, not JSON. */
  static boolean wanted(Context context) {
    return context.attribute(OFFERED) != null && format(context) != ExportFormat.JSON;
  }

  private static ExportFormat format(Context context) {
    String asked = context.queryParam("format");
    if (asked != null) {
      return ExportFormat.of(asked)
          .orElseThrow(
              () ->
                  Problem.badRequest(
                      "BAD_FORMAT",
                      "format",
                      Parameters.shorten(asked),
                      "one of " + all(ExportFormat::code)));
    }
    String accept = Optional.ofNullable(context.header("Accept")).orElse("");
    return ExportFormat.accepted(accept)
        .orElseThrow(
            () -> Problem.notAcceptable(Parameters.shorten(accept), all(ExportFormat::mediaType)));
  }

  private static String all(java.util.function.Function<ExportFormat, String> name) {
    return Arrays.stream(ExportFormat.values()).map(name).collect(Collectors.joining(", "));
  }

  /** Says which fields the answer's records have that the contract leaves open. */
  static void records(Context context, Schema schema) {
    context.attribute(RECORDS, RecordSchema.of(schema));
  }

  /**
   * Writes the answer as the file that is asked for.
   *
   * @param json the answer
   */
  static void write(Context context, byte[] json) {
    ExportFormat format = format(context);
    boolean chinese = chinese(context);
    acquire();
    try {
      Optional<String> cut = EXPORTER.cut(json);
      boolean limited = context.queryParam("limit") != null;
      if (cut.isPresent() && !limited) {
        throw Problem.badRequest(
            "EXPORT_TOO_LARGE",
            "limit",
            cut.get(),
            "fewer rows (a shorter time or narrower question), or a limit at which the file is cut");
      }
      ExportRequest request =
          new ExportRequest(
              route(context),
              format,
              chinese,
              "true".equals(context.queryParam("bom")),
              Optional.ofNullable(context.queryParam("table")),
              address(context),
              Instant.now(),
              cut.isPresent());
      send(context, request, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      TURNS.release();
    }
  }

  private static void send(Context context, ExportRequest request, byte[] json) throws IOException {
    Path file = Files.createTempFile("tanliu-export", "." + request.format().code());
    try (OutputStream out = Files.newOutputStream(file)) {
      EXPORTER.write(
          request, json, Optional.ofNullable(context.<ObjectNode>attribute(RECORDS)), out);
    } catch (Exporter.NoSuchTable e) {
      Files.delete(file);
      throw Problem.badRequest(
          "BAD_TABLE",
          "table",
          Parameters.shorten(request.table().orElse("")),
          "one of " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      Files.delete(file);
      throw e;
    }
    boolean csv = request.format() == ExportFormat.CSV;
    context.contentType(request.format().mediaType() + (csv ? "; charset=utf-8" : ""));
    context.header("Cache-Control", "no-store");
    context.header("Vary", "Accept, Accept-Language");
    context.header("Content-Disposition", disposition(context, request));
    context.result(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
  }

  private static void acquire() {
    try {
      if (TURNS.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw Problem.unavailable("BUSY", "too many exports at once");
  }

  private static boolean chinese(Context context) {
    String asked = context.queryParam("lang");
    String first =
        asked != null ? asked : Optional.ofNullable(context.header("Accept-Language")).orElse("zh");
    return !first.strip().toLowerCase(Locale.ROOT).startsWith("en");
  }

  private static String route(Context context) {
    return context.endpoints().lastHttpEndpoint().path;
  }

  private static String address(Context context) {
    String query = context.queryString();
    return query == null ? context.path() : context.path() + "?" + query;
  }

  /** A name in ASCII for everybody, and one in the language for who can read it (RFC 6266). */
  private static String disposition(Context context, ExportRequest request) {
    String what =
        Stream.concat(
                context.pathParamMap().values().stream(),
                Stream.of(
                        "region",
                        "entity",
                        "quantity",
                        "granularity",
                        "gas",
                        "period",
                        "state",
                        "table",
                        "from",
                        "to")
                    .map(context::queryParam))
            .filter(value -> value != null && !value.isBlank())
            .map(value -> "-" + value)
            .collect(Collectors.joining());
    String end = (request.part() ? "-part" : "") + "." + request.format().code();
    String plain = safe(EXPORTER.operation(request.route()) + what, "[^A-Za-z0-9._-]+") + end;
    String named =
        safe(EXPORTER.title(request.route(), request.chinese()) + what, "[^\\p{L}\\p{N}._-]+")
            + end;
    return "attachment; filename=\"tanliu-"
        + plain
        + "\"; filename*=UTF-8''"
        + URLEncoder.encode(named, StandardCharsets.UTF_8);
  }

  private static String safe(String name, String unsafe) {
    String clean = name.replaceAll(unsafe, "_");
    return clean.length() > MAX_NAME ? clean.substring(0, MAX_NAME) : clean;
  }
}
