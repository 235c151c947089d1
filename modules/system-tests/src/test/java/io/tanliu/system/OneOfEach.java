// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.awaitility.Awaitility;

/**
 * What people and instruments do beside sending readings, one of each, so that it is in a topic.
 */
final class OneOfEach {
  private static final String UNIT = "EACH-01";
  private static final Duration LONGEST = Duration.ofSeconds(120);
  private static final Instant FIRST = Instant.parse("2022-03-01T00:00:00Z");
  private static final String REGISTER =
      """
      units:
        - id: EACH-01
          name: 样样都有
          region: "360100"
          industry: "3011"
          points:
            - {id: E1, energy: electricity, measure: INTERVAL, unit: kWh, interval: 15m}
      targets:
        - {id: each-2022, entity: EACH-01, quantity: electricity, type: BUDGET, period: "2022", value: 10, unit: kWh}
      reports:
        - {entity: EACH-01, kind: PRODUCTION, product: 水泥, period: 2022-03, value: 1500.25, unit: t}
        - {entity: "360100", kind: GDP, period: 2021-01, value: 120000, unit: 1e4 CNY, priceBase: 2020}
      factors:
        - {quantity: co2e, energy: electricity, region: "360000", validFrom: 2024, validTo: 2024,
           value: 0.5123, unit: tCO2/MWh, source: an example, confidence: C}
      quotas:
        - {id: each-2022, entity: EACH-01, scheme: ETS, period: "2022", kind: ALLOCATION, amount: 1000, unit: tCO2e,
           date: 2022-01-15, document: an example}
      """;
  private static final String STATION =
      """
      {"name": "南昌站", "kind": "ATMOSPHERE", "region": "360100", "latitude": 28.68, "longitude": 115.86, "height": 100,
       "interval": 60, "flagScheme": "ICOS", "channels": [{"parameter": "co2", "unit": "ppm"}]}
      """;
  private static final String STACK =
      """
      {"name": "1号烟囱", "kind": "STACK", "region": "360100", "flagScheme": "HJ212",
       "channels": [{"parameter": "flow", "unit": "m3/s"}, {"parameter": "humidity", "unit": "%"},
                    {"parameter": "co2", "unit": "g/m3", "basis": "DRY"}],
       "stack": {"unit": "EACH-01", "flow": "STANDARD_DRY"}}
      """;

  private final Demo demo;
  private final Path directory;

  OneOfEach(Demo demo, Path directory) {
    this.demo = demo;
    this.directory = directory;
  }

  void happen() {
    demo.apply(REGISTER);
    put(
        "receivers/duty",
        """
        {"name": "值班室", "kind": "WEBHOOK", "address": "https://127.0.0.1:1/alerts", "secret": "duty", "regions": ["360100"]}
        """);
    put(
        "alert-rules/budget-pace/EACH-01",
        "{\"enabled\": false, \"author\": \"李四\", \"source\": \"an example\"}");
    put(
        "silences/overhaul",
        "{\"entity\": \"NC-IDC\", \"duration\": \"P3D\", \"author\": \"李四\", \"reason\": \"年度检修\"}");
    put("devices/EACH0000000001", "{\"unit\": \"EACH-01\", \"password\": \"123456\"}");
    post("devices/EACH0000000001/requests", "{\"command\": 1011}");
    readings();
    air();
    sealed();
    run("keys", "create", "--name", "Administrator", "--grant", "administrator@all");
    acknowledge();
  }

  /** More than the year's budget; one that is refused, one that is entered by hand. */
  private void readings() {
    String path = "units/" + UNIT + "/readings";
    String four = reading(0, "4") + "," + reading(1, "4") + "," + reading(2, "4");
    HttpResponse<String> answer =
        demo.api()
            .send(
                demo.api()
                    .request("/api/v1/" + path)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "each-1")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "[" + four + "," + reading(3, "-1") + "]")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    post(
        "units/" + UNIT + "/edits",
        "{\"author\": \"王五\", \"reason\": \"抄表\", \"readings\": [" + reading(4, "1") + "]}");
  }

  private static String reading(int quarter, String value) {
    return "{\"point\": \"E1\", \"time\": \"%s\", \"value\": %s}"
        .formatted(FIRST.plusSeconds(900L * quarter), value);
  }

  /** Two hours of a station and of a stack, and a minute two days later. */
  private void air() {
    put("stations/EACH-AIR", STATION);
    put("stations/EACH-STACK", STACK);
    StringJoiner air = new StringJoiner(",", "[", "]");
    StringJoiner stack = new StringJoiner(",", "[", "]");
    for (int minute = 0; minute <= 121; minute++) {
      Instant at = FIRST.plusSeconds(minute < 121 ? 60L * minute : 2 * 86_400);
      air.add(observation("co2", at, "420.1", "U"));
      stack.add(observation("flow", at, "12.5", "N"));
      stack.add(observation("humidity", at, "8", "N"));
      stack.add(observation("co2", at, "150", "N"));
    }
    air.add(observation("n2o", FIRST, "330", "U"));
    post("stations/EACH-AIR/readings", air.toString());
    post("stations/EACH-STACK/readings", stack.toString());
  }

  private static String observation(String parameter, Instant at, String value, String flag) {
    return "{\"parameter\": \"%s\", \"time\": \"%s\", \"value\": %s, \"flag\": \"%s\"}"
        .formatted(parameter, at, value, flag);
  }

  /** A batch that its sender signed. */
  private void sealed() {
    Path key = directory.resolve("each.key");
    SteelFile file = SteelFile.madeUp(directory.resolve("sealed.csv"), 1, 4);
    String shown =
        demo.run(List.of("attest", "keygen", "--sender", UNIT, "--out", key.toString())).out();
    run("attest", "register", "--sender", UNIT, "--unit", UNIT, "--public-key", publicKey(shown));
    demo.run(demo.push(UNIT, file.csv(), "--sign-key", key.toString(), "--backfill"));
  }

  private static String publicKey(String shown) {
    return shown.replaceAll("(?s).*?(MCowBQYDK2VwAyEA[A-Za-z0-9+/=]+).*", "$1");
  }

  private void acknowledge() {
    String alert = "budget-breach%7CEACH-01%7Ceach-2022";
    Awaitility.await("the alert")
        .atMost(LONGEST)
        .untilAsserted(
            () ->
                assertThat(
                        demo.api()
                            .post(
                                "/api/v1/alerts/" + alert + "/acknowledgements",
                                "application/json",
                                "{\"author\": \"张三\", \"note\": \"已联系企业\"}")
                            .statusCode())
                    .isEqualTo(202));
  }

  private void put(String path, String body) {
    HttpResponse<String> answer =
        demo.api()
            .send(
                demo.api()
                    .request("/api/v1/" + path)
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isIn(200, 201);
  }

  private void post(String path, String body) {
    HttpResponse<String> answer = demo.api().post("/api/v1/" + path, "application/json", body);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isIn(200, 201, 202);
  }

  private void run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap", demo.endpoint("bootstrap.servers")));
    all.addAll(List.of("--registry", demo.endpoint("schema.registry.url")));
    demo.run(all);
  }
}
