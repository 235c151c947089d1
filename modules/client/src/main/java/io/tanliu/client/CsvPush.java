// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.client.CsvRows.Row;
import io.tanliu.client.GatewayClient.Acknowledged;
import java.io.IOException;
import java.util.Optional;

/**
 * Sends a CSV file in batches. Every batch has an idempotency key made of the file's content, the
 * options and its rows, so that a push that broke off can be repeated without harm.
 */
public final class CsvPush {
  private final PushOptions options;
  private final PushListener listener;
  private final GatewayClient sender;

  /** A push that is not yet running. */
  public CsvPush(PushOptions options, PushListener listener) {
    this.options = options;
    this.listener = listener;
    this.sender = new GatewayClient(options.url(), options.patience(), listener::note);
  }

  /**
   * Sends the file, from where an earlier push of it broke off.
   *
   * @return the counts at the end
   * @throws PushException when the options do not fit the file, or the gateway refuses or does not
   *     answer
   * @throws IOException when the file cannot be read
   */
  public PushProgress run() throws PushException, IOException, InterruptedException {
    labels();
    FileDigest digest = FileDigest.of(options.file());
    String identity = FileDigest.ofText(digest.sha256() + "\n" + options.meaning());
    PushState state = new PushState(options, identity);
    PushProgress none = new PushProgress(0, Math.max(0, digest.lines() - 1), 0, 0, 0);
    Optional<PushProgress> before = options.resume() ? state.load() : Optional.empty();
    Optional<PushProgress> done = Optional.empty();
    if (before.isPresent()) {
      done = resume(before.get(), none.totalRows(), identity, state);
    }
    if (done.isEmpty()) {
      try (CsvRows rows = CsvRows.open(options.file(), options.form())) {
        done = Optional.of(rest(rows, labels(), none, identity, state));
      }
    }
    state.clear();
    return done.get();
  }

  /**
   * Goes on behind the last acknowledged batch, which is sent once more: only a gateway that still
   * knows it has what came before. A state file alone says nothing about a cluster that was wiped.
   */
  private Optional<PushProgress> resume(
      PushProgress before, long total, String identity, PushState state)
      throws PushException, IOException, InterruptedException {
    try (CsvRows rows = CsvRows.open(options.file(), options.form())) {
      TimeLabels labels = labels();
      long lastBatch = (before.rows() - 1) / options.batch() * options.batch();
      for (long i = 0; i < lastBatch; i++) {
        Optional<Row> skipped = rows.next();
        skipped.ifPresent(row -> labels.start(row.time()));
      }
      Optional<Batch> batch = Batch.next(options, rows, labels);
      if (batch.isEmpty() || !sender.send(batch.get().delivery(identity)).replay()) {
        listener.note("the gateway does not know the earlier rows any more: beginning at row 1");
        return Optional.empty();
      }
      listener.note("going on behind row " + before.rows());
      PushProgress progress =
          new PushProgress(before.rows(), total, before.accepted(), before.rejected(), 0);
      return Optional.of(rest(rows, labels, progress, identity, state));
    }
  }

  private PushProgress rest(
      CsvRows rows, TimeLabels labels, PushProgress from, String identity, PushState state)
      throws PushException, IOException, InterruptedException {
    PushProgress progress = from;
    Optional<Batch> next = Batch.next(options, rows, labels);
    while (next.isPresent()) {
      Batch batch = next.get();
      Acknowledged answer = sender.send(batch.delivery(identity));
      JsonNode receipt = answer.receipt();
      tellRejected(batch, receipt);
      progress =
          progress.plus(
              batch.rows(),
              receipt.path("accepted").asLong(),
              receipt.path("rejectedCount").asLong(),
              answer.replay());
      state.save(progress);
      listener.progress(progress);
      next = Batch.next(options, rows, labels);
    }
    return progress;
  }

  private void tellRejected(Batch batch, JsonNode receipt) {
    JsonNode rejected = receipt.path("rejected");
    for (JsonNode one : rejected) {
      listener.rejected(
          batch.first() + one.path("index").asLong(),
          one.path("code").asText(),
          one.path("field").asText(),
          one.path("value").asText(),
          one.path("expected").asText());
    }
    long untold = receipt.path("rejectedCount").asLong() - rejected.size();
    if (untold > 0) {
      listener.note(
          "rows "
              + batch.range()
              + ": "
              + untold
              + " more were rejected; all stand in tanliu.reading.rejected under frame "
              + receipt.path("frame").asText());
    }
  }

  private TimeLabels labels() throws PushException {
    try {
      return new TimeLabels(options.form());
    } catch (IllegalArgumentException e) {
      throw new PushException(
          "time-format: "
              + options.form().timeFormat()
              + " (expected: iso, or a pattern like dd-MM-yyyy HH:mm)",
          e);
    }
  }
}
