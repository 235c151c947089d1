// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedRegistryHttpTest {
  @TempDir static Path dir;
  private static EmbeddedBroker broker;
  private static EmbeddedRegistry registry;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(dir, 0);
    registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
  }

  @AfterAll
  static void stop() {
    registry.close();
    broker.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          GET;    /;                                        ;                               200; {}
          GET;    /subjects;                                ;                               200; []
          GET;    /schemas/types;                           ;                               200; ["AVRO"]
          GET;    /mode;                                    ;                               200; READWRITE
          GET;    /config;                                  ;                               200; FULL
          GET;    /config/nobody;                           ;                               404; 40408
          GET;    /config/nobody?defaultToGlobal=true;      ;                               200; FULL
          GET;    /nowhere;                                 ;                               404; 404
          GET;    /schemas/ids/7;                           ;                               404; 40403
          GET;    /schemas/ids/x;                           ;                               404; 404
          GET;    /subjects/nobody/versions;                ;                               404; 40401
          DELETE; /subjects/nobody;                         ;                               405; 405
          POST;   /subjects/bad/versions;                   {;                              400; not JSON
          POST;   /subjects/bad/versions;                   {};                             422; 42201
          POST;   /subjects/bad/versions;                   {"schema":"{}"};                422; 42201
          POST;   /subjects/bad/versions;                   {"schema":"x","schemaType":"JSON"}; 422; 42201
          POST;   /subjects/a%2Fb%20c/versions;             {"schema":"\\"int\\""};         200; "id"
          GET;    /subjects/a%2Fb%20c/versions/1/schema;    ;                               200; "int"
          GET;    /subjects/a%2Fb%20c/versions/0;           ;                               422; 42202
          GET;    /subjects/a%2Fb%20c/versions/x;           ;                               422; 42202
          GET;    /subjects/a%2Fb%20c/versions/2;           ;                               404; 40402
          PUT;    /config;                                  {"compatibility":"SOMETIMES"};  422; 42203
          """)
  void shouldAnswer(String method, String path, String body, int status, String says)
      throws Exception {
    if (path.contains("a%2Fb")) {
      send("POST", "/subjects/a%2Fb%20c/versions", "{\"schema\":\"\\\"int\\\"\"}");
    }
    HttpResponse<String> answer = send(method, path, body == null ? "" : body);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(says);
  }

  @Test
  void shouldRefuseABodyThatIsTooLarge() throws Exception {
    String body = "{\"schema\":\"" + "x".repeat(EmbeddedRegistry.MAX_BODY_BYTES) + "\"}";
    assertThat(send("POST", "/subjects/large/versions", body).statusCode()).isEqualTo(413);
    assertThat(send("GET", "/subjects", "").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(registry.url() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
