// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryContractTest implements RegistryContract {
  @TempDir static Path dir;
  private static EmbeddedCluster cluster;

  @BeforeAll
  static void start() {
    cluster = EmbeddedCluster.start(dir, 1);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Override
  public Map<String, Object> config() {
    return cluster.clientConfig();
  }
}
