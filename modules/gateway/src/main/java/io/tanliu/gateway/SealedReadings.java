// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.avro.ChainEnd;
import io.tanliu.avro.SealedBatch;
import io.tanliu.domain.attest.ChainHead;
import io.tanliu.domain.attest.Seal;
import io.tanliu.domain.attest.SealBreak;
import io.tanliu.domain.attest.Signer;
import io.tanliu.wire.RejectionMapping.Origin;
import io.tanliu.wire.Topics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes batches that their sender sealed (docs/ATTEST.md): the seal is proven, the batch must be
 * the next of its sender's chain, and it is written with its seal, its frames and the new end of
 * the chain in one transaction.
 */
final class SealedReadings {
  /** Largest sealed body, decompressed: it is kept as one record. */
  static final int MAX_BODY = 4 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(SealedReadings.class);

  private final GatewaySettings settings;
  private final Signers signers;
  private final SealLanes lanes;
  private final Push push;
  private final BodyReader bodies;
  private final GatewayMetrics metrics;

  SealedReadings(
      GatewaySettings settings,
      Signers signers,
      SealLanes lanes,
      Push push,
      BodyReader bodies,
      GatewayMetrics metrics) {
    this.settings = settings;
    this.signers = signers;
    this.lanes = lanes;
    this.push = push;
    this.bodies = bodies;
    this.metrics = metrics;
  }

  /**
   * True when a request is sealed.
   *
   * @throws ProblemException when it is not, and should be
   */
  boolean judges(ReadingsRequest request) {
    if (request.seal().isEmpty() && signers.required(request.unit())) {
      LOG.warn("Refused: unsealed readings of {}", request.unit());
      throw Problem.of(
          Problem.Code.SEAL_REQUIRED, "Tanliu-Seal", "missing", "the seal of a registered sender");
    }
    return request.seal().isPresent();
  }

  /**
   * Takes a sealed request.
   *
   * @throws ProblemException when the seal or its place is not right
   * @throws IOException when the connection broke
   */
  Answer take(ReadingsRequest request, KnownUnit unit, InputStream body, long receivedAt)
      throws IOException {
    Seal seal = parse(request.seal().orElseThrow());
    Signer signer =
        signers
            .find(seal.sender())
            .orElseThrow(
                () ->
                    Problem.of(
                        Problem.Code.SEAL_SIGNER, "sender", seal.sender(), "a registered sender"));
    byte[] bytes = bodies.bytes(body, request.gzip(), MAX_BODY);
    String mode = request.kind().name().toLowerCase(Locale.ROOT);
    Seal.Context context = new Seal.Context(unit.unit().id(), mode, request.contentType());
    signer.check(seal, context, bytes).ifPresent(broken -> refuse(seal, broken));
    Admission admission = new Admission(unit, receivedAt, settings.maxReadings());
    ReadingParser parser = request.format().parser();
    bodies.read(
        new ByteArrayInputStream(bytes),
        false,
        request.charset(),
        MAX_BODY,
        text -> parser.parse(text, admission));
    Work work = new Work(request, seal, context, bytes, admission, receivedAt);
    Answer answer = lanes.of(seal.sender()).commit(seal.sender(), work::decide);
    work.count();
    return answer;
  }

  private static Seal parse(String header) {
    try {
      return Seal.parse(header);
    } catch (IllegalArgumentException e) {
      throw Problem.of(
          Problem.Code.SEAL_MALFORMED, "Tanliu-Seal", header, String.valueOf(e.getMessage()));
    }
  }

  private static void refuse(Seal seal, SealBreak broken) {
    LOG.warn("Refused: batch {} of {}: {}", seal.seq(), seal.sender(), broken);
    throw Problem.of(
        Problem.Code.valueOf(broken.code().name()),
        broken.field(),
        broken.value(),
        broken.expected());
  }

  /** One batch; decided about more than once when another gateway takes batches of its sender. */
  private final class Work {
    private final Seal seal;
    private final Seal.Context context;
    private final byte[] body;
    private final Admission admission;
    private final Origin origin;
    private Optional<SealBreak> broken = Optional.empty();
    private int frames;

    Work(
        ReadingsRequest request,
        Seal seal,
        Seal.Context context,
        byte[] body,
        Admission admission,
        long receivedAt) {
      this.seal = seal;
      this.context = context;
      this.body = body;
      this.admission = admission;
      String unit = context.unit();
      this.origin =
          new Origin(
              unit,
              Push.frameId(unit, Optional.of(seal.sender() + "|" + seal.seq())),
              settings.name(),
              request.sender(),
              request.kind() == PushKind.BACKFILL,
              Optional.empty(),
              receivedAt);
    }

    SealLane.Decision decide(Optional<ChainEnd> end) {
      frames = -1;
      ChainHead head = end.map(e -> new ChainHead(e.getSeq(), e.getLink())).orElse(ChainHead.START);
      if (end.isPresent() && head.equals(new ChainHead(seal.seq(), seal.link(context)))) {
        Answer again = Answer.replay(end.get().getStatus(), end.get().getReceipt());
        return new SealLane.Decision(again, Optional.empty(), List.of(), true);
      }
      broken = SealBreak.place(head, seal);
      if (broken.isPresent()) {
        return new SealLane.Decision(null, Optional.empty(), List.of(), false);
      }
      List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
      frames = push.records(origin, admission, "http", records);
      int status = Receipt.status(admission);
      String receipt =
          Receipt.json(origin.frameId(), origin.unit(), frames, origin.receivedAt(), admission);
      ChainEnd next =
          ChainEnd.newBuilder()
              .setSender(seal.sender())
              .setSeq(seal.seq())
              .setLink(seal.link(context))
              .setStatus(status)
              .setReceipt(receipt)
              .build();
      records.add(push.record(Topics.ATTEST_BATCH, seal.sender(), batch()));
      records.add(push.record(Topics.ATTEST_HEAD, seal.sender(), next));
      Answer answer = Answer.json(status, receipt, status == 202 ? "accepted" : "all_rejected");
      return new SealLane.Decision(answer, Optional.of(next), records, true);
    }

    private SealedBatch batch() {
      return SealedBatch.newBuilder()
          .setSender(seal.sender())
          .setKey(seal.key())
          .setSeq(seal.seq())
          .setPrevious(seal.previous())
          .setDigest(seal.digest())
          .setSignature(ByteBuffer.wrap(Base64.getDecoder().decode(seal.signature())))
          .setUnit(context.unit())
          .setMode(context.mode())
          .setContentType(context.contentType())
          .setBody(ByteBuffer.wrap(body))
          .setFrameId(origin.frameId())
          .setFrames(frames)
          .setRefused(admission.rejected().stream().map(Rejection::index).toList())
          .setGateway(settings.name())
          .setReceivedAt(Instant.ofEpochMilli(origin.receivedAt()))
          .build();
    }

    /** Counts what was written; refuses what did not fit. */
    void count() {
      broken.ifPresent(b -> refuse(seal, b));
      if (frames < 0) {
        metrics.replayed(admission.received());
      } else {
        metrics.published(admission, frames);
      }
    }
  }
}
