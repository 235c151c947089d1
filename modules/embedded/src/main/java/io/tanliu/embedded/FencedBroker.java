// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.loader.MetadataLoader;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;

/** Watches the cluster's metadata until a broker has no session. */
final class FencedBroker implements MetadataPublisher {
  /** Far above a session, for machines that do much else. */
  private static final long LONGEST_SECONDS = 60;

  private final int broker;
  private final CompletableFuture<Void> fenced = new CompletableFuture<>();

  private FencedBroker(int broker) {
    this.broker = broker;
  }

  /**
   * Waits until the broker is fenced or not registered at all.
   *
   * @throws KafkaException when that takes longer than a minute
   */
  static void await(MetadataLoader loader, int broker) {
    FencedBroker watch = new FencedBroker(broker);
    try {
      loader.installPublishers(List.of(watch)).get(LONGEST_SECONDS, TimeUnit.SECONDS);
      watch.fenced.get(LONGEST_SECONDS, TimeUnit.SECONDS);
      loader.removeAndClosePublisher(watch).get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted before the old session of the broker ended", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("The old session of the broker does not end", e);
    }
  }

  @Override
  public String name() {
    return "FencedBroker";
  }

  @Override
  public void onMetadataUpdate(MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
    BrokerRegistration registration = image.cluster().broker(broker);
    if (registration == null || registration.fenced()) {
      fenced.complete(null);
    }
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
