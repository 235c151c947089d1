// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.attest;

import io.tanliu.avro.ChainEnd;
import io.tanliu.domain.attest.ChainHead;
import io.tanliu.domain.attest.Signer;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.gateway.NationalCrypto;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.SealMapping;
import io.tanliu.wire.Topic;
import io.tanliu.wire.TopicScan;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads sealed batches, chains and frames from the log and holds them against each other. */
public final class Attestation {
  private final Map<String, Object> clients;
  private final TopicScan topics;

  /**
   * @param clients configuration of Kafka clients and registry
   */
  public Attestation(Map<String, Object> clients) {
    this.clients = Map.copyOf(clients);
    this.topics = new TopicScan(clients);
    NationalCrypto.ensure();
  }

  /**
   * What was found.
   *
   * @param summaries what was looked at, a line for each sender
   * @param breaks first break of each broken chain
   * @param unsealed frames of units that take sealed batches only, which stand in no batch
   */
  public record Result(List<String> summaries, List<Finding> breaks, List<String> unsealed) {}

  /** Registered senders by id. */
  public Map<String, Signer> signers() {
    Map<String, Signer> signers = new TreeMap<>();
    read(
        Topics.REF_SIGNER,
        key -> true,
        (record, value) -> {
          if (value == null) {
            signers.remove(key(record));
          } else {
            signers.put(key(record), SealMapping.fromAvro(value));
          }
        });
    return signers;
  }

  /** Ends of the chains by sender. */
  public SortedMap<String, ChainHead> heads() {
    SortedMap<String, ChainHead> heads = new TreeMap<>();
    read(
        Topics.ATTEST_HEAD,
        key -> true,
        (record, value) -> {
          if (value != null) {
            heads.put(key(record), head(value));
          }
        });
    return heads;
  }

  private static ChainHead head(ChainEnd end) {
    return new ChainHead(end.getSeq(), end.getLink());
  }

  /**
   * Proves chains.
   *
   * @param wanted which senders
   * @param from frames received from then on are compared, epoch milliseconds
   * @param to end of the period, exclusive
   * @param anchor ends of the chains at an earlier time
   * @throws org.apache.kafka.common.KafkaException when the cluster does not answer
   */
  public Result verify(Predicate<Signer> wanted, long from, long to, Optional<Anchor> anchor) {
    // Before the batches: a batch that comes in the meantime is behind them.
    Map<String, ChainHead> heads = heads();
    Map<String, SealedChain> chains = new TreeMap<>();
    signers()
        .forEach(
            (id, signer) -> {
              if (wanted.test(signer)) {
                Optional<ChainHead> then = anchor.map(a -> a.heads().get(id));
                chains.put(id, new SealedChain(signer, then, at -> at >= from && at < to));
              }
            });
    Map<String, Long> beyond = new TreeMap<>();
    read(
        Topics.ATTEST_BATCH,
        chains::containsKey,
        (record, value) -> {
          String sender = key(record);
          ChainHead head = heads.get(sender);
          if (value != null && (head == null || value.getSeq() <= head.seq())) {
            chains.get(sender).take(value, place(record));
          } else if (value != null) {
            beyond.put(sender, value.getSeq());
          }
        });
    List<String> unsealed = frames(chains, from, to);
    Map<String, ChainHead> now = beyond.isEmpty() ? heads : heads();
    beyond.forEach((id, seq) -> chains.get(id).beyond(seq, now.get(id).seq()));
    chains.forEach((id, chain) -> chain.end(Optional.ofNullable(heads.get(id))));
    return new Result(
        chains.values().stream().map(SealedChain::summary).toList(),
        chains.values().stream().flatMap(chain -> chain.firstBreak().stream()).toList(),
        unsealed);
  }

  private List<String> frames(Map<String, SealedChain> chains, long from, long to) {
    List<String> unsealed = new ArrayList<>();
    read(
        Topics.READING_FRAME,
        unit -> chains.values().stream().anyMatch(c -> c.signer().units().contains(unit)),
        (record, value) -> {
          if (value == null) {
            return;
          }
          ReadingFrame frame = FrameMapping.fromAvro(value);
          boolean sealed = false;
          boolean required = false;
          for (SealedChain chain : chains.values()) {
            sealed |= chain.frame(frame, place(record));
            Signer signer = chain.signer();
            required |= signer.required() && signer.units().contains(frame.unit());
          }
          boolean inPeriod = frame.receivedAt() >= from && frame.receivedAt() < to;
          if (required && !sealed && inPeriod && frame.edit().isEmpty()) {
            unsealed.add(frame.unit() + " " + frame.frameId() + " (" + place(record) + ")");
          }
        });
    return unsealed;
  }

  private static String place(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + "-" + record.partition() + " offset " + record.offset();
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  private <V extends SpecificRecord> void read(
      Topic<V> topic, Predicate<String> keys, BiConsumer<ConsumerRecord<byte[], byte[]>, V> each) {
    try (Deserializer<V> values = ValueSerdes.deserializer(topic, clients)) {
      topics.all(
          topic.name(),
          record -> {
            if (record.key() != null && keys.test(key(record))) {
              V value =
                  record.value() == null
                      ? null
                      : values.deserialize(record.topic(), record.value());
              each.accept(record, value);
            }
          });
    }
  }
}
