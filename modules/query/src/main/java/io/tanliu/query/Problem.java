// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

/** A request that cannot be answered, in the parts that save a round trip. */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String field;
  private final String value;
  private final String expected;

  private Problem(int status, String code, String field, String value, String expected) {
    super(field + ": " + value + " (expected: " + expected + ")", null, false, false);
    this.status = status;
    this.code = code;
    this.field = field;
    this.value = value;
    this.expected = expected;
  }

  static Problem badRequest(String code, String field, String value, String expected) {
    return new Problem(400, code, field, value, expected);
  }

  static Problem notFound(String code, String field, String value, String expected) {
    return new Problem(404, code, field, value, expected);
  }

  /** What stands there is not what the request takes for granted. */
  static Problem conflict(String code, String field, String value, String expected) {
    return new Problem(409, code, field, value, expected);
  }

  /** None of the media types that the client accepts. */
  static Problem notAcceptable(String value, String expected) {
    return new Problem(406, "NOT_ACCEPTABLE", "Accept", value, "one of " + expected);
  }

  /** The part of a store that would answer is not here: ask the routing again. */
  static Problem misdirected(String field, String value) {
    return new Problem(421, "MOVED", field, value, "a key that this instance holds");
  }

  /** It will be possible in a moment. */
  static Problem unavailable(String code, String cause) {
    return new Problem(503, code, "service", cause, "ask again in a moment");
  }

  /** Whether another that has the same may still answer. */
  boolean passing() {
    return status == 421 || status == 503;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String field() {
    return field;
  }

  String value() {
    return value;
  }

  String expected() {
    return expected;
  }
}
