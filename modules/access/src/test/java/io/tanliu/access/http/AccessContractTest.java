// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.tanliu.access.AccessDesk;
import io.tanliu.access.Places;
import io.tanliu.testkit.Contract;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AccessContractTest {
  @Test
  void shouldDescribeAndGuardEveryRouteAndNoOther() {
    Set<String> served = new TreeSet<>();
    Map<String, Object> nowhere =
        Map.of("bootstrap.servers", "127.0.0.1:1", "schema.registry.url", "http://127.0.0.1:1");
    try (AccessDesk desk = new AccessDesk(nowhere, Clock.systemUTC())) {
      Javalin.create(
          config -> {
            new AccessRoutes(Optional.of(desk)).install(config.routes);
            config.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .forEach(endpoint -> served.add(endpoint.method + " " + endpoint.path));
          });
    }
    Contract contract = Contract.of(AccessRoutes.class, "/openapi-access.yaml");
    assertThat(contract.routes()).isEqualTo(served);
    assertThat(contract.lint()).isEmpty();
    assertThat(contract.undescribed()).isEmpty();
    Places places = new Places(code -> List.of(), unit -> Optional.empty(), "");
    assertThat(AccessRoutes.rules(places).routes()).isEqualTo(served);
  }
}
