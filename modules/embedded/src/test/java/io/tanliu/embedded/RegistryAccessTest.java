// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import io.tanliu.wire.registry.HttpRegistryClient;
import io.tanliu.wire.registry.RegistryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryAccessTest {
  @TempDir static Path dir;
  private static EmbeddedBroker broker;
  private static EmbeddedRegistry registry;
  private static TlsFront front;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(dir.resolve("data"), 0);
    registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
    front = new TlsFront(dir, registry.url(), "tanliu", "p:ss");
  }

  @AfterAll
  static void stop() {
    front.close();
    registry.close();
    broker.close();
  }

  @Test
  void shouldReachARegistryBehindTlsWithUserInfo() {
    Map<String, Object> config = tls();
    config.put("basic.auth.credentials.source", "USER_INFO");
    config.put("basic.auth.user.info", "tanliu:p:ss");
    assertThat(HttpRegistryClient.of(config).subjects()).isEmpty();
  }

  @Test
  void shouldReachARegistryBehindTlsWithCredentialsInTheUrl() {
    Map<String, Object> config = tls();
    config.put("schema.registry.url", "https://tanliu:p%3Ass@" + front.authority());
    assertThat(HttpRegistryClient.of(config).subjects()).isEmpty();
  }

  @Test
  void shouldTakeTrustedCertificatesAsPem() {
    Map<String, Object> config = new HashMap<>();
    config.put("schema.registry.url", "https://tanliu:p%3Ass@" + front.authority());
    config.put("schema.registry.ssl.truststore.location", dir.resolve("server.pem").toString());
    config.put("schema.registry.ssl.truststore.type", "PEM");
    assertThat(HttpRegistryClient.of(config).subjects()).isEmpty();
  }

  @Test
  void shouldReportAWrongPasswordAsARefusal() {
    Map<String, Object> config = tls();
    config.put("basic.auth.credentials.source", "USER_INFO");
    config.put("basic.auth.user.info", "tanliu:wrong");
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> HttpRegistryClient.of(config).subjects())
        .satisfies(e -> assertThat(e.status()).isEqualTo(401))
        .satisfies(e -> assertThat(e.retriable()).isFalse());
  }

  @Test
  void shouldNotTrustAnUnknownCertificate() {
    assertThatThrownBy(
            () ->
                HttpRegistryClient.of(
                        Map.of(
                            "schema.registry.url",
                            "https://" + front.authority(),
                            "max.retries",
                            "0"))
                    .subjects())
        .isInstanceOf(RegistryException.class)
        .hasCauseInstanceOf(SSLException.class);
  }

  @Test
  void shouldGoOnWithTheNextAddressWhenOneIsDead() {
    Map<String, Object> config =
        Map.of("schema.registry.url", "http://127.0.0.1:1, " + registry.url());
    assertThat(HttpRegistryClient.of(config).subjects()).isEmpty();
  }

  @Test
  void shouldSayThatNobodyAnswersAndThatARetryMayHelp() {
    Map<String, Object> config =
        Map.of("schema.registry.url", "http://127.0.0.1:1", "max.retries", "1");
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> HttpRegistryClient.of(config).subjects())
        .withMessageContaining("http://127.0.0.1:1/subjects")
        .satisfies(e -> assertThat(e.retriable()).isTrue());
  }

  @Test
  void shouldNotBlameARecordForARegistryThatCannotBeAsked() {
    byte[] bytes = {0, 0, 0, 0, 7, 1};
    assertThatThrownBy(() -> read("http://127.0.0.1:1", bytes))
        .isInstanceOf(SerializationException.class)
        .matches(RegistryException::unavailable);
    assertThatThrownBy(() -> read(registry.url(), bytes))
        .isInstanceOf(SerializationException.class)
        .matches(failure -> !RegistryException.unavailable(failure));
  }

  private static void read(String url, byte[] bytes) {
    ValueSerdes.deserializer(
            Topics.READING_FRAME, Map.of("schema.registry.url", url, "max.retries", "0"))
        .deserialize(Topics.READING_FRAME.name(), bytes);
  }

  @Test
  void shouldNotShowCredentialsInAMessage() {
    assertThatThrownBy(
            () -> HttpRegistryClient.of(Map.of("schema.registry.url", "ftp://u:secret@h")))
        .isInstanceOf(ConfigException.class)
        .message()
        .doesNotContain("secret");
  }

  @Test
  void shouldNameTheSettingThatIsWrong() {
    assertThatThrownBy(() -> HttpRegistryClient.of(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url");
    assertThatThrownBy(() -> HttpRegistryClient.of(Map.of("schema.registry.url", "nowhere")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("nowhere");
    assertThatThrownBy(
            () ->
                HttpRegistryClient.of(
                    Map.of(
                        "schema.registry.url",
                        "http://127.0.0.1:1",
                        "basic.auth.credentials.source",
                        "SASL_INHERIT")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("SASL_INHERIT");
  }

  private static Map<String, Object> tls() {
    Map<String, Object> config = new HashMap<>();
    config.put("schema.registry.url", "https://" + front.authority());
    config.put("schema.registry.ssl.truststore.location", front.trustStore().toString());
    config.put("schema.registry.ssl.truststore.password", TlsFront.STORE_PASSWORD);
    config.put("schema.registry.ssl.truststore.type", "PKCS12");
    return config;
  }
}
