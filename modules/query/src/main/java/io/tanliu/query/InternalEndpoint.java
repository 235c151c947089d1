// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** Answers other instances from this instance's own stores, and asks no further: no loops. */
final class InternalEndpoint {
  /** Parameter that says that a warm copy may answer. */
  static final String COPIES = "copies";

  private final RawWindows local;
  private final int maxWindows;

  InternalEndpoint(RawWindows local, int maxWindows) {
    this.local = local;
    this.maxWindows = maxWindows;
  }

  void handle(Context context) {
    List<WindowScan> scans;
    try {
      byte[] body = context.req().getInputStream().readNBytes(ScanCodec.MAX_REQUEST + 1);
      if (body.length > ScanCodec.MAX_REQUEST) {
        throw Problem.badRequest("TOO_LARGE", "body", "over 1 MiB", "at most 1 MiB");
      }
      scans = ScanCodec.request(body);
    } catch (IOException e) {
      throw Problem.badRequest("MALFORMED", "body", "not readable", "a JSON array of scans");
    }
    if (scans.size() > ScanCodec.MAX_SCANS) {
      throw Problem.badRequest(
          "TOO_MANY", "body", scans.size() + " scans", "at most " + ScanCodec.MAX_SCANS);
    }
    scans.forEach(this::check);
    Held held = local.read(scans, context.queryParam(COPIES) != null);
    context.contentType("application/octet-stream");
    context.header(Source.HEADER, held.source().text());
    context.result(ScanCodec.answer(held.values()));
  }

  private void check(WindowScan scan) {
    if (scan == null
        || !QueryTopology.WINDOW_STORES.contains(scan.store())
        || scan.from() == null
        || scan.to() == null
        || scan.limit() < 1
        || scan.limit() > maxWindows + 1) {
      throw Problem.badRequest(
          "MALFORMED", "scan", Parameters.shorten(String.valueOf(scan)), "store, from, to, limit");
    }
  }
}
