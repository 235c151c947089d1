// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.javalin.http.Context;
import io.tanliu.avro.IngestReceipt;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.wire.Keys;
import io.tanliu.wire.RejectionMapping.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Writer;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@code POST /api/v1/units/{unit}/readings} and {@code …/edits}. */
final class ReadingsHandler {
  private static final int MAX_UNIT = 64;

  private final GatewaySettings settings;
  private final ReferenceView view;
  private final Receipts receipts;
  private final Push push;
  private final BodyReader bodies;
  private final GatewayMetrics metrics;
  private final Clock clock;
  private final SealedReadings sealed;

  /** Attribute for whoever limits senders: how many readings a request sent. */
  private static final String RECEIVED = "tanliu.readings";

  private final Set<String> inProgress = ConcurrentHashMap.newKeySet();

  ReadingsHandler(
      GatewaySettings settings,
      ReferenceView view,
      Receipts receipts,
      Push push,
      BodyReader bodies,
      GatewayMetrics metrics,
      Clock clock,
      SealedReadings sealed) {
    this.sealed = sealed;
    this.settings = settings;
    this.view = view;
    this.receipts = receipts;
    this.push = push;
    this.bodies = bodies;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Takes readings of meters. */
  Answer readings(Context ctx, InputStream body) throws IOException {
    Answer answer = answer(ReadingsRequest.readings(ctx), body);
    ctx.attribute(RECEIVED, Receipt.received(answer.body()));
    return answer;
  }

  /** Takes changes by hand. */
  Answer edits(Context ctx, InputStream body) throws IOException {
    return answer(ReadingsRequest.edit(ctx), body);
  }

  private Answer answer(ReadingsRequest request, InputStream body) throws IOException {
    long receivedAt = clock.millis();
    KnownUnit unit = view.find(request.unit()).orElseThrow(() -> unknownUnit(request, receivedAt));
    if (request.kind() != PushKind.EDIT && sealed.judges(request)) {
      return sealed.take(request, unit, body, receivedAt);
    }
    if (request.key().isEmpty()) {
      return take(request, unit, body, receivedAt);
    }
    String key = Keys.receipt(request.unit(), request.key().get());
    if (!inProgress.add(key)) {
      throw Problem.of(
          Problem.Code.IN_PROGRESS,
          "Idempotency-Key",
          request.key().get(),
          "a repeat after the first attempt was answered");
    }
    try {
      Optional<IngestReceipt> before = receipts.find(key);
      return before.isPresent()
          ? repeat(request, before.get(), body)
          : take(request, unit, body, receivedAt);
    } finally {
      inProgress.remove(key);
    }
  }

  private Answer take(ReadingsRequest request, KnownUnit unit, InputStream body, long receivedAt)
      throws IOException {
    Admission admission = new Admission(unit, receivedAt, settings.maxReadings());
    String id = unit.unit().id();
    String frameId = Push.frameId(id, request.key());
    String digest;
    Optional<ReadingFrame.Edit> edit = Optional.empty();
    if (request.kind() == PushKind.EDIT) {
      EditReadings parser = new EditReadings();
      digest = read(request, body, text -> parser.parse(text, admission));
      edit = Optional.of(parser.edit(receivedAt));
    } else {
      ReadingParser parser = request.format().parser();
      digest = read(request, body, text -> parser.parse(text, admission));
    }
    boolean backfill = request.kind() == PushKind.BACKFILL;
    Origin origin =
        new Origin(id, frameId, settings.name(), request.sender(), backfill, edit, receivedAt);
    int frames = push.readings(origin, admission);
    int status = Receipt.status(admission);
    String receipt = Receipt.json(frameId, id, frames, receivedAt, admission);
    request
        .key()
        .ifPresent(
            key ->
                receipts.put(
                    Keys.receipt(id, key),
                    push.receipt(id, key, digest, status, receipt, receivedAt)));
    metrics.published(admission, frames);
    return Answer.json(status, receipt, status == 202 ? "accepted" : "all_rejected");
  }

  private Answer repeat(ReadingsRequest request, IngestReceipt before, InputStream body)
      throws IOException {
    String digest = read(request, body, ReadingsHandler::skip);
    if (!digest.equals(before.getBodyDigest())) {
      throw Problem.of(
          Problem.Code.IDEMPOTENCY_KEY_REUSED,
          "Idempotency-Key",
          before.getIdempotencyKey(),
          "the body that was first sent with it (SHA-256 " + before.getBodyDigest() + ")");
    }
    metrics.replayed(Receipt.received(before.getReceipt()));
    return Answer.replay(before.getStatus(), before.getReceipt());
  }

  private String read(ReadingsRequest request, InputStream body, BodyReader.Use use)
      throws IOException {
    return request.kind().digest(bodies.read(body, request.gzip(), request.charset(), use));
  }

  private static void skip(Reader text) throws IOException {
    text.transferTo(Writer.nullWriter());
  }

  private ProblemException unknownUnit(ReadingsRequest request, long receivedAt) {
    String expected = "a registered unit; register it with POST /api/v1/reference";
    String shown = Text.shorten(request.unit(), MAX_UNIT);
    push.unknownUnit(
        new Origin(
            shown,
            Push.frameId(shown, Optional.empty()),
            settings.name(),
            request.sender(),
            false,
            Optional.empty(),
            receivedAt),
        new ReadingError(ReadingError.Code.UNKNOWN_UNIT, "unit", shown, expected));
    return Problem.of(Problem.Code.UNKNOWN_UNIT, "unit", shown, expected);
  }
}
