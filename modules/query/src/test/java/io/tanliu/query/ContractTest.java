// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.avro.AlertSeverity;
import io.tanliu.testkit.Contract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractTest {
  @TempDir Path dir;

  @Test
  void shouldDescribeEveryRouteAndNoOther() throws IOException {
    Set<String> served = new TreeSet<>();
    try (Query query =
        new Query(
            QuerySettings.defaults(dir),
            Map.of("schema.registry.url", "http://127.0.0.1:1"),
            QueryServer.SEEDS,
            new SimpleMeterRegistry())) {
      Javalin.create(
          config -> {
            query.routes(config.routes);
            config.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method != HandlerType.BEFORE)
                .forEach(endpoint -> served.add(endpoint.method + " " + endpoint.path));
          });
    }
    Contract contract = Contract.of(Query.class, "/openapi.yaml");
    assertThat(contract.routes()).isEqualTo(served);
    assertThat(contract.lint()).isEmpty();
  }

  @Test
  void shouldSayEverythingInBothLanguages() throws IOException {
    JsonNode chinese = catalogue("zh");
    JsonNode english = catalogue("en");
    assertThat(chinese.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(english::fieldNames);
    String page = resource("/dashboard/index.html") + resource("/dashboard/app.js");
    page += resource("/dashboard/regions.js") + resource("/dashboard/alerts.js");
    Matcher used =
        Pattern.compile("(?:data-text=\"|\\btext\\('|text\\(known \\? ')([\\w.]+)").matcher(page);
    Set<String> names = new TreeSet<>();
    while (used.find()) {
      names.add(used.group(1));
    }
    assertThat(names)
        .hasSizeGreaterThan(30)
        .allSatisfy(n -> assertThat(chinese.has(n)).as(n).isTrue());
    for (Assessment.Status status : Assessment.Status.values()) {
      assertThat(chinese.has("status." + status.code())).isTrue();
    }
    for (AlertSeverity severity : AlertSeverity.values()) {
      assertThat(chinese.has("severity." + severity)).isTrue();
    }
  }

  private static JsonNode catalogue(String language) throws IOException {
    return Json.MAPPER.readTree(resource("/dashboard/messages." + language + ".json"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Query.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
