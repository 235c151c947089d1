// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.avro.ChainEnd;
import io.tanliu.wire.TopicScan;
import io.tanliu.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Compares and sets the heads of the chains of one partition, also against other gateways. All
 * gateways write to a partition under the same transactional id, so at most one of them can commit:
 * whoever begins anew fences the others. What a gateway read after it began is therefore the truth
 * until it is fenced; then its commit fails, and it begins anew, reads and decides again. Nothing
 * is refused for its place in the chain by what was read before this request.
 */
final class SealLane implements AutoCloseable {
  private static final int ATTEMPTS = 5;
  private static final Duration LONGEST_READ = Duration.ofSeconds(30);

  private final Map<String, Object> clients;
  private final GatewaySettings settings;
  private final TopicPartition partition;
  private final Map<String, ChainEnd> heads = new HashMap<>();
  private KafkaProducer<String, byte[]> producer;

  SealLane(Map<String, Object> clients, GatewaySettings settings, int partition) {
    this.clients = clients;
    this.settings = settings;
    this.partition = new TopicPartition(Topics.ATTEST_HEAD.name(), partition);
  }

  /**
   * What is to be done about a batch.
   *
   * @param answer the answer
   * @param end new end of the chain; empty when nothing is written
   * @param records what is written with it
   * @param placed false when the batch does not fit behind the head
   */
  record Decision(
      Answer answer,
      Optional<ChainEnd> end,
      List<ProducerRecord<String, byte[]>> records,
      boolean placed) {}

  /**
   * Decides by the head of a chain, and writes what was decided, all of it or nothing.
   *
   * @throws KafkaException when the cluster does not answer; the same batch may be sent again
   */
  synchronized Answer commit(String sender, Function<Optional<ChainEnd>, Decision> decide) {
    boolean fresh = false;
    for (int attempt = 1; ; attempt++) {
      try {
        if (producer == null) {
          begin();
          fresh = true;
        }
        Decision decision = decide.apply(Optional.ofNullable(heads.get(sender)));
        if (!decision.placed() && !fresh) {
          // Another gateway may have taken what is missing here.
          end();
          continue;
        }
        decision.end().ifPresent(end -> write(decision.records(), end));
        return decision.answer();
      } catch (KafkaException e) {
        // Whether it was committed is seen when this lane begins anew.
        end();
        if (attempt >= ATTEMPTS || !fenced(e)) {
          throw e;
        }
      } catch (RuntimeException e) {
        end();
        throw e;
      }
    }
  }

  private static boolean fenced(Throwable failure) {
    return failure instanceof ProducerFencedException
        || failure instanceof InvalidProducerEpochException
        || (failure.getCause() != null && fenced(failure.getCause()));
  }

  private void write(List<ProducerRecord<String, byte[]>> records, ChainEnd end) {
    producer.beginTransaction();
    for (ProducerRecord<String, byte[]> record : records) {
      // What goes wrong with it is said by the commit.
      var unused = producer.send(record);
    }
    producer.commitTransaction();
    heads.put(end.getSender(), end);
  }

  private void begin() {
    Map<String, Object> config = Publisher.producerConfig(clients, settings);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "tanliu-attest-" + partition.partition());
    producer = new KafkaProducer<>(config);
    producer.initTransactions();
    heads.clear();
    read();
  }

  private void read() {
    new TopicScan(clients, LONGEST_READ)
        .partition(
            Topics.ATTEST_HEAD, partition.partition(), head -> heads.put(head.key(), head.value()));
  }

  private void end() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  @Override
  public synchronized void close() {
    end();
  }
}
