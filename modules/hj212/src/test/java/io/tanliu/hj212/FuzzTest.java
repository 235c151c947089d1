// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Damaged frames, made-up ones and noise, in chunks of any size. {@code -Dtanliu.fuzz=10000000}
 * sets the number of inputs.
 */
class FuzzTest {
  private static final int INPUTS = Integer.getInteger("tanliu.fuzz", 300_000);
  private static final long MEBIBYTE = 1 << 20;

  private static final Sm4Keys KEYS =
      mn -> mn.length() == 24 ? Optional.of(Frames.KEY.clone()) : Optional.empty();

  private final Decoder decoder = new Decoder(new Rules(EnumSet.allOf(CrcKind.class), 1450, KEYS));
  private final Encoder encoder = new Encoder(KEYS);
  private final Joiner joiner = new Joiner(100, 200_000, 1_000);
  private final Map<Code, Integer> codes = new EnumMap<>(Code.class);
  private long frames;
  private long accepted;
  private long skipped;
  private long clock;

  @Test
  void shouldAnswerAnyBytesWithAVerdictAndHoldNothingBack() {
    Mutations mutations = new Mutations(212);
    Framer framer = new Framer(Rules.LONGEST_SEGMENT);
    Framer.Listener listener =
        new Framer.Listener() {
          @Override
          public void frame(byte[] frame) {
            judge(frame);
          }

          @Override
          public void skipped(int bytes) {
            skipped += bytes;
          }
        };
    long early = 0;
    long bytes = 0;
    for (int i = 1; i <= INPUTS; i++) {
      byte[] input = mutations.next();
      bytes += input.length;
      judge(input);
      for (int at = 0; at < input.length; ) {
        int length = Math.min(input.length - at, mutations.upTo(input.length + 40));
        framer.feed(input, at, length, listener);
        at += length;
      }
      assertThat(framer.pending()).isLessThanOrEqualTo(Rules.LONGEST_SEGMENT + 12);
      if (i % 64 == 0) {
        shouldNotDependOnChunks(mutations);
      }
      if (i % 1000 == 0) {
        shouldComeBackToItself(framer);
      }
      if (i == INPUTS / 10) {
        early = usedHeap();
      }
    }
    long growth = usedHeap() - early;
    System.out.printf(
        "%d inputs, %d MiB, %d frames judged, %d accepted, %d bytes skipped, heap grew by %d KiB%n%s%n",
        INPUTS, bytes / MEBIBYTE, frames, accepted, skipped, growth / 1024, codes);
    assertThat(growth).isLessThan(4 * MEBIBYTE);
    assertThat(accepted).isGreaterThan(INPUTS / 10);
    assertThat(codes.keySet()).contains(Code.values());
  }

  private void judge(byte[] frame) {
    frames++;
    Verdict verdict = decoder.decode(frame);
    for (Finding each : verdict.findings()) {
      codes.merge(each.code(), 1, Integer::sum);
    }
    verdict.packet().ifPresent(this::read);
    if (verdict.accepted()) {
      accepted++;
      Packet packet = verdict.packet().orElseThrow();
      if (!Arrays.equals(encoder.encode(packet), frame)) {
        assertThat(encoder.encode(packet)).isEqualTo(frame);
      }
      byte[] plain = Arrays.copyOfRange(packet.bytes(), packet.from(), packet.to());
      if (!Arrays.equals(Frames.reassembled(packet), plain)) {
        assertThat(Frames.reassembled(packet)).isEqualTo(plain);
      }
      joiner.take(packet, clock++);
    }
  }

  private void read(Packet packet) {
    packet.dataTime();
    packet.header().time();
    int used = 0;
    for (Item item : packet.region()) {
      used += item.value().length() + item.factor().map(String::length).orElse(0);
      used += item.number().isPresent() ? 1 : 0;
      used += item.flag(packet.header().version()).isPresent() ? 1 : 0;
    }
    assertThat(used).isNotNegative();
    Replies.acknowledge(packet)
        .ifPresent(reply -> assertThat(encoder.encode(reply)).startsWith('#', '#'));
  }

  private static void shouldNotDependOnChunks(Mutations mutations) {
    byte[] stream = Frames.glued(List.of(mutations.next(), mutations.next(), mutations.next()));
    List<byte[]> whole = new ArrayList<>();
    new Framer(Rules.LONGEST_SEGMENT).feed(stream, whole::add);
    List<byte[]> pieces = new ArrayList<>();
    Framer framer = new Framer(Rules.LONGEST_SEGMENT);
    for (int at = 0; at < stream.length; ) {
      int length = Math.min(stream.length - at, mutations.upTo(30));
      framer.feed(stream, at, length, pieces::add);
      at += length;
    }
    assertThat(pieces.toArray()).isEqualTo(whole.toArray());
  }

  /** However it stands, after one longest frame of nothing the next frame is found. */
  private void shouldComeBackToItself(Framer framer) {
    List<byte[]> found = new ArrayList<>();
    framer.feed(Frames.bytes("\r\n".repeat(5100) + Frames.MINUTE), found::add);
    assertThat(found.get(found.size() - 1)).asString().isEqualTo(Frames.MINUTE);
    assertThat(framer.pending()).isZero();
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
