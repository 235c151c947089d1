// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;

/** Makes packets. The fields stand in the standard's order, whatever the order of the calls. */
public final class PacketBuilder {
  private final Version version;
  private final int cn;
  private String qn = "";
  private String st = "91";
  private String pw = "";
  private String mn = "";
  private Flag flag;
  private boolean flagged = true;
  private int pnum;
  private int pno;
  private boolean resent;
  private Wire wire = Wire.STANDARD;
  private final ByteArrayOutputStream region = new ByteArrayOutputStream(256);
  private boolean open;

  private PacketBuilder(Version version, int cn) {
    this.version = version;
    this.cn = cn;
    this.flag = Flag.of(version, false, false);
  }

  /** A packet of this command. */
  public static PacketBuilder of(Version version, Command command) {
    return new PacketBuilder(version, command.code());
  }

  /** The same header fields as another packet, with an empty region. */
  static PacketBuilder like(Packet other) {
    Header header = other.header();
    PacketBuilder builder = new PacketBuilder(header.version(), header.cn());
    builder.qn = header.qn();
    builder.st = header.st();
    builder.pw = header.pw();
    builder.mn = header.mn();
    builder.flag = header.flag();
    builder.pnum = header.pnum();
    builder.pno = header.pno();
    builder.resent = header.resent();
    builder.wire = other.wire();
    return builder;
  }

  /** The request number, to the millisecond, in China Standard Time. */
  public PacketBuilder qn(LocalDateTime time) {
    return qn(ChinaTime.millis(time));
  }

  /** The request number as text, of an answer: the one that is answered. */
  public PacketBuilder qn(String text) {
    qn = checked("QN", text);
    return this;
  }

  /** The system (系统编码); 91 if it is not set. */
  public PacketBuilder st(String text) {
    st = checked("ST", text);
    return this;
  }

  /** The password. */
  public PacketBuilder pw(String text) {
    pw = checked("PW", text);
    return this;
  }

  /** The device. */
  public PacketBuilder mn(String text) {
    mn = checked("MN", text);
    return this;
  }

  /** Whether an answer is wanted; not if it is not said. */
  public PacketBuilder answerWanted(boolean wanted) {
    flag = flag.wantingAnswer(wanted);
    return this;
  }

  /** Part {@code pno} of {@code pnum}; 0 and 0: not split. */
  public PacketBuilder part(int number, int total) {
    if (number < 0 || number > total || total > 9999 || (number == 0) != (total == 0)) {
      throw new IllegalArgumentException(
          "PNO: " + number + " of " + total + " (expected: 1 to PNUM, PNUM at most 9999)");
    }
    pno = number;
    pnum = total;
    flag = flag.splitting(total > 0);
    return this;
  }

  /** Marks data that are sent again ({@code RF=1}); HJ 212-2025 only. */
  public PacketBuilder resent(boolean again) {
    if (again && version != Version.V2025) {
      throw new IllegalArgumentException("RF: " + version.title() + " (expected: HJ 212-2025)");
    }
    resent = again;
    return this;
  }

  /** How it stands on the wire. */
  public PacketBuilder wire(Wire other) {
    wire = other;
    return this;
  }

  /** Without {@code Flag}, as devices of 2005 send data. */
  PacketBuilder withoutFlag() {
    flagged = false;
    return this;
  }

  /** A new group with {@code DataTime}, in China Standard Time. */
  public PacketBuilder dataTime(LocalDateTime time) {
    return group("DataTime", ChinaTime.seconds(time));
  }

  /** An item that begins a new group: it is set off by a semicolon. */
  public PacketBuilder group(String name, String value) {
    return item(';', name, value);
  }

  /** An item of the current group: it is set off by a comma. */
  public PacketBuilder and(String name, String value) {
    return item(',', name, value);
  }

  /** A whole group as it stands in another region. */
  PacketBuilder raw(byte[] bytes, int from, int to) {
    if (open) {
      region.write(';');
    }
    open = true;
    region.write(bytes, from, to - from);
    return this;
  }

  private PacketBuilder item(char separator, String name, String value) {
    if (open) {
      region.write(separator);
    }
    open = true;
    String text = checked("name", name) + "=" + checked(name, value);
    region.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** The packet. */
  public Packet build() {
    StringBuilder head = new StringBuilder(96);
    if (!qn.isEmpty()) {
      head.append("QN=").append(qn).append(';');
    }
    head.append("ST=").append(st).append(";CN=").append(number(cn, 4));
    head.append(";PW=").append(pw).append(";MN=").append(mn).append(';');
    if (flagged) {
      head.append("Flag=").append(flag.bits()).append(';');
    }
    if (pnum > 0) {
      int width = version == Version.V2025 ? 1 : 4;
      head.append("PNUM=").append(number(pnum, width));
      head.append(";PNO=").append(number(pno, width)).append(';');
    }
    if (resent) {
      head.append("RF=1;");
    }
    head.append("CP=&&");
    byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] middle = region.toByteArray();
    byte[] all = new byte[start.length + middle.length + Packet.CLOSING.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(middle, 0, all, start.length, middle.length);
    System.arraycopy(Packet.CLOSING, 0, all, start.length + middle.length, Packet.CLOSING.length);
    Header header = new Header(qn, st, cn, pw, mn, flagged ? flag : new Flag(0), pnum, pno, resent);
    return new Packet(all, 0, all.length, start.length, header, wire);
  }

  private static String number(int value, int width) {
    String text = Integer.toString(value);
    return "0".repeat(Math.max(0, width - text.length())) + text;
  }

  private static String checked(String field, String text) {
    if (!writable(text)) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      throw new IllegalArgumentException(
          field
              + ": "
              + (field.equals("PW") ? "***" : Findings.text(bytes, 0, bytes.length))
              + " (expected: none of ; , & # = and no control character)");
    }
    return text;
  }

  /** Whether a text can stand in a field or an item. */
  static boolean writable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < 0x20 || ";,&#=".indexOf(text.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }
}
