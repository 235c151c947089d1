// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  @TempDir Path dir;

  @Test
  void shouldServeTwoBrokersOnFreePorts() throws Exception {
    try (EmbeddedBroker one = EmbeddedBroker.start(dir.resolve("one"), 0);
        EmbeddedBroker two = EmbeddedBroker.start(dir.resolve("two"), 0);
        Admin first = admin(one);
        Admin second = admin(two)) {
      assertThat(first.describeCluster().clusterId().get())
          .isNotEqualTo(second.describeCluster().clusterId().get());
    }
  }

  @Test
  void shouldKeepItsClusterAcrossRestart() throws Exception {
    String id;
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0);
        Admin admin = admin(broker)) {
      id = admin.describeCluster().clusterId().get();
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0);
        Admin admin = admin(broker)) {
      assertThat(admin.describeCluster().clusterId().get()).isEqualTo(id);
    }
  }

  @Test
  void shouldRefuseADirectoryInUse() {
    EmbeddedBroker broker = EmbeddedBroker.start(dir, 0);
    try (broker) {
      assertThatThrownBy(() -> EmbeddedBroker.start(dir, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("in use");
    }
  }

  @Test
  void shouldRefuseAPortInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedBroker.start(dir, taken.getLocalPort()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(Integer.toString(taken.getLocalPort()));
    }
  }

  private static Admin admin(EmbeddedBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
