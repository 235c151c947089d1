// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks now and then whether the cluster answers and has the topics. */
final class ClusterProbe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterProbe.class);
  private static final int TIMEOUT_MILLIS = 3_000;
  private static final long CALM_NANOS = Duration.ofSeconds(5).toNanos();

  private final Map<String, Object> config;
  private final Collection<String> topics;
  private Admin admin;
  private boolean looked;
  private long last;
  private volatile String trouble = "";

  ClusterProbe(Map<String, Object> kafka, Collection<String> topics) {
    config = new HashMap<>();
    kafka.forEach(
        (key, value) -> {
          if (AdminClientConfig.configNames().contains(key)) {
            config.put(key, value);
          }
        });
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    this.topics = topics;
  }

  /** Looks, unless it has just found everything well. */
  void look() {
    if (looked && trouble.isEmpty() && System.nanoTime() - last < CALM_NANOS) {
      return;
    }
    String found = find();
    if (!found.equals(trouble) && !found.isEmpty()) {
      LOG.warn("{}", found);
    }
    trouble = found;
    looked = true;
    last = System.nanoTime();
  }

  /** What is wrong, in words; empty when nothing is. */
  String trouble() {
    return trouble;
  }

  private String find() {
    try {
      if (admin == null) {
        admin = Admin.create(config);
      }
      Set<String> existing =
          admin.listTopics().names().get(TIMEOUT_MILLIS + 500L, TimeUnit.MILLISECONDS);
      List<String> missing = new ArrayList<>(topics);
      missing.removeAll(existing);
      return missing.isEmpty() ? "" : "topics are missing: " + String.join(", ", missing);
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return describe(cause);
    } catch (RuntimeException e) {
      return describe(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private String describe(Throwable cause) {
    return "the Kafka cluster at "
        + config.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)
        + " does not answer: "
        + cause.getClass().getSimpleName()
        + ": "
        + cause.getMessage();
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
  }
}
