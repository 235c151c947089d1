// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import io.tanliu.wire.registry.HttpRegistryClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The same list against Apicurio Registry, which needs a JDK 21 or newer for itself. */
class ApicurioContractTest implements RegistryContract {
  @TempDir static Path dir;
  private static Apicurio apicurio;

  @BeforeAll
  static void start() throws IOException {
    apicurio = Apicurio.start(dir);
    HttpRegistryClient.of(Map.of("schema.registry.url", apicurio.url()))
        .setCompatibility(Optional.empty(), "FULL");
  }

  @AfterAll
  static void stop() {
    if (apicurio != null) {
      apicurio.close();
    }
  }

  @Override
  public Map<String, Object> config() {
    return Map.of("schema.registry.url", apicurio.url());
  }
}
