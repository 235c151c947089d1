// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.attest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tanliu.domain.attest.ChainHead;
import io.tanliu.domain.attest.Digests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Ends of all chains at a moment, to be given to somebody else (存证): whoever has it can later see
 * that nothing before them was changed, even by those who hold the cluster and its keys.
 *
 * @param at when it was made
 * @param heads end of the chain of each sender
 */
public record Anchor(Instant at, SortedMap<String, ChainHead> heads) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORMAT = "tanliu-anchor-1";

  /** One digest for all: SHA-256 over the lines "sender seq link", sorted. */
  public String root() {
    StringBuilder lines = new StringBuilder();
    heads.forEach(
        (sender, head) ->
            lines
                .append(sender)
                .append(' ')
                .append(head.seq())
                .append(' ')
                .append(head.link())
                .append('\n'));
    return Digests.of(lines.toString());
  }

  /** Writes it as JSON. */
  public void write(Path file) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", FORMAT).put("at", at.toString()).put("root", root());
    ArrayNode list = json.putArray("heads");
    heads.forEach(
        (sender, head) ->
            list.addObject().put("sender", sender).put("seq", head.seq()).put("link", head.link()));
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
  }

  /**
   * Reads one.
   *
   * @throws IOException when it is none, or its digest is not that of its heads
   */
  public static Anchor read(Path file) throws IOException {
    JsonNode json = JSON.readTree(file.toFile());
    SortedMap<String, ChainHead> heads = new TreeMap<>();
    for (JsonNode head : json.path("heads")) {
      heads.put(
          head.path("sender").asText(),
          new ChainHead(head.path("seq").asLong(), head.path("link").asText()));
    }
    if (!json.path("format").asText().equals(FORMAT)) {
      throw new IOException(file + " is no anchor (expected: format " + FORMAT + ")");
    }
    Anchor anchor = new Anchor(Instant.parse(json.path("at").asText()), heads);
    if (!anchor.root().equals(json.path("root").asText())) {
      throw new IOException(file + " was altered: root (expected: " + anchor.root() + ")");
    }
    return anchor;
  }
}
