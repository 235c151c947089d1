// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import io.tanliu.avro.AlertEvent;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The JSON of alerts as it was last written: of ten thousand open ones few change between two
 * lists, and all that listen to changes are told the same. At most {@value #MOST} are kept, of some
 * 2 kB each; the others are written each time.
 */
final class WrittenAlerts {
  private static final int MOST = 12_000;

  private final Map<String, Written> kept = new ConcurrentHashMap<>();

  /** An alert's JSON, valid for this very event with these names. */
  private record Written(AlertEvent event, AlertJson.Names names, Text text) {}

  /** JSON that goes into an answer as it is. */
  record Text(String json) implements JsonSerializable {
    @Override
    public void serialize(JsonGenerator out, SerializerProvider serializers) throws IOException {
      out.writeRawValue(json);
    }

    @Override
    public void serializeWithType(
        JsonGenerator out, SerializerProvider serializers, TypeSerializer type) throws IOException {
      serialize(out, serializers);
    }
  }

  /**
   * The JSON of an alert with the names that it has now. An event is not compared field by field:
   * another object is another change.
   */
  @SuppressWarnings("ReferenceEquality")
  Text of(AlertEvent event, AlertJson.Names names, Supplier<AlertJson> json) {
    Written before = kept.get(event.getAlertId());
    if (before != null && before.event() == event && before.names().equals(names)) {
      return before.text();
    }
    Text text = new Text(Json.text(json.get()));
    if (before != null || kept.size() < MOST) {
      kept.put(event.getAlertId(), new Written(event, names, text));
    }
    return text;
  }

  /** Forgets an alert: it is not open any more. */
  void forget(String alertId) {
    kept.remove(alertId);
  }
}
