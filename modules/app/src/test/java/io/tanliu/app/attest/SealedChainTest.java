// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.attest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.SealedBatch;
import io.tanliu.client.seal.SealKey;
import io.tanliu.domain.attest.ChainHead;
import io.tanliu.domain.attest.Seal;
import io.tanliu.domain.attest.SealAlgorithm;
import io.tanliu.domain.attest.Signer;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.gateway.NationalCrypto;
import io.tanliu.gateway.SealedBody;
import io.tanliu.wire.SealMapping;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is done to the log, the first batch that is touched is named. */
class SealedChainTest {
  private static final Seal.Context CONTEXT = new Seal.Context("U", "live", "text/csv");
  private static final int BATCHES = 6;

  private static SealKey key;
  private static SealKey next;
  private static Signer signer;
  private static List<SealedBatch> log;

  @BeforeAll
  static void seal() {
    NationalCrypto.ensure();
    key = SealKey.generate("S", "k1", SealAlgorithm.ED25519);
    next = SealKey.generate("S", "k2", SealAlgorithm.SM2);
    signer =
        new Signer(
            "S",
            Set.of("U"),
            false,
            List.of(
                new Signer.Key("k1", key.algorithm(), key.publicKey(), 1, 3),
                new Signer.Key("k2", next.algorithm(), next.publicKey(), 4, Long.MAX_VALUE)));
    log = new ArrayList<>();
    ChainHead head = ChainHead.START;
    for (int i = 1; i <= BATCHES; i++) {
      SealedBatch batch = batch(i <= 3 ? key : next, head, body(i));
      head = head(batch);
      log.add(batch);
    }
  }

  private static String body(int n) {
    return "point,time,value\nE,2024-06-01T0%d:00:00Z,%d.5\nX,2024-06-01T00:00:00Z,1\n"
        .formatted(n, n);
  }

  private static ChainHead head(SealedBatch batch) {
    return new ChainHead(batch.getSeq(), SealMapping.seal(batch).link(CONTEXT));
  }

  private static SealedBatch batch(SealKey with, ChainHead head, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Seal seal = Seal.of("S", with.key(), with.algorithm(), with.privateKey(), head, CONTEXT, bytes);
    return SealedBatch.newBuilder()
        .setSender("S")
        .setKey(seal.key())
        .setSeq(seal.seq())
        .setPrevious(seal.previous())
        .setDigest(seal.digest())
        .setSignature(ByteBuffer.wrap(Base64.getDecoder().decode(seal.signature())))
        .setUnit("U")
        .setMode("live")
        .setContentType("text/csv")
        .setBody(ByteBuffer.wrap(bytes))
        .setFrameId("f" + seal.seq())
        .setFrames(1)
        .setRefused(List.of(1))
        .setGateway("gw")
        .setReceivedAt(Instant.parse("2024-06-02T00:00:00Z").plusSeconds(seal.seq()))
        .build();
  }

  private static List<ReadingFrame> frames() {
    return frames(log);
  }

  private static List<ReadingFrame> frames(List<SealedBatch> batches) {
    return batches.stream().flatMap(batch -> SealedBody.frames(batch).stream()).toList();
  }

  private static String verdict(List<SealedBatch> batches) {
    return verdict(batches, frames(), Optional.empty());
  }

  private static String verdict(
      List<SealedBatch> batches, List<ReadingFrame> frames, Optional<ChainHead> anchored) {
    SealedChain chain = new SealedChain(signer, anchored, at -> true);
    for (int i = 0; i < batches.size(); i++) {
      chain.take(batches.get(i), "offset " + i);
    }
    for (ReadingFrame frame : frames) {
      chain.frame(frame, "frame " + frame.frameId());
    }
    chain.end(Optional.of(head(log.get(BATCHES - 1))));
    return chain.firstBreak().map(Finding::toString).orElse("unaltered");
  }

  private static List<SealedBatch> changed(int index, SealedBatch batch) {
    List<SealedBatch> batches = new ArrayList<>(log);
    batches.set(index, batch);
    return batches;
  }

  @Test
  void shouldProveAChainAcrossAChangeOfKeys() {
    assertThat(verdict(log)).isEqualTo("unaltered");
    assertThat(verdict(log, frames(), Optional.of(head(log.get(2))))).isEqualTo("unaltered");
    // What is older than the topic keeps is told by an anchor.
    assertThat(verdict(log.subList(2, BATCHES), frames(), Optional.of(head(log.get(1)))))
        .isEqualTo("unaltered");
  }

  @Test
  void shouldNameABodyThatWasAltered() {
    SealedBatch altered =
        SealedBatch.newBuilder(log.get(2))
            .setBody(ByteBuffer.wrap(body(9).getBytes(StandardCharsets.UTF_8)))
            .build();
    assertThat(verdict(changed(2, altered)))
        .startsWith("S: first break at batch 3 (offset 2): SEAL_DIGEST");
  }

  @Test
  void shouldNameABatchThatSomebodyElseSigned() {
    SealKey forger = SealKey.generate("S", "k1", SealAlgorithm.ED25519);
    SealedBatch forged = batch(forger, head(log.get(0)), body(9));
    assertThat(verdict(changed(1, forged)))
        .startsWith("S: first break at batch 2 (offset 1): SEAL_SIGNATURE");
    // An old key signs nothing behind its last batch, and a new one nothing before its first.
    assertThat(verdict(changed(4, batch(key, head(log.get(3)), body(5)))))
        .startsWith("S: first break at batch 5 (offset 4): SEAL_SIGNER");
    assertThat(verdict(changed(1, batch(next, head(log.get(0)), body(2)))))
        .startsWith("S: first break at batch 2 (offset 1): SEAL_SIGNER");
  }

  @Test
  void shouldNameABatchThatIsMissingOrStandsElsewhere() {
    List<SealedBatch> removed = new ArrayList<>(log);
    removed.remove(3);
    assertThat(verdict(removed))
        .startsWith("S: first break at batch 5 (offset 3): batches 4 to 4 are missing");
    List<SealedBatch> reordered = new ArrayList<>(log);
    reordered.add(2, reordered.remove(3));
    assertThat(verdict(reordered)).startsWith("S: first break at batch 4 (offset 2)");
    List<SealedBatch> twice = new ArrayList<>(log);
    twice.add(3, log.get(2));
    assertThat(verdict(twice)).startsWith("S: first break at batch 3 (offset 3): SEAL_SEQUENCE");
    assertThat(verdict(log.subList(0, 4)))
        .startsWith("S: first break at batch 5: the chain ended at batch 6");
  }

  /** Even the sender, with its own key, cannot tell another story later. */
  @Test
  void shouldNameABatchThatTheSenderItselfSealedAnew() {
    List<SealedBatch> batches = new ArrayList<>(log.subList(0, 2));
    ChainHead head = head(log.get(1));
    for (int i = 3; i <= BATCHES; i++) {
      SealedBatch again = batch(i <= 3 ? key : next, head, body(i == 3 ? 8 : i));
      head = head(again);
      batches.add(again);
    }
    ChainHead then = head(log.get(3));
    assertThat(verdict(batches, frames(batches), Optional.of(then)))
        .startsWith("S: first break at batch 4 (offset 3): link");
    List<SealedBatch> one = changed(2, batch(key, head(log.get(1)), body(8)));
    assertThat(verdict(one, frames(one), Optional.empty()))
        .startsWith("S: first break at batch 4 (offset 3): SEAL_PREVIOUS");
  }

  @Test
  void shouldHoldTheFramesOfTheLogAgainstTheBodies() {
    List<ReadingFrame> frames = new ArrayList<>(frames());
    ReadingFrame frame = frames.get(3);
    assertThat(frame.readings()).hasSize(1);
    Reading reading = frame.readings().get(0);
    frames.set(
        3, frame.with(List.of(new Reading(reading.point(), reading.time(), 1, reading.scale()))));
    assertThat(verdict(log, frames, Optional.empty()))
        .startsWith("S: first break at batch 4 (frame f4-1): frame f4-1 is not what was sealed");
    frames.remove(3);
    assertThat(verdict(log, frames, Optional.empty()))
        .isEqualTo("S: first break at batch 4: frame f4-1 is not in the log");
  }
}
