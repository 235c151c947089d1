// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PacketBuilderTest {
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 7, 1, 12, 0);

  @Test
  void shouldWriteTheFieldsInTheOrderOfTheStandard() {
    Packet packet =
        PacketBuilder.of(Version.V2025, Command.MINUTE)
            .resent(true)
            .part(2, 3)
            .answerWanted(true)
            .mn("010000A8900016F000169DC0")
            .pw("123456")
            .st("31")
            .qn(NOON.plusNanos(123_000_000))
            .dataTime(NOON.minusMinutes(1))
            .group("a05001-Avg", "245.512")
            .and("a05001-Flag", "N")
            .build();
    assertThat(new String(Encoder.plain().encode(packet), StandardCharsets.US_ASCII))
        .contains(
            "QN=20260701120000123;ST=31;CN=2051;PW=123456;MN=010000A8900016F000169DC0;Flag=11;"
                + "PNUM=3;PNO=2;RF=1;CP=&&DataTime=20260701115900;a05001-Avg=245.512,a05001-Flag=N&&");
  }

  @Test
  void shouldBeReadAsItWasMade() {
    SplittableRandom random = new SplittableRandom(7);
    Decoder decoder = new Decoder(Rules.standard());
    Command[] commands = Command.values();
    for (int i = 0; i < 3_000; i++) {
      Version version = Version.values()[random.nextInt(3)];
      PacketBuilder builder =
          PacketBuilder.of(version, commands[random.nextInt(commands.length)])
              .qn(NOON.plusSeconds(random.nextInt(100_000_000)))
              .st("3" + random.nextInt(10))
              .pw("%06d".formatted(random.nextInt(1_000_000)))
              .mn(version == Version.V2005 ? "88888880000001" : "010000A8900016F000169DC0")
              .answerWanted(random.nextBoolean());
      if (random.nextBoolean()) {
        builder.part(1 + random.nextInt(3), 3);
      }
      if (version == Version.V2025) {
        builder.resent(random.nextBoolean());
      }
      List<String> made = new ArrayList<>();
      for (int k = random.nextInt(12); k > 0; k--) {
        String name = "a%05d-%s".formatted(random.nextInt(100_000), "Avg");
        String value = Double.toString(random.nextInt() / 1000.0);
        made.add(name + "=" + value);
        builder = random.nextBoolean() ? builder.group(name, value) : builder.and(name, value);
      }
      Packet packet = builder.build();
      byte[] frame = Encoder.plain().encode(packet);
      Verdict verdict = decoder.decode(frame);
      assertThat(verdict.findings()).isEmpty();
      Packet read = verdict.packet().orElseThrow();
      assertThat(read.header()).isEqualTo(packet.header());
      List<String> items = new ArrayList<>();
      read.region().forEach(item -> items.add(item.toString()));
      assertThat(items).isEqualTo(made);
      assertThat(Encoder.plain().encode(read)).isEqualTo(frame);
    }
  }

  @Test
  void shouldRefuseTextThatWouldBreakTheFrame() {
    PacketBuilder builder = PacketBuilder.of(Version.V2017, Command.MINUTE);
    for (String text : List.of("a;b", "a,b", "a&b", "##", "a=b", "a\r\nb")) {
      assertThatThrownBy(() -> builder.mn(text)).hasMessageStartingWith("MN: ");
      assertThatThrownBy(() -> builder.group("a", text)).hasMessageStartingWith("a: ");
      assertThatThrownBy(() -> builder.pw(text)).hasMessageStartingWith("PW: ***");
    }
    assertThatThrownBy(() -> builder.part(4, 3)).hasMessageContaining("expected: 1 to PNUM");
    assertThatThrownBy(() -> builder.resent(true)).hasMessageContaining("expected: HJ 212-2025");
  }

  @Test
  void shouldNotWriteMoreThanFourDigitsCanDeclare() {
    Packet packet =
        PacketBuilder.of(Version.V2017, Command.MINUTE).group("a", "1".repeat(10_000)).build();
    assertThatThrownBy(() -> Encoder.plain().encode(packet))
        .hasMessageContaining("expected: at most 9999");
  }

  @Test
  void shouldTellFactorAndPropertyOfAnItem() {
    Packet packet =
        new Decoder(Rules.standard())
            .decode(
                Frames.with("DataTime=20260701120000;a05001-Avg=-1.50,a05001-Flag=T;x-1-2=;-=3;y"))
            .packet()
            .orElseThrow();
    List<Item> items = new ArrayList<>();
    packet.region().forEach(items::add);
    assertThat(items.get(0).factor()).isEmpty();
    assertThat(items.get(1).factor()).contains("a05001");
    assertThat(items.get(1).property()).contains("Avg");
    assertThat(items.get(1).number().orElseThrow()).isEqualTo("-1.50");
    assertThat(items.get(1).hasProperty("Avg")).isTrue();
    assertThat(items.get(1).sameFactor(items.get(2))).isTrue();
    assertThat(items.get(1).sameFactor(items.get(3))).isFalse();
    assertThat(items.get(2).flag(Version.V2017)).contains(DataFlag.OVER_RANGE);
    assertThat(items.get(2).number()).isEmpty();
    assertThat(items.get(3).property()).contains("1-2");
    assertThat(items.get(3).value()).isEmpty();
    assertThat(items.get(4).factor()).contains("");
    assertThat(items.get(5).value()).isEmpty();
    assertThat(items.get(5).name()).isEqualTo("y");
  }
}
