// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RepliesTest {
  private static final String TAIL = ";PW=123456;MN=88888880000001";

  @Test
  void shouldAnswerDataWithTheirNumberInTheHeader() {
    assertThat(acknowledged("QN=20260701120100001;ST=31;CN=2051" + TAIL + ";Flag=5;CP=&&a=1&&"))
        .startsWith("##0077QN=20260701120100001;ST=91;CN=9014" + TAIL + ";Flag=4;CP=&&&&");
    assertThat(acknowledged("QN=20260701120100001;ST=31;CN=2051" + TAIL + ";Flag=9;CP=&&a=1&&"))
        .contains("CN=9014" + TAIL + ";Flag=8;CP=&&&&");
  }

  @Test
  void shouldAnswerOldDevicesWithTheNumberInTheRegion() {
    assertThat(acknowledged("QN=20260701120100001;ST=31;CN=2051" + TAIL + ";Flag=1;CP=&&a=1&&"))
        .contains("##0076ST=91;CN=9014" + TAIL + ";Flag=0;CP=&&QN=20260701120100001&&");
  }

  @Test
  void shouldAnswerEachPartByItsNumber() {
    assertThat(
            acknowledged(
                "QN=20260701120100001;ST=31;CN=2061"
                    + TAIL
                    + ";Flag=11;PNUM=3;PNO=2;CP=&&DataTime=20260701110000&&"))
        .contains("CN=9014" + TAIL + ";Flag=10;PNUM=3;PNO=2;CP=&&&&");
  }

  @Test
  void shouldAnswerNoticesAndHeartbeats() {
    for (int cn : new int[] {1013, 9015}) {
      assertThat(acknowledged("QN=20260701120100001;ST=91;CN=" + cn + TAIL + ";Flag=9;CP=&&&&"))
          .contains("CN=9013" + TAIL + ";Flag=8;CP=&&&&");
    }
  }

  @Test
  void shouldStaySilentWhenNothingIsWantedOrThereIsNothingToAnswerTo() {
    assertThat(acknowledged("QN=20260701120100001;ST=31;CN=2051" + TAIL + ";Flag=4;CP=&&&&"))
        .isEmpty();
    assertThat(acknowledged("ST=31;CN=2051" + TAIL + ";Flag=5;CP=&&&&")).isEmpty();
    assertThat(acknowledged("QN=20260701120100001;ST=91;CN=9011" + TAIL + ";Flag=5;CP=&&&&"))
        .isEmpty();
    assertThat(acknowledged("QN=20260701120100001;ST=91;CN=9021" + TAIL + ";Flag=5;CP=&&&&"))
        .isEmpty();
    assertThat(acknowledged("QN=2026#0701;ST=31;CN=2051" + TAIL + ";Flag=5;CP=&&&&")).isEmpty();
  }

  @Test
  void shouldAnswerRequests() {
    Packet request =
        read("QN=20260701120100001;ST=32;CN=1062" + TAIL + ";Flag=5;CP=&&RtdInterval=30&&");
    assertThat(Replies.request(request, QnRtn.READY).orElseThrow().toString())
        .isEqualTo(
            "QN=20260701120100001;ST=91;CN=9011;PW=***;MN=88888880000001;Flag=4;CP=&&QnRtn=1&&");
    assertThat(Replies.result(request, ExeRtn.NO_DATA).orElseThrow().region())
        .hasToString("ExeRtn=100");
    Packet old = read("QN=20260701120100001;ST=32;CN=1062" + TAIL + ";Flag=1;CP=&&&&");
    assertThat(Replies.request(old, QnRtn.WRONG_PW).orElseThrow().region())
        .hasToString("QN=20260701120100001;QnRtn=3");
  }

  @Test
  void shouldAnswerInTheVariantThatTheDeviceUnderstands() {
    byte[] frame =
        Frames.of(
            "QN=20260701120100001;ST=31;CN=2051" + TAIL + ";Flag=5;CP=&&a=1&&", CrcKind.MODBUS);
    Decoder decoder = new Decoder(Rules.standard().takingAnyChecksum());
    Packet reply = Replies.acknowledge(decoder.decode(frame).packet().orElseThrow()).orElseThrow();
    assertThat(decoder.decode(Encoder.plain().encode(reply)).checksum()).contains(CrcKind.MODBUS);
  }

  private static String acknowledged(String segment) {
    return Replies.acknowledge(read(segment))
        .map(reply -> new String(Encoder.plain().encode(reply), StandardCharsets.US_ASCII))
        .orElse("");
  }

  private static Packet read(String segment) {
    return new Decoder(Rules.standard()).decode(Frames.of(segment)).packet().orElseThrow();
  }
}
