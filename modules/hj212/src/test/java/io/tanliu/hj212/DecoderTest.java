// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DecoderTest {
  private final Decoder decoder = new Decoder(Rules.standard());

  @Test
  void shouldGiveEveryFrameOfTheListItsVerdictAndNoOtherFinding() {
    List<String[]> rows = Frames.rows();
    assertThat(rows).hasSizeGreaterThan(45);
    for (String[] row : rows) {
      Verdict verdict = decoder.decode(Frames.bytes(row[2] + "\r\n"));
      Set<String> codes =
          verdict.findings().stream()
              .map(each -> each.code().name())
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> expected = new TreeSet<>(List.of(row[1].split(" ")));
      expected.remove("");
      assertThat(codes).as(row[2] + verdict.findings()).isEqualTo(expected);
      assertThat(verdict.accepted()).as(row[2]).isEqualTo(row[0].equals("accepted"));
    }
  }

  @Test
  void shouldReadHeaderAndRegion() {
    Packet packet = decoder.decode(Frames.bytes(Frames.MINUTE)).packet().orElseThrow();
    Header header = packet.header();
    assertThat(header.command()).contains(Command.MINUTE);
    assertThat(header.version()).isEqualTo(Version.V2017);
    assertThat(header.flag().answerWanted()).isTrue();
    assertThat(header.part()).isFalse();
    assertThat(header.time()).contains(LocalDateTime.of(2026, 7, 1, 12, 1, 0, 1_000_000));
    assertThat(packet.dataTime()).contains(LocalDateTime.of(2026, 7, 1, 12, 0));
    assertThat(packet.region().item("a05001-Cou").orElseThrow().number())
        .hasValueSatisfying(cou -> assertThat(cou).isEqualByComparingTo("2686.9"));
    assertThat(packet.region().item("a05001-Flag").orElseThrow().flag(Version.V2017))
        .contains(DataFlag.NORMAL);
  }

  @Test
  void shouldSayWhereTheLengthIsWrongAndWhatItShouldBe() {
    byte[] frame = Frames.bytes(Frames.MINUTE.replace("##0249", "##0251"));
    assertThat(decoder.decode(frame).findings())
        .containsExactly(new Finding(Code.LENGTH_WRONG, true, "length", "251", "249", 2));
  }

  @Test
  void shouldSayWhereTheChecksumIsWrongAndWhatItShouldBe() {
    byte[] frame = Frames.bytes(Frames.MINUTE.replace("&&6240", "&&6241"));
    assertThat(decoder.decode(frame).findings())
        .containsExactly(new Finding(Code.CRC_WRONG, true, "CRC", "6241", "6240", 6 + 249));
  }

  @Test
  void shouldSayWhereAFieldIsWrong() {
    byte[] frame = Frames.of("ST=31;CN=2011;PW=123456;MN=88888880000001;Flag=900;CP=&&&&");
    assertThat(decoder.decode(frame).findings())
        .containsExactly(
            new Finding(Code.FIELD_INVALID, true, "Flag", "900", "a number 0 to 255", 6 + 47));
  }

  @Test
  void shouldMarkAnotherChecksumWhenItIsTaken() {
    byte[] frame =
        Frames.of("ST=31;CN=2011;PW=123456;MN=88888880000001;CP=&&&&", CrcKind.MODBUS_SWAPPED);
    Verdict verdict = new Decoder(Rules.standard().takingAnyChecksum()).decode(frame);
    assertThat(verdict.accepted()).isTrue();
    assertThat(verdict.checksum()).contains(CrcKind.MODBUS_SWAPPED);
    assertThat(verdict.has(Code.CRC_VARIANT)).isTrue();
    assertThat(decoder.decode(frame).accepted()).isFalse();
  }

  @Test
  void shouldNeverTellAPassword() {
    byte[] frame = Frames.of("ST=31;CN=2011;PW=topsecret;PW=other-one;MN=8;CP=&&&&");
    Verdict verdict = decoder.decode(frame);
    assertThat(verdict.findings().toString())
        .contains("PW: ***")
        .doesNotContain("topsecret")
        .doesNotContain("other-one");
    assertThat(verdict.packet().orElseThrow()).asString().doesNotContain("topsecret");
    assertThat(verdict.packet().orElseThrow().header().pw()).isEqualTo("topsecret");
  }

  @Test
  void shouldKeepControlCharactersOutOfFindings() {
    byte[] frame = Frames.of("ST=31;CN=2011;PW=123456;MN=8\n\u001b[31m;Flag=4;CP=&&a\r\nb&&");
    assertThat(decoder.decode(frame).findings().toString()).matches("[\\x20-\\x7e]*");
  }

  @Test
  void shouldRefuseWhatIsLongerThanItTakes() {
    Rules rules = new Rules(Set.of(CrcKind.HJ), 200, Sm4Keys.none());
    Verdict verdict = new Decoder(rules).decode(Frames.bytes(Frames.MINUTE));
    assertThat(verdict.findings())
        .containsExactly(
            new Finding(Code.SEGMENT_TOO_LONG, true, "length", "249", "at most 200", 2));
  }

  @Test
  void shouldTakeAFrameWithoutItsTerminatorAndMarkIt() {
    byte[] frame = Frames.bytes(Frames.MINUTE);
    for (int cut : new int[] {1, 2}) {
      byte[] shorter = Arrays.copyOf(frame, frame.length - cut);
      if (cut == 1) {
        shorter[shorter.length - 1] = '\n';
      }
      Verdict verdict = decoder.decode(shorter);
      assertThat(verdict.accepted()).isTrue();
      assertThat(verdict.has(Code.TERMINATOR)).isTrue();
      assertThat(Encoder.plain().encode(verdict.packet().orElseThrow())).isEqualTo(shorter);
    }
  }

  @Test
  void shouldTellAtMostSixteenFindingsAndAnErrorAmongThem() {
    String items = "x;".repeat(40);
    byte[] frame = Frames.of("ST=31;CN=2011;PW=123456;MN=8;Colour=1;CP=&&" + items + "&&");
    assertThat(decoder.decode(frame).findings()).hasSize(16);
    byte[] unknown = Frames.of("A=1;".repeat(40) + "ST=31;CN=x;PW=123456;MN=8;CP=&&&&");
    assertThat(decoder.decode(unknown).findings()).hasSize(16).anyMatch(Finding::error);
  }

  @Test
  void shouldReadChineseTextAsItStands() {
    Verdict verdict = decoder.decode(Frames.with("DataTime=20260701120000;i11001-Info=//清洗//"));
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.packet().orElseThrow().region().item("i11001-Info").orElseThrow().value())
        .isEqualTo("//清洗//");
  }
}
