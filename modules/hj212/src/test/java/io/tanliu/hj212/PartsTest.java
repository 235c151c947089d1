// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.hj212.Joiner.Joined;
import io.tanliu.hj212.Joiner.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartsTest {
  private final Joiner joiner = new Joiner(4, 20_000, 60_000);

  @Test
  void shouldJoinWhatWasSplitInWhateverOrderItComes() {
    Random random = new Random(5);
    for (Version version : Version.values()) {
      for (int factors = 1; factors < 200; factors += 7) {
        Packet whole = packet(version, factors);
        List<Packet> parts = new ArrayList<>(Splitter.split(whole, 400));
        assertThat(parts)
            .allSatisfy(part -> assertThat(part.region().length()).isLessThanOrEqualTo(400));
        Collections.shuffle(parts, random);
        Joined last = null;
        for (Packet part : parts) {
          last = joiner.take(readBack(part), 0);
        }
        assertThat(last.outcome()).isEqualTo(Outcome.WHOLE);
        assertThat(last.packet().orElseThrow()).hasToString(whole.toString());
      }
    }
    assertThat(joiner.waiting()).isZero();
    assertThat(joiner.dropped()).isZero();
  }

  @Test
  void shouldLetEachPartBeUnderstoodAlone() {
    List<Packet> parts = Splitter.split(packet(Version.V2017, 60), 400);
    assertThat(parts).hasSizeGreaterThan(2);
    int number = 0;
    for (Packet part : parts) {
      assertThat(part.dataTime()).isPresent();
      assertThat(part.header().pno()).isEqualTo(++number);
      assertThat(part.header().pnum()).isEqualTo(parts.size());
      assertThat(part.header().flag()).isEqualTo(new Flag(7));
    }
    assertThat(parts.get(0).toString()).contains("Flag=7;PNUM=" + parts.size() + ";PNO=1");
    assertThat(new String(Encoder.plain().encode(parts.get(0)), StandardCharsets.US_ASCII))
        .contains(";PNUM=000" + parts.size() + ";PNO=0001;CP=");
  }

  @Test
  void shouldLeaveAShortPacketWhole() {
    Packet whole = packet(Version.V2017, 2);
    assertThat(Splitter.split(whole, 950)).containsExactly(whole);
    assertThat(joiner.take(whole, 0).packet()).contains(whole);
  }

  @Test
  void shouldRefuseToSplitAGroup() {
    Packet whole = packet(Version.V2017, 3);
    assertThatThrownBy(() -> Splitter.split(whole, 40))
        .hasMessageContaining("expected: at most 40");
  }

  @Test
  void shouldCountARepeatedPartOnce() {
    List<Packet> parts = Splitter.split(packet(Version.V2017, 20), 400);
    assertThat(joiner.take(parts.get(0), 0).outcome()).isEqualTo(Outcome.WAITING);
    assertThat(joiner.take(parts.get(0), 1).outcome()).isEqualTo(Outcome.REPEATED);
  }

  @Test
  void shouldForgetWhatIsNeverCompleted() {
    List<Packet> parts = Splitter.split(packet(Version.V2017, 20), 400);
    joiner.take(parts.get(0), 0);
    joiner.expire(59_999);
    assertThat(joiner.waiting()).isEqualTo(1);
    joiner.expire(60_000);
    assertThat(joiner.waiting()).isZero();
    assertThat(joiner.dropped()).isEqualTo(1);
  }

  @Test
  void shouldStayWithinItsBounds() {
    for (int i = 0; i < 100; i++) {
      Packet part =
          PacketBuilder.of(Version.V2017, Command.MINUTE)
              .qn("202607011200%05d".formatted(i))
              .mn("1")
              .part(1, 9999)
              .group("x", "y".repeat(i < 50 ? 10 : 9_000))
              .build();
      joiner.take(part, i);
      assertThat(joiner.waiting()).isLessThanOrEqualTo(i < 52 ? 4 : 2);
    }
    assertThat(joiner.dropped()).isEqualTo(98);
    Packet large =
        PacketBuilder.of(Version.V2017, Command.MINUTE)
            .mn("1")
            .part(1, 2)
            .group("x", "y".repeat(30_000))
            .build();
    assertThat(joiner.take(large, 0).outcome()).isEqualTo(Outcome.REFUSED);
  }

  private static Packet readBack(Packet packet) {
    Verdict verdict = new Decoder(Rules.standard()).decode(Encoder.plain().encode(packet));
    assertThat(verdict.accepted()).as(verdict.findings().toString()).isTrue();
    return verdict.packet().orElseThrow();
  }

  private static Packet packet(Version version, int factors) {
    PacketBuilder builder =
        PacketBuilder.of(version, Command.HOUR)
            .qn(LocalDateTime.of(2026, 7, 1, 12, 1))
            .st("31")
            .pw("123456")
            .mn("010000A8900016F000169DC0")
            .answerWanted(true)
            .dataTime(LocalDateTime.of(2026, 7, 1, 11, 0));
    for (int i = 0; i < factors; i++) {
      builder.group("a%05d-Avg".formatted(i), i + ".5").and("a%05d-Flag".formatted(i), "N");
    }
    return builder.build();
  }
}
