// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the gateway said about one push.
 *
 * @param received readings that it saw
 * @param accepted readings that it took
 * @param rejected readings that it refused, by code
 */
record Receipt(long received, long accepted, Map<String, Long> rejected) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The receipt in an answer; empty when the answer is something else. */
  static Optional<Receipt> read(String answer) {
    JsonNode node;
    try {
      node = JSON.readTree(answer);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    if (node == null || !node.path("received").isIntegralNumber()) {
      return Optional.empty();
    }
    Map<String, Long> codes = new TreeMap<>();
    node.path("rejected").forEach(r -> codes.merge(r.path("code").asText(), 1L, Long::sum));
    return Optional.of(
        new Receipt(node.path("received").asLong(), node.path("accepted").asLong(), codes));
  }

  /** The stable code of a problem answer, empty when there is none. */
  static String problemCode(String answer) {
    try {
      JsonNode node = JSON.readTree(answer);
      return node == null ? "" : node.path("code").asText();
    } catch (JsonProcessingException e) {
      return "";
    }
  }
}
