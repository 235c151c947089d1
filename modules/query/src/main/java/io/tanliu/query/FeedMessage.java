// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

/**
 * One server-sent event.
 *
 * @param event hello, alert or reset
 * @param id for Last-Event-ID
 * @param data one line of JSON
 * @param entity whose alert it is; empty for what everybody is told
 */
record FeedMessage(String event, String id, String data, String entity) {
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

  /** As it goes over the wire. */
  String text() {
    return "id: " + id + "\nevent: " + event + "\ndata: " + data + "\n\n";
  }
}
