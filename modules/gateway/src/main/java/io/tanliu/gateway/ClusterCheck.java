// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.wire.KafkaClients;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks the cluster whether it is there; remembers the answer for a moment. */
final class ClusterCheck implements AutoCloseable {
  private static final long VALID_NANOS = 1_000_000_000L;
  private static final int TIMEOUT_MILLIS = 2_000;

  private final Admin admin;
  private String finding;
  private long at;

  ClusterCheck(Map<String, Object> config) {
    Map<String, Object> adminConfig = KafkaClients.only(config, AdminClientConfig.configNames());
    adminConfig.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    adminConfig.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    this.admin = Admin.create(adminConfig);
  }

  /** Empty when the cluster answers, else why it does not. */
  synchronized String finding() {
    long now = System.nanoTime();
    if (finding == null || now - at > VALID_NANOS) {
      finding = ask();
      at = System.nanoTime();
    }
    return finding;
  }

  private String ask() {
    try {
      admin.describeCluster().clusterId().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
      return "";
    } catch (TimeoutException e) {
      return "no answer within " + TIMEOUT_MILLIS + " ms";
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  @Override
  public void close() {
    admin.close(java.time.Duration.ofSeconds(1));
  }
}
