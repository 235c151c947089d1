// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the catalogue's topics. */
public final class TopicAdmin {
  private static final long TIMEOUT_SECONDS = 60;

  private TopicAdmin() {}

  /**
   * Creates the topics that are missing and checks those that exist. Called twice, it does nothing
   * the second time. The configuration of an existing topic is left as its operator set it.
   *
   * @param partitions of every topic; they must agree, because keys of one entity are
   *     co-partitioned
   * @param replication replication factor of new topics; -1 for the broker's default
   * @throws IllegalStateException when a topic has another number of partitions
   * @throws KafkaException when the cluster does not answer or refuses
   */
  public static void ensure(Admin admin, int partitions, short replication) {
    Set<String> existing = await(admin.listTopics().names());
    List<NewTopic> missing = new ArrayList<>();
    List<String> present = new ArrayList<>();
    for (TopicSpec topic : Topics.all()) {
      if (existing.contains(topic.name())) {
        present.add(topic.name());
      } else {
        missing.add(new NewTopic(topic.name(), partitions, replication).configs(topic.config()));
      }
    }
    check(admin, present, partitions);
    List<String> raced = new ArrayList<>();
    admin
        .createTopics(missing)
        .values()
        .forEach(
            (name, created) -> {
              try {
                await(created);
              } catch (TopicExistsException e) {
                raced.add(name);
              }
            });
    check(admin, raced, partitions);
  }

  private static void check(Admin admin, List<String> names, int partitions) {
    if (names.isEmpty()) {
      return;
    }
    Map<String, TopicDescription> found = await(admin.describeTopics(names).allTopicNames());
    List<String> wrong =
        found.values().stream()
            .filter(topic -> topic.partitions().size() != partitions)
            .map(topic -> topic.name() + " has " + topic.partitions().size())
            .sorted()
            .toList();
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "Topics with another number of partitions (expected: "
              + partitions
              + "; all topics of Tanliu must agree): "
              + String.join(", ", wrong));
    }
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException cause) {
        throw cause;
      }
      throw new KafkaException("Topic administration failed", e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("The cluster did not answer within " + TIMEOUT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while topics were created", e);
    }
  }
}
