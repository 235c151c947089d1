// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramerTest {
  private final List<String> frames = new ArrayList<>();
  private int skipped;
  private Framer framer = new Framer(Rules.LONGEST_SEGMENT);

  @Test
  void shouldWaitForTheRestOfAFrame() {
    feed(Frames.MINUTE.substring(0, 100));
    assertThat(frames).isEmpty();
    assertThat(framer.pending()).isEqualTo(100);
    feed(Frames.MINUTE.substring(100));
    assertThat(frames).containsExactly(Frames.MINUTE);
    assertThat(framer.pending()).isZero();
  }

  @Test
  void shouldTakeGluedFramesApart() {
    feed(Frames.MINUTE + Frames.MINUTE + Frames.MINUTE);
    assertThat(frames).containsExactly(Frames.MINUTE, Frames.MINUTE, Frames.MINUTE);
  }

  @Test
  void shouldSkipWhatStandsBetweenFrames() {
    feed("GET / HTTP/1.1\r\n\r\n###" + Frames.MINUTE + "\r\n##12##" + Frames.MINUTE);
    assertThat(frames).containsExactly(Frames.MINUTE, Frames.MINUTE);
    assertThat(skipped).isEqualTo(18 + 3 + 2 + 6);
  }

  @Test
  void shouldGoOnAfterAFrameThatWasCutShort() {
    feed(Frames.MINUTE.substring(0, 60) + Frames.MINUTE);
    assertThat(frames).containsExactly(Frames.MINUTE);
    assertThat(skipped).isEqualTo(60);
  }

  @Test
  void shouldHandOnAFrameOfWrongLengthAndTheNextOne() {
    String longer = Frames.MINUTE.replace("##0249", "##0300");
    String shorter = Frames.MINUTE.replace("##0249", "##0100");
    feed(longer + Frames.MINUTE + shorter + Frames.MINUTE);
    assertThat(frames).containsExactly(longer, Frames.MINUTE, shorter, Frames.MINUTE);
  }

  @Test
  void shouldNotWaitForALengthThatIsTooGreat() {
    String longer = Frames.MINUTE.replace("##0249", "##9999");
    feed(longer);
    assertThat(frames).containsExactly(longer);
  }

  @Test
  void shouldHandOnAFrameWhoseRegionIsNotClosed() {
    String unclosed = Frames.MINUTE.replace("&&6240", "6240");
    feed(unclosed + Frames.MINUTE);
    assertThat(frames).containsExactly(unclosed, Frames.MINUTE);
  }

  @Test
  void shouldTakeFramesThatEndOtherwise() {
    String bare = Frames.MINUTE.stripTrailing();
    feed(bare + "\n" + bare + Frames.MINUTE);
    assertThat(frames).containsExactly(bare + "\n", bare, Frames.MINUTE);
  }

  @Test
  void shouldKeepAnyBytesInsideAFrame() {
    StringBuilder region = new StringBuilder();
    for (char each = 0; each < 256; each++) {
      region.append(each).append("\r\n##0001&&");
    }
    byte[] segment =
        ("ST=31;CN=2011;PW=1;MN=2;Flag=9;CP=&&" + region + "&&")
            .getBytes(StandardCharsets.ISO_8859_1);
    String frame =
        "##%04d%s%s\r\n"
            .formatted(
                segment.length,
                new String(segment, StandardCharsets.ISO_8859_1),
                Bytes.hex(Crc.hj(segment, 0, segment.length)));
    feed(frame + Frames.MINUTE);
    assertThat(frames).containsExactly(frame, Frames.MINUTE);
  }

  @Test
  void shouldRefuseToBelieveALengthAboveItsBound() {
    framer = new Framer(1024);
    feed("##1025" + "x".repeat(40) + Frames.MINUTE);
    assertThat(frames).containsExactly(Frames.MINUTE);
    assertThatThrownBy(() -> new Framer(10_000)).hasMessageContaining("expected: 1 to 9999");
  }

  @Test
  void shouldHoldNoMoreThanTwiceTheLongestFrameWhateverComes() {
    framer = new Framer(1024);
    for (String flood : List.of("##1024", "##0001", "#", "x", "##1000\r\n", "##", "##0001\n")) {
      byte[] bytes = flood.repeat(2000).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 50; i++) {
        framer.feed(bytes, frame -> assertThat(frame).hasSizeLessThanOrEqualTo(2 * 1036));
        assertThat(framer.pending()).isLessThanOrEqualTo(1036);
      }
    }
    feed("\r\n" + Frames.MINUTE);
    assertThat(frames).contains(Frames.MINUTE);
  }

  private void feed(String text) {
    framer.feed(
        text.getBytes(StandardCharsets.ISO_8859_1),
        new Framer.Listener() {
          @Override
          public void frame(byte[] frame) {
            frames.add(new String(frame, StandardCharsets.ISO_8859_1));
          }

          @Override
          public void skipped(int bytes) {
            skipped += bytes;
          }
        });
  }
}
