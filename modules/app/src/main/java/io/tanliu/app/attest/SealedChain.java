// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.attest;

import io.tanliu.avro.SealedBatch;
import io.tanliu.domain.attest.ChainHead;
import io.tanliu.domain.attest.Digests;
import io.tanliu.domain.attest.Seal;
import io.tanliu.domain.attest.SealBreak;
import io.tanliu.domain.attest.Signer;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.gateway.SealedBody;
import io.tanliu.wire.SealMapping;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/** The chain of one sender, batch by batch in the order of the log; stops at the first break. */
final class SealedChain {
  private final Signer signer;
  private final Optional<ChainHead> anchored;
  private final LongPredicate inPeriod;
  private final Map<String, Expected> frames = new HashMap<>();
  private final Set<String> missing = new HashSet<>();
  private ChainHead head;
  private long first;
  private long batches;
  private long readings;
  private Finding broken;

  /**
   * A frame that must stand in the log.
   *
   * @param seq batch that made it
   * @param digest of what it must hold
   */
  record Expected(long seq, String digest) {}

  /**
   * @param anchored end of the chain at the time of an anchor
   * @param inPeriod tells by the time of receipt whether frames are to be looked at
   */
  SealedChain(Signer signer, Optional<ChainHead> anchored, LongPredicate inPeriod) {
    this.signer = signer;
    this.anchored = anchored;
    this.inPeriod = inPeriod;
  }

  void take(SealedBatch batch, String place) {
    if (broken != null) {
      return;
    }
    Seal seal = SealMapping.seal(batch);
    Seal.Context context = SealMapping.context(batch);
    if (head == null) {
      // What is older than the retention of the topic is not there; an anchor tells its link.
      head = new ChainHead(seal.seq() - 1, seal.previous());
      first = seal.seq();
      anchor(place);
    }
    SealBreak.place(head, seal)
        .map(found -> placed(found, seal))
        .or(() -> signer.check(seal, context, SealMapping.body(batch)).map(SealBreak::toString))
        .ifPresent(what -> broken(seal.seq(), place, what));
    if (broken != null) {
      return;
    }
    head = new ChainHead(seal.seq(), seal.link(context));
    anchor(place);
    batches++;
    expect(batch, place);
  }

  private String placed(SealBreak found, Seal seal) {
    if (found.code() == SealBreak.Code.SEAL_SEQUENCE && seal.seq() > head.seq() + 1) {
      return "batches " + (head.seq() + 1) + " to " + (seal.seq() - 1) + " are missing; " + found;
    }
    return found.toString();
  }

  private void anchor(String place) {
    anchored
        .filter(then -> then.seq() == head.seq() && !then.link().equals(head.link()))
        .ifPresent(
            then ->
                broken(
                    head.seq(),
                    place,
                    "link " + head.link() + " is not the anchored " + then.link()));
  }

  private void expect(SealedBatch batch, String place) {
    try {
      for (ReadingFrame frame : SealedBody.frames(batch)) {
        readings += frame.readings().size();
        if (inPeriod.test(frame.receivedAt())) {
          frames.put(frame.frameId(), new Expected(batch.getSeq(), digest(frame)));
          missing.add(frame.frameId());
        }
      }
    } catch (IllegalArgumentException e) {
      broken(batch.getSeq(), place, e.getMessage());
    }
  }

  /** What a frame does: its readings and what is done with them. */
  static String digest(ReadingFrame frame) {
    return Digests.of(
        frame.unit() + frame.action() + frame.backfill() + frame.edit() + frame.readings());
  }

  /** Looks at a frame in the log; true when it is one of this chain. */
  boolean frame(ReadingFrame frame, String place) {
    Expected expected = frames.get(frame.frameId());
    if (expected == null) {
      return false;
    }
    if (!expected.digest().equals(digest(frame))) {
      earlier(expected.seq(), place, "frame " + frame.frameId() + " is not what was sealed");
    }
    missing.remove(frame.frameId());
    return true;
  }

  /** A batch stands behind the end that the chain had when this began. */
  void beyond(long seq, long end) {
    if (broken == null && seq > end) {
      broken(seq, "", "batch " + seq + " stands behind the end of the chain, batch " + end);
    }
  }

  /** At the end of the log. */
  void end(Optional<ChainHead> recorded) {
    missing.forEach(id -> earlier(frames.get(id).seq(), "", "frame " + id + " is not in the log"));
    ChainHead end = head == null ? ChainHead.START : head;
    if (broken == null && recorded.isEmpty() && head != null) {
      broken(end.seq(), "", "the end of the chain is not recorded in tanliu.attest.head");
    }
    if (broken == null && recorded.isPresent() && !recorded.get().equals(end)) {
      broken(
          end.seq() + 1,
          "",
          "the chain ended at batch " + recorded.get().seq() + ", the log ends at " + end.seq());
    }
    if (broken == null && anchored.isPresent() && anchored.get().seq() > end.seq()) {
      broken(end.seq() + 1, "", "batch " + anchored.get().seq() + " was anchored and is missing");
    }
  }

  private void broken(long seq, String place, String what) {
    broken = new Finding(signer.id(), seq, place, what);
  }

  private void earlier(long seq, String place, String what) {
    if (broken == null || seq < broken.seq()) {
      broken(seq, place, what);
    }
  }

  Signer signer() {
    return signer;
  }

  Optional<Finding> firstBreak() {
    return Optional.ofNullable(broken);
  }

  /** What was looked at, in words. */
  String summary() {
    return head == null
        ? signer.id() + ": no batches"
        : "%s: batches %d to %d, %d in all, %d reading(s), link %s"
            .formatted(signer.id(), first, head.seq(), batches, readings, head.link());
  }
}
