// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions that have no answer. */
@ExtendWith(SharedExample.class)
class ProblemsTest {
  private final QueryServer server;

  ProblemsTest(Example example) {
    server = example.server();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/entities/NOBODY/windows, 404, UNKNOWN_ENTITY, entity",
    "/api/v1/entities/NOBODY, 404, UNKNOWN_ENTITY, entity",
    "/api/v1/entities/999999, 404, UNKNOWN_ENTITY, entity",
    "/api/v1/entities/industry-0000, 404, UNKNOWN_ENTITY, entity",
    "/api/v1/entities/STEEL-01/windows?quantity=vapour, 400, UNKNOWN_QUANTITY, quantity",
    "/api/v1/entities/STEEL-01/windows?granularity=2h, 400, UNKNOWN_GRANULARITY, granularity",
    "/api/v1/entities/STEEL-01/windows?granularty=1h, 400, UNKNOWN_PARAMETER, granularty",
    "/api/v1/entities/STEEL-01/windows?from=2018-01-01&from=2019, 400, REPEATED_PARAMETER, from",
    "/api/v1/entities/STEEL-01/windows?from=yesterday, 400, BAD_TIME, from",
    "/api/v1/entities/STEEL-01/windows?from=2018-02-30, 400, BAD_TIME, from",
    "/api/v1/entities/STEEL-01/windows?to=9999, 400, BAD_TIME, to",
    "/api/v1/entities/STEEL-01/windows?from=2018-01-01T25:00Z, 400, BAD_TIME, from",
    "/api/v1/entities/STEEL-01/windows?from=2019&to=2018, 400, EMPTY_RANGE, from",
    "/api/v1/entities/STEEL-01/windows?from=2018&to=2018, 400, EMPTY_RANGE, from",
    "/api/v1/entities/STEEL-01/windows?limit=0, 400, BAD_LIMIT, limit",
    "/api/v1/entities/STEEL-01/windows?limit=1001, 400, BAD_LIMIT, limit",
    "/api/v1/entities/STEEL-01/windows?limit=ten, 400, BAD_LIMIT, limit",
    "/api/v1/entities?kind=planet, 400, BAD_KIND, kind",
    "/api/v1/alerts?state=fine, 400, BAD_STATE, state",
    "/api/v1/alerts?entity=NOBODY, 404, UNKNOWN_ENTITY, entity",
    "/api/v1/alerts/nothing, 404, UNKNOWN_ALERT, id",
    "/api/v1/alerts/nothing/history, 404, UNKNOWN_ALERT, id",
    "/api/v1/targets?entity=NOBODY, 404, UNKNOWN_ENTITY, entity",
    "/api/v1/overview?region=STEEL-01, 400, NOT_A_REGION, region",
    "/api/v1/overview?month=2018, 400, BAD_TIME, month",
    "/assets/nothing.js, 404, NO_SUCH_FILE, file",
    "/assets/..%5Copenapi.yaml, 404, NO_SUCH_FILE, file",
  })
  void shouldSayWhatIsWrongAndWhatWasExpected(String path, int status, String code, String field) {
    HttpResponse<String> response = server.get(path);
    JsonNode problem = QueryServer.parse(response.body());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(problem.get("code").asText()).isEqualTo(code);
    assertThat(problem.get("field").asText()).isEqualTo(field);
    assertThat(problem.get("value").asText()).isNotBlank();
    assertThat(problem.get("expected").asText()).isNotBlank();
  }
}
