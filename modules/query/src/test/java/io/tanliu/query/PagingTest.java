// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists are read page by page. */
@ExtendWith(SharedExample.class)
class PagingTest {
  private final QueryServer server;

  PagingTest(Example example) {
    server = example.server();
  }

  @ParameterizedTest
  @CsvSource({
    "entities, /api/v1/entities?kind=region, 7",
    "targets, /api/v1/targets?status=judged, 5",
    "accounts, /api/v1/accounts?kind=unit, 1",
    "factors, /api/v1/factors?energy=electricity, 1",
  })
  void shouldGoOnBehindTheItemThatThePageBeforeEndedWith(String list, String path, int size) {
    JsonNode whole = server.json(path + "&limit=1000");
    assertThat(whole.get("truncated").asBoolean()).isFalse();
    assertThat(whole.has("next")).isFalse();
    List<JsonNode> found = new ArrayList<>();
    String next = path + "&limit=" + size;
    while (next != null) {
      JsonNode page = server.json(next);
      page.get(list).forEach(found::add);
      assertThat(page.get(list).size()).isBetween(1, size);
      assertThat(page.get("total")).isEqualTo(whole.get("total"));
      next = page.path("next").asText(null);
    }
    assertThat(found).containsExactlyElementsOf(whole.get(list));
  }

  @ParameterizedTest
  @CsvSource({"entities", "targets", "factors", "alerts", "notices", "deliveries", "stations"})
  void shouldSayThatTheItemHasGoneBehindWhichAPageWouldBegin(String list) {
    var answer = server.get("/api/v1/" + list + "?after=nobody");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("UNKNOWN_AFTER", "\"field\":\"after\"", "\"nobody\"");
  }
}
