// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Checksums, flags, codes and times against what is published, or against a plainer way. */
class TablesTest {
  @Test
  void shouldHaveTheChecksumsOfTheStandards() {
    // HJ 212-2017 annex A, HJ 212-2025 annex A.1
    assertThat(
            hj(
                "QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;"
                    + "Flag=5;CP=&&RtdInterval=30&&"))
        .isEqualTo(0x1C80);
    assertThat(
            hj(
                "QN=20240601085857223;ST=32;CN=1011;PW=123456;MN=010000A8900016F000169DC0;"
                    + "Flag=9;CP=&&&&"))
        .isEqualTo(0x2200);
    byte[] digits = Frames.bytes("123456789");
    assertThat(Crc.modbus(digits, 0, digits.length)).isEqualTo(0x4B37);
  }

  @Test
  void shouldReckonTheChecksumAsTheAnnexWritesIt() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      assertThat(Crc.hj(bytes, 0, bytes.length)).isEqualTo(byTheAnnex(bytes));
    }
  }

  @Test
  void shouldKnowThatTheChecksumHasOnly256Values() {
    SplittableRandom random = new SplittableRandom(2);
    Set<Integer> values = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[20];
      random.nextBytes(bytes);
      values.add(Crc.hj(bytes, 0, bytes.length));
    }
    assertThat(values).hasSize(256);
  }

  @Test
  void shouldFindEachVariantByItsOwnChecksum() {
    byte[] bytes = Frames.bytes("ST=31;CN=2011");
    for (CrcKind kind : CrcKind.values()) {
      assertThat(CrcKind.find(kind.of(bytes, 0, bytes.length), bytes, 0, bytes.length))
          .contains(kind);
    }
  }

  @Test
  void shouldReadTheBitsOfFlag() {
    assertThat(Flag.of(Version.V2025, true, false)).isEqualTo(new Flag(9));
    assertThat(Flag.of(Version.V2017, true, true)).isEqualTo(new Flag(7));
    for (int bits = 0; bits < 256; bits++) {
      Flag flag = new Flag(bits);
      assertThat(flag.answerWanted()).isEqualTo(bits % 2 == 1);
      assertThat(flag.split()).isEqualTo(bits / 2 % 2 == 1);
      assertThat(flag.version()).isEqualTo(Version.ofBits(bits / 4));
      assertThat(
              flag.wantingAnswer(true).wantingAnswer(false).splitting(true).splitting(false).bits())
          .isEqualTo(bits / 4 * 4);
    }
    assertThatThrownBy(() -> new Flag(256)).hasMessageContaining("expected: 0 to 255");
  }

  @Test
  void shouldKnowTheDataFlagsOfEachRevision() {
    assertThat(letters(Version.V2005)).isEqualTo("NFMSDCTP0123");
    assertThat(letters(Version.V2017)).isEqualTo("NFMSDCTB");
    assertThat(letters(Version.V2025)).isEqualTo("NFMSDCTB");
    assertThat(DataFlag.of('n', Version.V2017)).isEmpty();
  }

  @Test
  void shouldKnowTheCommandsByTheirNumbers() {
    for (int cn : List.of(2011, 2021, 2031, 2041, 2051, 2061, 2081, 3020)) {
      assertThat(Command.of(cn).orElseThrow().fromDevice()).isEqualTo(Exchange.DATA);
    }
    for (int cn : List.of(9011, 9012, 9013, 9014)) {
      assertThat(Command.of(cn).orElseThrow().fromDevice()).isEqualTo(Exchange.ANSWER);
    }
    assertThat(Command.of(9015).orElseThrow().fromDevice()).isEqualTo(Exchange.NOTICE);
    for (Command command : Command.values()) {
      assertThat(Command.of(command.code())).contains(command);
    }
    assertThat(Command.of(2099)).isEmpty();
  }

  @Test
  void shouldReadBackTheCodesOfAnswers() {
    for (QnRtn each : QnRtn.values()) {
      assertThat(QnRtn.of(each.code())).contains(each);
    }
    for (ExeRtn each : ExeRtn.values()) {
      assertThat(ExeRtn.of(each.code())).contains(each);
    }
    assertThat(QnRtn.of(77)).isEmpty();
    assertThat(ExeRtn.of(77)).isEmpty();
  }

  @Test
  void shouldReadTimesAndNothingElse() {
    LocalDateTime leap = LocalDateTime.of(2028, 2, 29, 23, 59, 59);
    assertThat(ChinaTime.parse("20280229235959")).contains(leap);
    assertThat(ChinaTime.parse("20280229235959123")).contains(leap.plusNanos(123_000_000));
    assertThat(ChinaTime.seconds(leap)).isEqualTo("20280229235959");
    assertThat(ChinaTime.millis(leap.plusNanos(7_000_000))).isEqualTo("20280229235959007");
    for (String wrong :
        List.of(
            "",
            "2028022923595",
            "20270229235959",
            "20280431000000",
            "20280001000000",
            "20280100000000",
            "20280101240000",
            "20280101006000",
            "20280101000060",
            "2028010100000x",
            "00000101000000",
            "202801010000000000")) {
      assertThat(ChinaTime.parse(wrong)).as(wrong).isEmpty();
      byte[] bytes = Frames.bytes(wrong);
      assertThat(ChinaTime.is(bytes, 0, bytes.length, ChinaTime.SECONDS)).as(wrong).isFalse();
    }
  }

  private static String letters(Version version) {
    StringBuilder letters = new StringBuilder();
    for (DataFlag each : DataFlag.values()) {
      if (DataFlag.of(each.letter(), version).isPresent()) {
        letters.append(each.letter());
      }
    }
    return letters.toString();
  }

  private static int hj(String segment) {
    byte[] bytes = Frames.bytes(segment);
    return Crc.hj(bytes, 0, bytes.length);
  }

  /** The C function of HJ 212-2017 annex A, line by line. */
  private static int byTheAnnex(byte[] bytes) {
    int register = 0xFFFF;
    for (byte each : bytes) {
      register = (register >> 8) ^ (each & 0xFF);
      for (int i = 0; i < 8; i++) {
        int out = register & 1;
        register >>= 1;
        if (out == 1) {
          register ^= 0xA001;
        }
      }
    }
    return register;
  }
}
