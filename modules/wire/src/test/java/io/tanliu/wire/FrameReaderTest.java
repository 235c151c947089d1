// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.reading.ReadingFrame.Action;
import io.tanliu.domain.reading.ReadingFrame.Edit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

/** The direct reader against Avro's own: what it takes, Avro takes too, and for the same frame. */
class FrameReaderTest {
  private static final Schema SCHEMA = io.tanliu.avro.ReadingFrame.getClassSchema();
  private static final int FRAMES = 2_000;

  static {
    TrustedClasses.ensure();
  }

  private final Random random = new Random(20261121);

  @Test
  void shouldReadAnyFrameAsAvroDoes() throws IOException {
    for (int i = 0; i < FRAMES; i++) {
      ReadingFrame frame = frame();
      byte[] bytes = encode(frame, i % 2 == 0);
      assertThat(FrameReader.read(bytes, 3)).isEqualTo(frame).isEqualTo(byAvro(bytes));
    }
  }

  @Test
  void shouldRefuseEveryFrameThatIsCutOff() throws IOException {
    for (int i = 0; i < 50; i++) {
      byte[] bytes = encode(frame(), i % 2 == 0);
      for (int length = 3; length < bytes.length; length++) {
        byte[] part = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> FrameReader.read(part, 3)).isInstanceOf(RuntimeException.class);
      }
    }
  }

  @Test
  void shouldTakeNoDamagedFrameThatAvroRefusesOrReadsInAnotherWay() throws IOException {
    int taken = 0;
    for (int i = 0; i < 50 * FRAMES; i++) {
      byte[] bytes = encode(frame(), i % 2 == 0);
      for (int change = 0; change <= i % 4; change++) {
        bytes[3 + random.nextInt(bytes.length - 3)] = (byte) random.nextInt();
      }
      Optional<ReadingFrame> direct = direct(bytes);
      if (direct.isPresent()) {
        taken++;
        assertThat(direct.get()).isEqualTo(byAvro(bytes));
      }
    }
    assertThat(taken).isGreaterThan(FRAMES);
  }

  @Test
  void shouldMakeTheNamesOfPointsOnce() throws IOException {
    byte[] bytes = encode(frame(), false);
    assertThat(FrameReader.read(bytes, 3).readings().get(0).point())
        .isSameAs(FrameReader.read(bytes, 3).readings().get(0).point());
  }

  @Test
  void shouldReadOnlyTheLayoutThatItKnows() {
    assertThat(FrameReader.reads(SCHEMA)).isTrue();
    String other = SCHEMA.toString().replace("\"scale\"", "\"decimals\"");
    assertThat(FrameReader.reads(new Schema.Parser().parse(other))).isFalse();
  }

  private static Optional<ReadingFrame> direct(byte[] bytes) {
    try {
      return Optional.of(FrameReader.read(bytes, 3));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private ReadingFrame frame() {
    List<Reading> readings = new ArrayList<>();
    int size = 1 + random.nextInt(20);
    for (int i = 0; i < size; i++) {
      long value = random.nextLong() >> random.nextInt(64);
      readings.add(new Reading("点-" + random.nextInt(30), moment(), value, random.nextInt(10)));
    }
    Optional<Edit> edit =
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(new Edit("王工", "换表 " + random.nextInt(), moment()));
    return new ReadingFrame(
        "f" + random.nextInt(),
        "U-" + random.nextInt(100),
        moment(),
        "http",
        random.nextBoolean() ? "" : "gateway-1",
        random.nextBoolean() ? "" : "K-" + random.nextInt(30),
        random.nextBoolean() ? Action.REPORT : Action.WITHDRAW,
        random.nextBoolean(),
        edit,
        readings);
  }

  /** Within what an Instant of the generated records can say. */
  private long moment() {
    return random.nextLong() >> (8 + random.nextInt(50));
  }

  /** Three bytes before it, and its array in one block or in several with their sizes. */
  private static byte[] encode(ReadingFrame frame, boolean blocks) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[3]);
    EncoderFactory factory = new EncoderFactory().configureBlockSize(64);
    BinaryEncoder encoder =
        blocks ? factory.blockingBinaryEncoder(out, null) : factory.binaryEncoder(out, null);
    new SpecificDatumWriter<io.tanliu.avro.ReadingFrame>(SCHEMA)
        .write(FrameMapping.toAvro(frame), encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static ReadingFrame byAvro(byte[] bytes) throws IOException {
    var reader =
        new SpecificDatumReader<io.tanliu.avro.ReadingFrame>(
            SCHEMA, SCHEMA, SpecificData.getForClass(io.tanliu.avro.ReadingFrame.class));
    return FrameMapping.fromAvro(
        reader.read(null, DecoderFactory.get().binaryDecoder(bytes, 3, bytes.length - 3, null)));
  }
}
