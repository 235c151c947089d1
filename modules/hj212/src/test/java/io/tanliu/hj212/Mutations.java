// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Damaged, repaired, glued and made-up frames. */
final class Mutations {
  private static final String[] SHREDS = {
    "##",
    "#",
    "0012",
    "0249",
    "9999",
    "QN=",
    "ST=31;",
    "CN=2011;",
    "PW=123456;",
    "MN=",
    "Flag=9;",
    "Flag=",
    "PNUM=2;PNO=1;",
    "RF=1;",
    "CP=&&",
    "&&",
    "&",
    "DataTime=20260701120000",
    ";",
    ",",
    "=",
    "a05001-Avg=",
    "-Flag=N",
    "{0xE4,0x3E,",
    "}",
    "0x",
    "6240",
    "\r\n",
    "\n",
    "\r",
    "清洗",
    "-",
    "."
  };

  private final SplittableRandom random;
  private final List<byte[]> bases = new ArrayList<>();

  Mutations(long seed) {
    random = new SplittableRandom(seed);
    bases.addAll(Frames.valid());
    Encoder encoder = new Encoder(Sm4Keys.always(Frames.KEY));
    for (byte[] frame : Frames.valid()) {
      Packet packet = new Decoder(Rules.standard()).decode(frame).packet().orElseThrow();
      if (packet.header().version() == Version.V2025) {
        for (Cipher cipher : List.of(Cipher.SM4, Cipher.SM4_LISTED)) {
          bases.add(
              encoder.encode(
                  PacketBuilder.like(packet)
                      .raw(packet.bytes(), packet.regionFrom(), packet.regionTo())
                      .wire(Wire.STANDARD.with(cipher))
                      .build()));
        }
      }
    }
  }

  /** A piece of a stream: one to three frames, most of them damaged. */
  byte[] next() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int frames = random.nextInt(8) == 0 ? 3 : 1;
    for (int i = 0; i < frames; i++) {
      all.writeBytes(piece());
    }
    return all.toByteArray();
  }

  int upTo(int most) {
    return 1 + random.nextInt(most);
  }

  private byte[] piece() {
    return switch (random.nextInt(10)) {
      case 0 -> noise(upTo(300));
      case 1 -> shreds();
      case 2 -> base();
      case 3, 4, 5 -> repaired(damaged(base()));
      default -> damaged(base());
    };
  }

  private byte[] base() {
    return bases.get(random.nextInt(bases.size()));
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] shreds() {
    StringBuilder text = new StringBuilder();
    for (int i = upTo(40); i > 0; i--) {
      text.append(SHREDS[random.nextInt(SHREDS.length)]);
    }
    return Frames.bytes(text.toString());
  }

  private byte[] damaged(byte[] frame) {
    byte[] result = frame;
    for (int i = upTo(4); i > 0 && result.length > 0; i--) {
      result = damagedOnce(result);
    }
    return result;
  }

  private byte[] damagedOnce(byte[] frame) {
    int at = random.nextInt(frame.length);
    int until = Math.min(frame.length, at + upTo(20));
    byte[] changed = frame.clone();
    switch (random.nextInt(7)) {
      case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> changed[at] = (byte) random.nextInt(256);
      case 2 -> changed[at] = (byte) ";,=&#-N0\r\n".charAt(random.nextInt(10));
      case 3 -> changed = spliced(frame, at, new byte[0], until);
      case 4 -> changed = spliced(frame, at, noise(upTo(8)), at);
      case 5 ->
          changed = spliced(frame, at, Frames.bytes(SHREDS[random.nextInt(SHREDS.length)]), until);
      default -> changed = spliced(frame, at, Arrays.copyOfRange(frame, at, until), at);
    }
    return changed;
  }

  /** With a right length and checksum, so that what stands inside is looked at. */
  private byte[] repaired(byte[] frame) {
    if (frame.length < 12 || frame.length > Rules.LONGEST_SEGMENT) {
      return frame;
    }
    byte[] segment = Arrays.copyOfRange(frame, 6, frame.length - 6);
    CrcKind kind = CrcKind.values()[random.nextInt(8) == 0 ? random.nextInt(4) : 0];
    String crc = Bytes.hex(kind.of(segment, 0, segment.length));
    return Frames.glued(
        List.of(
            Frames.bytes("##%04d".formatted(segment.length)),
            segment,
            Frames.bytes((random.nextInt(4) == 0 ? crc.toLowerCase(Locale.ROOT) : crc) + "\r\n")));
  }

  private static byte[] spliced(byte[] frame, int from, byte[] middle, int to) {
    byte[] result = Arrays.copyOf(frame, from + middle.length + frame.length - to);
    System.arraycopy(middle, 0, result, from, middle.length);
    System.arraycopy(frame, to, result, from + middle.length, frame.length - to);
    return result;
  }
}
