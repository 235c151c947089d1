// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import io.tanliu.wire.registry.HttpRegistryClient;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The same list against Confluent's own registry, where there is a Docker engine. */
@Testcontainers(disabledWithoutDocker = true)
class ConfluentRegistryContainerTest implements RegistryContract {
  private static final int PORT = 8081;
  private static final Network NETWORK = Network.newNetwork();

  @Container
  private static final KafkaContainer KAFKA =
      new KafkaContainer(DockerImageName.parse("apache/kafka:4.1.0"))
          .withNetwork(NETWORK)
          .withListener("broker:19092");

  @Container
  private static final GenericContainer<?> REGISTRY =
      new GenericContainer<>(DockerImageName.parse("confluentinc/cp-schema-registry:7.9.2"))
          .dependsOn(KAFKA)
          .withNetwork(NETWORK)
          .withEnv("SCHEMA_REGISTRY_HOST_NAME", "registry")
          .withEnv("SCHEMA_REGISTRY_LISTENERS", "http://0.0.0.0:" + PORT)
          .withEnv("SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS", "PLAINTEXT://broker:19092")
          .withExposedPorts(PORT)
          .waitingFor(Wait.forHttp("/subjects"));

  @BeforeAll
  static void useFullCompatibility() {
    HttpRegistryClient.of(settings()).setCompatibility(Optional.empty(), "FULL");
  }

  @Override
  public Map<String, Object> config() {
    return settings();
  }

  private static Map<String, Object> settings() {
    return Map.of(
        "schema.registry.url", "http://" + REGISTRY.getHost() + ":" + REGISTRY.getMappedPort(PORT));
  }
}
