// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.rejected;

import io.tanliu.avro.RejectedReading;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refused reading with its place.
 *
 * @param id where it stands in {@code tanliu.reading.rejected}
 * @param reading what was refused, and why
 */
public record RejectedRecord(RecordId id, RejectedReading reading) {

  /** Everything that is known, in the order in which people read it; absent parts left out. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", id.toString());
    fields.put("rejectedAt", reading.getRejectedAt().toString());
    fields.put("stage", reading.getStage());
    fields.put("unit", reading.getUnit());
    fields.put("point", reading.getPoint());
    fields.put("time", reading.getTime());
    fields.put("code", reading.getCode());
    fields.put("field", reading.getField());
    fields.put("value", reading.getValue());
    fields.put("expected", reading.getExpected());
    fields.put("frameId", reading.getFrameId());
    fields.put("index", reading.getIndex());
    fields.put("gateway", reading.getGateway());
    fields.put("backfill", reading.getBackfill() ? true : null);
    fields.put("author", reading.getAuthor());
    fields.put("reason", reading.getReason());
    fields.put("reading", reading.getReading());
    fields.values().removeIf(value -> value == null || value.equals(""));
    return fields;
  }
}
