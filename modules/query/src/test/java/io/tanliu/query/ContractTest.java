// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.testkit.Contract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractTest {
  @TempDir Path dir;

  @Test
  void shouldDescribeAndGuardEveryRouteAndNoOther() throws IOException {
    Set<String> served = new TreeSet<>();
    Set<String> guarded = new TreeSet<>();
    try (Query query =
        new Query(
            QuerySettings.defaults(dir),
            Map.of("schema.registry.url", "http://127.0.0.1:1"),
            QueryServer.SEEDS,
            new SimpleMeterRegistry())) {
      Javalin.create(
          config -> {
            guarded.addAll(query.rules().routes());
            query.routes(config.routes);
            config.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method != HandlerType.BEFORE)
                .forEach(endpoint -> served.add(endpoint.method + " " + endpoint.path));
          });
    }
    Contract contract = Contract.of(Query.class, "/openapi.yaml");
    assertThat(contract.routes()).isEqualTo(served);
    assertThat(guarded).isEqualTo(served);
    assertThat(contract.lint()).isEmpty();
    assertThat(contract.undescribed()).isEmpty();
  }
}
