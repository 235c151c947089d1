// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Why a whole request was refused, as RFC 9457 problem details.
 *
 * @param code stable code, which decides the status
 * @param field the refused part of the request
 * @param value what was there, shortened
 * @param expected what would have been accepted
 * @param errors single findings, for documents that are checked as a whole; often empty
 */
record Problem(
    Code code, String field, String value, String expected, List<Map<String, Object>> errors) {

  /** Stable codes with their status. */
  enum Code {
    MALFORMED(400, "The body could not be read"),
    ABORTED(400, "The body broke off"),
    BAD_IDEMPOTENCY_KEY(400, "The Idempotency-Key cannot be used"),
    BAD_PARAMETER(400, "A query parameter cannot be used"),
    UNKNOWN_UNIT(404, "No such unit"),
    UNKNOWN_RECEIVER(404, "No such receiver"),
    UNKNOWN_DEVICE(404, "No such device"),
    UNKNOWN_REQUEST(404, "No such request"),
    UNKNOWN_ALERT(404, "No such alert"),
    UNKNOWN_NOTICE(404, "No such notice"),
    UNKNOWN_SILENCE(404, "No such silence"),
    UNKNOWN_RULE(404, "No such alert rule"),
    UNKNOWN_STATION(404, "No such station"),
    BODY_TIMEOUT(408, "The body came too slowly"),
    ALERT_NOT_OPEN(409, "The alert is not open"),
    REQUESTS_OPEN(409, "Too many requests to the device are open"),
    NOTHING_REFUSED(409, "Nobody has refused the notice"),
    SEAL_MALFORMED(400, "The seal could not be read"),
    SEAL_SIGNER(401, "Nobody who may seal this"),
    SEAL_SIGNATURE(401, "The signature is not that of the seal"),
    SEAL_REQUIRED(403, "The unit takes sealed batches only"),
    SEAL_SEQUENCE(409, "The batch is not the next one of its chain"),
    SEAL_PREVIOUS(409, "The batch continues another chain"),
    SEAL_DIGEST(422, "The body is not the sealed one"),
    IN_PROGRESS(409, "The same request is being worked on"),
    TOO_LARGE(413, "The request is too large"),
    TOO_MANY_READINGS(413, "Too many readings in one request"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's type is not understood"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another body"),
    INVALID_FIELD(422, "A field of the body cannot be used"),
    INVALID_EDIT(422, "A change by hand needs an author and a reason"),
    INVALID_RECEIVER(422, "The receiver has errors; nothing was written"),
    INVALID_STATION(422, "The station has errors; nothing was written"),
    INVALID_REGISTER(422, "The register has errors; nothing was written"),
    INTERNAL(500, "The gateway failed"),
    BUSY(503, "Too many requests at once"),
    UNAVAILABLE(503, "Kafka did not acknowledge");

    private final int status;
    private final String title;

    Code(int status, String title) {
      this.status = status;
      this.title = title;
    }

    int status() {
      return status;
    }

    /** Tag of the request counter. */
    String outcome() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Problem {
    value = Text.shorten(value, 200);
    errors = List.copyOf(errors);
  }

  static ProblemException of(Code code, String field, String value, String expected) {
    return new ProblemException(new Problem(code, field, value, expected, List.of()));
  }

  /** Seconds after which a repeat makes sense; 0 when it does not. */
  int retryAfter() {
    return switch (code) {
      case BUSY, IN_PROGRESS -> 1;
      case UNAVAILABLE -> 5;
      default -> 0;
    };
  }

  /** The members in the order in which people read them. */
  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "urn:tanliu:problem:" + code.outcome().replace('_', '-'));
    body.put("title", code.title);
    body.put("status", code.status);
    body.put("detail", field + ": " + value + " (expected: " + expected + ")");
    body.put("code", code.name());
    body.put("field", field);
    body.put("value", value);
    body.put("expected", expected);
    if (!errors.isEmpty()) {
      body.put("errors", errors);
    }
    return body;
  }
}
