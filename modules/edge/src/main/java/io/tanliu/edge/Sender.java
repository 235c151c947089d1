// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.client.Delivery;
import io.tanliu.client.GatewayClient;
import io.tanliu.client.GatewayClient.Acknowledged;
import io.tanliu.client.PushException;
import io.tanliu.edge.Shipment.Answer;
import io.tanliu.edge.Shipment.Rejected;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Sends what is stored, each unit in the order in which it came, one request at a time. A unit that
 * the gateway does not let in waits alone; when the gateway does not answer, all wait.
 */
final class Sender {
  static final String CONTENT_TYPE = "application/x-ndjson";

  /** A gateway that answers so has not taken the request, and it was never sent before. */
  private static final Set<Integer> NOT_TAKEN = Set.of(400, 401, 403, 404, 409, 413, 415, 422, 429);

  /** A seal that does not fit the gateway's end of the chain; the readings may be right. */
  private static final int OUT_OF_PLACE = 409;

  private final EdgeStore store;
  private final GatewayClient gateway;
  private final Clock clock;
  private final Set<String> units;
  private final RandomGenerator random;
  private final Backoff whole;
  private final Map<String, Backoff> single = new HashMap<>();
  private final Alarms alarms;

  Sender(
      EdgeStore store,
      GatewayClient gateway,
      Clock clock,
      Set<String> units,
      RandomGenerator random,
      Alarms alarms) {
    this.store = store;
    this.gateway = gateway;
    this.clock = clock;
    this.units = new TreeSet<>(units);
    this.random = random;
    this.whole = new Backoff(random);
    this.alarms = alarms;
  }

  /**
   * Sends at most one request of each unit.
   *
   * @return requests that were settled; 0: nothing waits, or what waits must wait
   */
  int pass() throws IOException, InterruptedException {
    int settled = 0;
    for (String unit : units) {
      Instant now = clock.instant();
      Backoff own = single.computeIfAbsent(unit, u -> new Backoff(random));
      if (whole.isOver(now) && own.isOver(now)) {
        Optional<Shipment> next = store.next(unit, now);
        if (next.isPresent() && send(next.get(), own)) {
          settled++;
        }
      }
    }
    return settled;
  }

  private boolean send(Shipment shipment, Backoff own) throws IOException, InterruptedException {
    Instant before = clock.instant();
    try {
      Acknowledged answer = gateway.send(delivery(shipment));
      Instant after = clock.instant();
      answer.date().ifPresent(date -> alarms.clock(before, date, after));
      JsonNode receipt = answer.receipt();
      store.acknowledged(
          shipment,
          new Answer(
              receipt.path("frame").asText(),
              receipt.path("accepted").asLong(),
              receipt.path("rejectedCount").asLong()),
          rejected(shipment, receipt),
          after);
      whole.succeeded();
      own.succeeded();
      alarms.sent(shipment.unit(), after);
      return true;
    } catch (PushException e) {
      Instant now = clock.instant();
      alarms.failed(shipment.unit(), e.getMessage(), e.status() / 100 == 4, now);
      if (shipment.fresh() && NOT_TAKEN.contains(e.status())) {
        store.unsealed(shipment);
      }
      if (e.status() < 400 || e.status() >= 500) {
        whole.failed(now);
      } else if (e.later() || e.status() == OUT_OF_PLACE) {
        own.failed(now);
      } else {
        store.refused(shipment, e.getMessage(), now);
        return true;
      }
      return false;
    }
  }

  private static Delivery delivery(Shipment shipment) {
    return new Delivery(
        "request " + shipment.id() + " of " + shipment.unit(),
        shipment.unit(),
        shipment.kind(),
        CONTENT_TYPE,
        true,
        HttpRequest.BodyPublishers.ofByteArray(shipment.body().bytes()),
        shipment.key(),
        shipment.seal().map(header -> Map.of(header.getKey(), header.getValue())).orElse(Map.of()));
  }

  private static List<Rejected> rejected(Shipment shipment, JsonNode receipt) {
    JsonNode listed = receipt.path("rejected");
    if (listed.isEmpty()) {
      return List.of();
    }
    List<String> lines = Lines.of(Lines.gunzip(shipment.body().bytes()));
    List<Rejected> rejected = new ArrayList<>();
    for (JsonNode one : listed) {
      int index = one.path("index").asInt(-1);
      rejected.add(
          new Rejected(
              index >= 0 && index < lines.size() ? lines.get(index) : "",
              one.path("code").asText(),
              one.path("field").asText(),
              one.path("value").asText(),
              one.path("expected").asText()));
    }
    return rejected;
  }
}
