// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EncryptedTest {
  private static final String MN = "010000A8900016F000169DC0";
  private static final Sm4Keys KEYS =
      mn -> mn.equals(MN) ? Optional.of(Frames.KEY.clone()) : Optional.empty();
  private final Decoder decoder = new Decoder(Rules.standard().with(KEYS));
  private final Encoder encoder = new Encoder(KEYS);

  @Test
  void shouldEncryptAsThePublishedExampleOfTheAlgorithm() {
    // GB/T 32907-2016, annex A.1
    byte[] key = HexFormat.of().parseHex("0123456789abcdeffedcba9876543210");
    byte[] once = Sm4.apply(true, key, key, 0, key.length);
    assertThat(HexFormat.of().formatHex(once)).isEqualTo("681edf34d206965e86b3e94f536e4246");
    assertThat(Sm4.apply(false, key, once, 0, once.length)).isEqualTo(key);
  }

  @Test
  void shouldReadBackWhatItEncrypted() {
    for (Cipher cipher : Cipher.values()) {
      for (int length = 0; length < 40; length++) {
        Packet packet = packet("x".repeat(length), cipher);
        byte[] frame = encoder.encode(packet);
        Verdict verdict = decoder.decode(frame);
        assertThat(verdict.accepted()).as(verdict.findings().toString()).isTrue();
        Packet read = verdict.packet().orElseThrow();
        assertThat(read).hasToString(packet.toString());
        assertThat(encoder.encode(read)).isEqualTo(frame);
      }
    }
  }

  @Test
  void shouldDeclareLengthAndChecksumOfThePlainSegment() {
    byte[] plain = encoder.encode(packet("1", Cipher.PLAIN));
    byte[] sealed = encoder.encode(packet("1", Cipher.SM4));
    assertThat(sealed).hasSameSizeAs(plain).isNotEqualTo(plain);
    int tail = plain.length - 8;
    for (int i : new int[] {2, 3, 4, 5, tail, tail + 2, tail + 3, tail + 4, tail + 5}) {
      assertThat(sealed[i]).isEqualTo(plain[i]);
    }
  }

  @Test
  void shouldSayThatTheKeyIsMissingOrWrong() {
    byte[] frame = encoder.encode(packet("123.4", Cipher.SM4));
    assertThat(new Decoder(Rules.standard()).decode(frame).findings().get(0).code())
        .isEqualTo(Code.KEY_MISSING);
    byte[] other = Frames.bytes("1111111111111111");
    Verdict wrong = new Decoder(Rules.standard().with(Sm4Keys.always(other))).decode(frame);
    assertThat(wrong.accepted()).isFalse();
    assertThat(wrong.has(Code.DECRYPTION_FAILED)).isTrue();
  }

  @Test
  void shouldReadPlainChineseOfADeviceThatHasAKey() {
    byte[] frame =
        Frames.of(
            "QN=20260701120100001;ST=31;CN=3020;PW=123456;MN="
                + MN
                + ";Flag=9;CP=&&Info=//清洗管路完成//&&");
    Verdict verdict = decoder.decode(frame);
    assertThat(verdict.accepted()).isTrue();
    assertThat(verdict.packet().orElseThrow().region()).hasToString("Info=//清洗管路完成//");
  }

  @Test
  void shouldNotEncryptWithoutAKey() {
    Packet packet = packet("1", Cipher.SM4);
    assertThatThrownBy(() -> Encoder.plain().encode(packet))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(MN);
    assertThatThrownBy(() -> Sm4Keys.always(new byte[15])).hasMessageContaining("expected: 16");
  }

  private static Packet packet(String value, Cipher cipher) {
    return PacketBuilder.of(Version.V2025, Command.MINUTE)
        .qn(LocalDateTime.of(2026, 7, 1, 12, 1))
        .st("31")
        .pw("123456")
        .mn(MN)
        .answerWanted(true)
        .dataTime(LocalDateTime.of(2026, 7, 1, 12, 0))
        .group("a05001-Avg", value)
        .and("a05001-Flag", "N")
        .wire(Wire.STANDARD.with(cipher))
        .build();
  }
}
