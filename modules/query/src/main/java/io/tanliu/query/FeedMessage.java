// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.nio.charset.StandardCharsets;

/** One server-sent event, put into bytes once for everybody who is told. */
final class FeedMessage {
  private final String event;
  private final String id;
  private final String entity;
  private final byte[] bytes;

  /**
   * @param event hello, alert or reset
   * @param id for Last-Event-ID
   * @param data one line of JSON
   * @param entity whose alert it is; empty for what everybody is told
   */
  private FeedMessage(String event, String id, String data, String entity) {
    this.event = event;
    this.id = id;
    this.entity = entity;
    bytes =
        ("id: " + id + "\nevent: " + event + "\ndata: " + data + "\n\n")
            .getBytes(StandardCharsets.UTF_8);
  }

  /** The first event of every connection. */
  static FeedMessage hello(String id) {
    return new FeedMessage("hello", id, "{}", "");
  }

  /** A change of an alert. */
  static FeedMessage alert(String id, String json, String entity) {
    return new FeedMessage("alert", id, json, entity);
  }

  /** Something may have been missed: load the list again. */
  static FeedMessage reset(String id) {
    return new FeedMessage("reset", id, "{}", "");
  }

  String event() {
    return event;
  }

  String id() {
    return id;
  }

  String entity() {
    return entity;
  }

  /** As it goes over the wire; not to be changed. */
  byte[] bytes() {
    return bytes;
  }
}
