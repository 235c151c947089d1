// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Settings that belong to a group of instances and are kept by the brokers. */
public final class LedgerGroup {
  private static final String STANDBY_REPLICAS = "streams.num.standby.replicas";

  private LedgerGroup() {}

  /**
   * Sets how many copies of each task's state other instances keep warm. The streams group protocol
   * takes this from the group's configuration; {@code num.standby.replicas} of an instance is
   * ignored.
   *
   * @param clients how to reach the cluster
   * @param replicas 0 or more; the brokers' {@code group.streams.max.standby.replicas}, 2 by
   *     default, is the most
   * @throws IllegalArgumentException when the brokers refuse the number
   */
  public static void standbyReplicas(Map<String, Object> clients, int replicas)
      throws InterruptedException {
    standbyReplicas(clients, LedgerPart.APPLICATION_ID, replicas);
  }

  /** The same of another part. */
  static void standbyReplicas(Map<String, Object> clients, String application, int replicas)
      throws InterruptedException {
    ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, application);
    AlterConfigOp set =
        new AlterConfigOp(
            new ConfigEntry(STANDBY_REPLICAS, Integer.toString(replicas)),
            AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(clients)) {
      admin.incrementalAlterConfigs(Map.of(group, List.of(set))).all().get();
    } catch (ExecutionException e) {
      throw new IllegalArgumentException(
          "--standby: " + replicas + " (expected: what the brokers allow): " + Failures.text(e), e);
    }
  }
}
