// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.rejected;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.client.GatewayClient;
import io.tanliu.client.GatewayClient.Acknowledged;
import io.tanliu.client.PushException;
import java.util.function.Consumer;

/** Sends the readings of a plan through a gateway. */
public final class ReadingReplay {
  private final GatewayClient gateway;
  private final Consumer<String> notes;

  /**
   * @param notes told what was refused again, and why
   */
  public ReadingReplay(GatewayClient gateway, Consumer<String> notes) {
    this.gateway = gateway;
    this.notes = notes;
  }

  /**
   * What became of the readings.
   *
   * @param requests requests that were acknowledged
   * @param accepted readings that the gateway passed on to the ledger
   * @param rejected readings that it refused again
   * @param repeated readings of requests that it had taken before
   */
  public record Result(int requests, long accepted, long rejected, long repeated) {}

  /**
   * Sends everything in order.
   *
   * @throws PushException when a request is refused as a whole, or not answered in time; what was
   *     sent before stands, and a repeat is harmless
   */
  public Result run(ReplayPlan plan, Corrections corrections)
      throws PushException, InterruptedException {
    int requests = 0;
    long accepted = 0;
    long rejected = 0;
    long repeated = 0;
    for (ReplayPlan.Request request : plan.requests(corrections)) {
      Acknowledged answer = gateway.send(request.delivery());
      requests++;
      accepted += answer.receipt().path("accepted").asLong();
      rejected += answer.receipt().path("rejectedCount").asLong();
      repeated += answer.replay() ? request.readings().size() : 0;
      for (JsonNode one : answer.receipt().path("rejected")) {
        notes.accept(
            "%s: %s %s: %s (expected: %s)"
                .formatted(
                    request.readings().get(one.path("index").asInt()).id(),
                    one.path("code").asText(),
                    one.path("field").asText(),
                    one.path("value").asText(),
                    one.path("expected").asText()));
      }
    }
    return new Result(requests, accepted, rejected, repeated);
  }
}
