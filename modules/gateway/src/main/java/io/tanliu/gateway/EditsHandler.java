// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.javalin.http.Context;
import io.tanliu.avro.ReadingEdit;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** {@code GET /api/v1/units/{unit}/edits}: what was changed by hand, newest first. */
final class EditsHandler {
  private static final int DEFAULT_LIMIT = 100;

  private final ReferenceView view;
  private final Edits edits;
  private final BooleanSupplier ready;

  /**
   * @param ready true once the topic has been read
   */
  EditsHandler(ReferenceView view, Edits edits, BooleanSupplier ready) {
    this.view = view;
    this.edits = edits;
    this.ready = ready;
  }

  void handle(Context ctx) {
    answer(ctx).send(ctx);
  }

  private Answer answer(Context ctx) {
    try {
      if (!ready.getAsBoolean()) {
        throw Problem.of(
            Problem.Code.UNAVAILABLE, "gateway", "edits are being loaded", "a repeat soon");
      }
      String unit = ctx.pathParam("unit");
      if (view.find(unit).isEmpty()) {
        throw Problem.of(Problem.Code.UNKNOWN_UNIT, "unit", unit, "a registered unit");
      }
      int limit = limit(ctx.queryParam("limit"));
      List<ReadingEdit> found = edits.newest(unit, limit + 1);
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("unit", unit);
      body.put("edits", found.stream().limit(limit).map(EditsHandler::json).toList());
      body.put("truncated", found.size() > limit);
      return Answer.json(200, body, "edits");
    } catch (ProblemException e) {
      return Answer.of(e.problem());
    }
  }

  private static int limit(String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit < Edits.PER_UNIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Problem.of(Problem.Code.BAD_PARAMETER, "limit", text, "1 to " + (Edits.PER_UNIT - 1));
  }

  private static Map<String, Object> json(ReadingEdit edit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("point", edit.getPoint());
    json.put("time", edit.getTime().toString());
    json.put("oldValue", number(edit.getOldValue()));
    json.put("newValue", number(edit.getNewValue()));
    json.put("author", edit.getAuthor());
    json.put("reason", edit.getReason());
    json.put("editedAt", edit.getEditedAt().toString());
    json.put("frame", edit.getFrameId());
    json.put("index", edit.getIndex());
    return json;
  }

  private static BigDecimal number(String text) {
    return text == null ? null : new BigDecimal(text);
  }
}
