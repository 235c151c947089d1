// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** Frames collected from standards, logs and other implementations get the verdict of their row. */
class VectorFilesTest {
  private static final Path SHARED =
      Path.of(System.getProperty("tanliu.root", "../..")).resolve("../shared");
  private static final Path PACKETS = SHARED.resolve("data/hj212/packets.tsv");
  private static final Path ENCRYPTED = SHARED.resolve("data/hj212/hj212_2025_vectors.json");
  private static final Path DOMAIN = SHARED.resolve("domain/hj212_packets.csv");

  private final Decoder strict = new Decoder(Rules.standard());
  private final Decoder tolerant = new Decoder(Rules.standard().takingAnyChecksum());

  @Test
  void shouldGiveEveryCollectedFrameTheVerdictOfItsRow() throws IOException {
    for (CSVRecord row : collected()) {
      Verdict verdict = strict.decode(frame(row));
      String status = row.get("crc_status");
      boolean length = row.get("len_ok").equals("yes");
      String what = row.get("packet") + " " + verdict.findings();
      assertThat(verdict.accepted()).as(what).isEqualTo(length && status.equals("OK"));
      assertThat(verdict.has(Code.LENGTH_WRONG)).as(what).isEqualTo(!length);
      assertThat(verdict.has(Code.CRC_WRONG) || verdict.has(Code.CRC_NOT_HEX))
          .as(what)
          .isEqualTo(status.equals("FAIL"));
      assertThat(verdict.has(Code.CRC_VARIANT))
          .as(what)
          .isEqualTo(status.equals("modbus-crc-swapped"));
      assertThat(tolerant.decode(frame(row)).accepted())
          .as(what)
          .isEqualTo(length && !status.equals("FAIL"));
      if (status.equals("modbus-crc-swapped")) {
        assertThat(verdict.checksum()).contains(CrcKind.MODBUS_SWAPPED);
      }
    }
  }

  @Test
  void shouldReadTheFieldsThatTheRowsName() throws IOException {
    for (CSVRecord row : collected()) {
      Verdict verdict = strict.decode(frame(row));
      if (verdict.packet().isEmpty()) {
        assertThat(row.get("len_ok")).isEqualTo("no");
        continue;
      }
      Header header = verdict.packet().get().header();
      String what = row.get("packet");
      assertThat(header.st()).as(what).isEqualTo(row.get("ST"));
      assertThat(header.cn()).as(what).isEqualTo(Integer.parseInt(row.get("CN")));
      assertThat(header.mn()).as(what).isEqualTo(row.get("MN"));
      if (!row.get("Flag").isEmpty()) {
        assertThat(header.flag().bits()).as(what).isEqualTo(Integer.parseInt(row.get("Flag")));
      }
      if (!row.get("PNUM").isEmpty()) {
        assertThat(header.pnum()).as(what).isEqualTo(Integer.parseInt(row.get("PNUM")));
        assertThat(header.pno()).as(what).isEqualTo(Integer.parseInt(row.get("PNO")));
      }
      Set<String> factors = new LinkedHashSet<>();
      for (Item item : verdict.packet().get().region()) {
        item.factor().ifPresent(factors::add);
      }
      assertThat(String.join(" ", factors.stream().sorted().toList()))
          .as(what)
          .isEqualTo(row.get("factors"));
    }
  }

  @Test
  void shouldAcceptWhatTheDomainFileCallsValidAndNothingElse() throws IOException {
    for (CSVRecord row : domain()) {
      Verdict verdict = strict.decode(frame(row));
      String what = row.get("id") + " " + verdict.findings();
      assertThat(verdict.accepted()).as(what).isEqualTo(row.get("valid").equals("Y"));
      boolean lengthWrong = !row.get("declared_len").equals(row.get("actual_len"));
      assertThat(verdict.has(Code.LENGTH_WRONG)).as(what).isEqualTo(lengthWrong);
      boolean modbus = row.get("note").contains("Modbus CRC-16");
      assertThat(verdict.has(Code.CRC_VARIANT)).as(what).isEqualTo(modbus);
      assertThat(tolerant.decode(frame(row)).accepted())
          .as(what)
          .isEqualTo(row.get("valid").equals("Y") || modbus);
    }
  }

  @Test
  void shouldWriteWhatItAcceptedByteForByte() throws IOException {
    int accepted = 0;
    for (byte[] frame : all()) {
      Verdict verdict = tolerant.decode(frame);
      if (verdict.accepted()) {
        Packet packet = verdict.packet().orElseThrow();
        assertThat(Encoder.plain().encode(packet)).asString().isEqualTo(text(frame));
        assertThat(Frames.reassembled(packet))
            .asString()
            .isEqualTo(text(frame).substring(6, frame.length - 6));
        accepted++;
      }
    }
    assertThat(accepted).isGreaterThan(60);
  }

  @Test
  void shouldFindAllFramesInAStreamHoweverItIsCut() throws IOException {
    List<byte[]> frames = all();
    byte[] stream = Frames.glued(frames);
    Random random = new Random(212);
    for (int longest : new int[] {1, 7, 300, 5000, stream.length}) {
      List<String> found = new ArrayList<>();
      Framer framer = new Framer(Rules.LONGEST_SEGMENT);
      for (int at = 0; at < stream.length; ) {
        int length = Math.min(stream.length - at, 1 + random.nextInt(longest));
        framer.feed(stream, at, length, frame -> found.add(text(frame)));
        at += length;
      }
      assertThat(found).containsExactlyElementsOf(frames.stream().map(this::text).toList());
    }
  }

  @Test
  void shouldOpenAndSealTheEncryptedPacketsOfTheStandard() throws IOException {
    assumeTrue(Files.exists(ENCRYPTED), "no vectors at hand");
    JsonNode vectors = new ObjectMapper().readTree(ENCRYPTED.toFile()).get("sm4");
    assertThat(vectors).isNotEmpty();
    for (JsonNode vector : vectors) {
      byte[] key = HexFormat.of().parseHex(vector.get("key_hex").textValue());
      Rules rules = Rules.standard().with(Sm4Keys.always(key));
      byte[] plain = Frames.bytes(vector.get("plaintext_packet").textValue() + "\r\n");
      String block = vector.get("encrypted_packet_block").textValue();
      int length = vector.get("declared_length_in_standard").intValue();
      String crc = vector.get("crc_in_standard").textValue();

      ByteArrayOutputStream binary = new ByteArrayOutputStream();
      String head = block.substring(0, block.indexOf("CP=&&") + 5);
      binary.writeBytes(Frames.bytes("##%04d%s".formatted(length, head)));
      binary.writeBytes(HexFormat.of().parseHex(vector.get("ciphertext_hex").textValue()));
      binary.writeBytes(Frames.bytes(vector.get("plain_tail").textValue() + "&&" + crc + "\r\n"));
      byte[] listed = Frames.bytes("##%04d%s%s\r\n".formatted(length, block, crc));

      for (byte[] frame : List.of(binary.toByteArray(), listed)) {
        Verdict verdict = new Decoder(rules).decode(frame);
        assertThat(verdict.accepted()).as(verdict.findings().toString()).isTrue();
        Packet packet = verdict.packet().orElseThrow();
        assertThat(packet.region()).hasToString(vector.get("plaintext_region").textValue());
        assertThat(packet.wire().cipher()).isNotEqualTo(Cipher.PLAIN);
        assertThat(new Encoder(Sm4Keys.always(key)).encode(packet)).isEqualTo(frame);
        assertThat(
                Encoder.plain()
                    .encode(
                        PacketBuilder.like(packet)
                            .wire(Wire.STANDARD)
                            .raw(packet.bytes(), packet.regionFrom(), packet.regionTo())
                            .build()))
            .isEqualTo(plain);
        List<byte[]> framed = new ArrayList<>();
        new Framer(Rules.LONGEST_SEGMENT).feed(Frames.glued(List.of(frame, plain)), framed::add);
        assertThat(framed).hasSize(2);
        assertThat(framed.get(0)).isEqualTo(frame);

        Verdict keyless = strict.decode(frame);
        assertThat(keyless.accepted()).isFalse();
        assertThat(keyless.findings().get(0).code()).isEqualTo(Code.KEY_MISSING);
      }
      assertThat(new Decoder(rules).decode(plain).accepted()).isTrue();
    }
  }

  private List<byte[]> all() throws IOException {
    List<byte[]> frames = new ArrayList<>();
    for (CSVRecord row : collected()) {
      frames.add(frame(row));
    }
    for (CSVRecord row : domain()) {
      frames.add(frame(row));
    }
    return frames;
  }

  private static List<CSVRecord> collected() throws IOException {
    assumeTrue(Files.exists(PACKETS), "no vectors at hand");
    return records(PACKETS, CSVFormat.TDF.builder().setQuote(null));
  }

  private static List<CSVRecord> domain() throws IOException {
    assumeTrue(Files.exists(DOMAIN), "no vectors at hand");
    return records(DOMAIN, CSVFormat.RFC4180.builder());
  }

  private static List<CSVRecord> records(Path file, CSVFormat.Builder format) throws IOException {
    CSVFormat whole = format.setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, whole)) {
      return parser.getRecords();
    }
  }

  private static byte[] frame(CSVRecord row) {
    return Frames.bytes(row.get("packet") + "\r\n");
  }

  private String text(byte[] frame) {
    return new String(frame, StandardCharsets.UTF_8);
  }
}
