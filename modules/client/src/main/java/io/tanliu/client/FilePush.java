// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.client.GatewayClient.Acknowledged;
import io.tanliu.client.seal.Sealer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Sends a file in batches. Every batch has an idempotency key made of the file's content, the
 * options and its place, so that a push that broke off can be repeated without harm.
 */
public final class FilePush {
  private final PushOptions options;
  private final PushListener listener;
  private final GatewayClient sender;
  private final Optional<Sealer> sealer;

  /** A push that is not yet running. */
  public FilePush(PushOptions options, PushListener listener) {
    this(options, listener, Optional.empty());
  }

  /**
   * The same with sealed batches.
   *
   * @param sealer seals them, one behind the other
   */
  public FilePush(PushOptions options, PushListener listener, Optional<Sealer> sealer) {
    this.sealer = sealer;
    this.options = options;
    this.listener = listener;
    this.sender = new GatewayClient(options.connection(), options.patience(), listener::note);
  }

  /**
   * Sends the file, from where an earlier push of it broke off.
   *
   * @return the counts at the end
   * @throws PushException when the gateway refuses or does not answer
   * @throws IOException when the file cannot be read, or the options do not fit it
   */
  public PushProgress run() throws PushException, IOException, InterruptedException {
    checked(options.form().times());
    String digest = FileDigest.of(options.file());
    String identity = FileDigest.ofText(digest + "\n" + options.meaning());
    PushState state = new PushState(options, identity);
    Optional<PushProgress> before = options.resume() ? state.load() : Optional.empty();
    Optional<PushProgress> done = Optional.empty();
    if (before.isPresent()) {
      done = resume(before.get(), identity, state);
    }
    if (done.isEmpty()) {
      try (FileReadings readings = open()) {
        done = Optional.of(rest(readings, new PushProgress(0, 0, 0, 0), identity, state));
      }
    }
    state.clear();
    return done.get();
  }

  private FileReadings open() throws IOException {
    FileReadings readings = FileReadings.open(options.file(), options.form(), options.point());
    if (!readings.otherSheets().isEmpty()) {
      listener.note("sheets that are not read: " + String.join(", ", readings.otherSheets()));
    }
    return readings;
  }

  /**
   * Goes on behind the last acknowledged batch, which is sent once more: only a gateway that still
   * knows it has what came before. A state file alone says nothing about a cluster that was wiped.
   */
  private Optional<PushProgress> resume(PushProgress before, String identity, PushState state)
      throws PushException, IOException, InterruptedException {
    try (FileReadings readings = open()) {
      long lastBatch = (before.readings() - 1) / options.batch() * options.batch();
      for (long i = 0; i < lastBatch; i++) {
        readings.next();
      }
      Optional<Batch> batch = Batch.next(options, readings, lastBatch + 1);
      if (batch.isEmpty() || !send(batch.get(), identity).replay()) {
        listener.note("the gateway does not know the earlier readings any more: beginning again");
        return Optional.empty();
      }
      listener.note("going on behind reading " + before.readings());
      return Optional.of(rest(readings, before, identity, state));
    }
  }

  private PushProgress rest(
      FileReadings readings, PushProgress from, String identity, PushState state)
      throws PushException, IOException, InterruptedException {
    PushProgress progress = from;
    Optional<Batch> next = Batch.next(options, readings, progress.readings() + 1);
    while (next.isPresent()) {
      Batch batch = next.get();
      Acknowledged answer = send(batch, identity);
      JsonNode receipt = answer.receipt();
      tellRejected(batch, receipt);
      progress =
          progress.plus(
              batch.readings(),
              receipt.path("accepted").asLong(),
              receipt.path("rejectedCount").asLong(),
              answer.replay());
      state.save(progress);
      listener.progress(progress);
      next = Batch.next(options, readings, progress.readings() + 1);
    }
    return progress;
  }

  private Acknowledged send(Batch batch, String identity)
      throws PushException, IOException, InterruptedException {
    if (sealer.isEmpty()) {
      return sender.send(batch.delivery(identity, Map.of()));
    }
    String mode = options.backfill() ? "backfill" : "live";
    while (true) {
      String seal = sealer.get().seal(options.unit(), mode, Batch.CONTENT_TYPE, batch.plain());
      try {
        Acknowledged answer = sender.send(batch.delivery(identity, Map.of(Sealer.HEADER, seal)));
        sealer.get().acknowledged();
        return answer;
      } catch (PushException e) {
        if (!sealer.get().behind(String.valueOf(e.getMessage()))) {
          throw e;
        }
        listener.note("a batch whose answer was lost had been taken");
      }
    }
  }

  private void tellRejected(Batch batch, JsonNode receipt) {
    JsonNode rejected = receipt.path("rejected");
    for (JsonNode one : rejected) {
      listener.rejected(
          batch.where(one.path("index").asInt(-1)),
          one.path("code").asText(),
          one.path("field").asText(),
          one.path("value").asText(),
          one.path("expected").asText());
    }
    long untold = receipt.path("rejectedCount").asLong() - rejected.size();
    if (untold > 0) {
      listener.note(
          "readings "
              + batch.range()
              + ": "
              + untold
              + " more were rejected; all stand in tanliu.reading.rejected under frame "
              + receipt.path("frame").asText());
    }
  }

  /**
   * Checks the format of the times.
   *
   * @throws PushException when it is none
   */
  static TimeLabels checked(TimeForm times) throws PushException {
    try {
      return new TimeLabels(times);
    } catch (IllegalArgumentException e) {
      throw new PushException(
          "time-format: "
              + times.format()
              + " (expected: auto, iso, or a pattern like dd-MM-yyyy HH:mm)",
          e);
    }
  }
}
