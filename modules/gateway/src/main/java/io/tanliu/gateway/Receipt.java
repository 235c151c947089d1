// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Writes the answer to a push of readings. */
final class Receipt {
  private static final JsonFactory JSON = new JsonFactory();

  /** With the count, a bound that keeps a receipt within one Kafka record. */
  private static final int LISTED_CHARACTERS = 200_000;

  private Receipt() {}

  /** Status of the answer: 422 when there were readings and none was taken. */
  static int status(Admission admission) {
    return admission.accepted() == 0 && admission.received() > 0 ? 422 : 202;
  }

  /**
   * The receipt as JSON.
   *
   * @param frame identity of the push
   * @param frames frames that were published
   */
  static String json(String frame, String unit, int frames, long receivedAt, Admission admission) {
    StringWriter out = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("frame", frame);
      json.writeStringField("unit", unit);
      json.writeStringField("receivedAt", Instant.ofEpochMilli(receivedAt).toString());
      json.writeNumberField("frames", frames);
      json.writeNumberField("received", admission.received());
      json.writeNumberField("accepted", admission.accepted());
      json.writeNumberField("withdrawn", admission.withdrawn());
      json.writeNumberField("rejectedCount", admission.rejected().size());
      json.writeArrayFieldStart("rejected");
      boolean all = rejected(json, out, admission.rejected());
      json.writeEndArray();
      json.writeBooleanField("rejectedTruncated", !all);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a StringWriter does not fail", e);
    }
    return out.toString();
  }

  /** Number of readings that a receipt is about. */
  static long received(String receipt) {
    try (JsonParser json = JSON.createParser(receipt)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.FIELD_NAME && json.currentName().equals("received")) {
          return json.nextLongValue(0);
        }
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException("receipts are written here and are JSON", e);
    }
  }

  private static boolean rejected(JsonGenerator json, StringWriter out, List<Rejection> rejected)
      throws IOException {
    int listed = 0;
    for (Rejection rejection : rejected) {
      json.flush();
      if (listed++ == GatewaySettings.LISTED_REJECTIONS
          || out.getBuffer().length() > LISTED_CHARACTERS) {
        return false;
      }
      json.writeStartObject();
      json.writeNumberField("index", rejection.index());
      json.writeStringField("code", rejection.error().code().name());
      json.writeStringField("field", rejection.error().field());
      json.writeStringField("value", Text.shorten(rejection.error().value(), 200));
      json.writeStringField("expected", Text.shorten(rejection.error().expected(), 300));
      json.writeEndObject();
    }
    return true;
  }
}
