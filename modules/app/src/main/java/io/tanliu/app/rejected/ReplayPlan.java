// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.rejected;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tanliu.client.Delivery;
import io.tanliu.client.Delivery.Kind;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a replay sends, the same for the same records and corrections. Of several readings of one
 * moment only the last refused is sent, which would win in any case: so a second replay finds only
 * duplicates.
 *
 * @param sent readings to send, in order
 * @param superseded readings for which a later one is sent
 * @param unsendable why the others cannot be sent, by record
 */
public record ReplayPlan(List<Resend> sent, int superseded, Map<RecordId, String> unsendable) {
  /** Readings in one request. */
  private static final int BATCH = 1_000;

  /** Plans for records in the order in which they were refused. */
  public static ReplayPlan of(List<RejectedRecord> records, Corrections corrections) {
    Map<RecordId, String> unsendable = new TreeMap<>();
    List<Resend> all = new ArrayList<>();
    for (RejectedRecord record : records) {
      try {
        all.add(Resend.of(record, corrections));
      } catch (IllegalArgumentException e) {
        unsendable.put(record.id(), e.getMessage());
      }
    }
    Set<List<String>> places = new HashSet<>();
    Deque<Resend> sent = new ArrayDeque<>();
    for (ListIterator<Resend> i = all.listIterator(all.size()); i.hasPrevious(); ) {
      Resend last = i.previous();
      if (places.add(last.place())) {
        sent.addFirst(last);
      }
    }
    return new ReplayPlan(List.copyOf(sent), all.size() - sent.size(), unsendable);
  }

  /** One line per reading, for people. */
  public List<String> lines() {
    return sent.stream().map(Resend::line).toList();
  }

  /** How many readings are sent. */
  public int size() {
    return sent.size();
  }

  /** Readings that go in one request. */
  record Request(List<Resend> readings, Delivery delivery) {}

  /**
   * The requests in their order.
   *
   * @param corrections with which the plan was made
   */
  List<Request> requests(Corrections corrections) {
    List<Request> requests = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= sent.size(); i++) {
      if (i == sent.size() || i - from == BATCH || !sent.get(i).goesWith(sent.get(from))) {
        List<Resend> readings = sent.subList(from, i);
        requests.add(new Request(readings, delivery(readings, corrections)));
        from = i;
      }
    }
    return requests;
  }

  private static Delivery delivery(List<Resend> readings, Corrections corrections) {
    Resend first = readings.get(0);
    StringBuilder identity = new StringBuilder(corrections.meaning());
    readings.forEach(reading -> identity.append('\n').append(reading.id()));
    byte[] body = body(readings);
    return new Delivery(
        "records " + first.id() + " to " + readings.get(readings.size() - 1).id(),
        first.unit(),
        first.kind(),
        "application/json",
        false,
        HttpRequest.BodyPublishers.ofByteArray(body),
        "replay-" + digest(identity.toString().getBytes(StandardCharsets.UTF_8), body));
  }

  private static byte[] body(List<Resend> readings) {
    List<ObjectNode> json = readings.stream().map(Resend::json).toList();
    Resend first = readings.get(0);
    Object body =
        first.kind() == Kind.EDIT
            ? Map.of("author", first.author(), "reason", first.reason(), "readings", json)
            : json;
    try {
      return Resend.JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was JSON is JSON", e);
    }
  }

  /** Ids are those of one cluster: the body keeps the keys of two clusters apart. */
  private static String digest(byte[] identity, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(identity);
      return HexFormat.of().formatHex(digest.digest(body)).substring(0, 40);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
