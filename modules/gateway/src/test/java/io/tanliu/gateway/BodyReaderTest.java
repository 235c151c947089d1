// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BodyReaderTest {
  private static final GatewaySettings SETTINGS =
      new GatewaySettings(
          "test",
          2_000,
          5_000,
          100,
          1,
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          10,
          1_000,
          Duration.ofHours(1));
  private static final String GOOD =
      "[{\"point\":\"E1\",\"time\":\"2018-01-01T00:00:00Z\",\"value\":1}]";

  private final AtomicLong nanos = new AtomicLong();
  private final BodyReader reader = new BodyReader(SETTINGS, nanos::get);
  private final List<RawReading> readings = new ArrayList<>();

  @Test
  void shouldGiveSameDigestPlainAndCompressed() throws IOException {
    String plain = read(bytes(GOOD), false);

    assertThat(read(gzip(GOOD), true)).isEqualTo(plain).hasSize(64);
    assertThat(readings).hasSize(2);
  }

  @Test
  void shouldNameThePositionWhereAnArrayBreaksOff() {
    Problem problem = refused(bytes("[{\"point\":\"E1\",\n \"time\":\"2018"), false);

    assertThat(problem.code()).isEqualTo(Problem.Code.MALFORMED);
    assertThat(problem.value()).startsWith("line 2, column").contains("end-of-input");
  }

  @Test
  void shouldRefuseTextAfterTheArrayAndBodiesThatAreNoArray() {
    assertThat(refused(bytes(GOOD + "]"), false).code()).isEqualTo(Problem.Code.MALFORMED);
    assertThat(refused(bytes(GOOD + GOOD), false).code()).isEqualTo(Problem.Code.MALFORMED);
    assertThat(refused(bytes("{}"), false).value()).contains("JSON array");
    assertThat(refused(bytes(""), false).code()).isEqualTo(Problem.Code.MALFORMED);
  }

  @Test
  void shouldRefuseTruncatedDamagedAndMissingGzip() throws IOException {
    byte[] whole = gzip(GOOD);
    byte[] damaged = whole.clone();
    damaged[whole.length - 6] ^= 1;

    for (int length : new int[] {0, 5, whole.length / 2, whole.length - 1}) {
      assertThat(refused(Arrays.copyOf(whole, length), true).expected())
          .isEqualTo("a whole gzip stream, as announced");
    }
    assertThat(refused(damaged, true).code()).isEqualTo(Problem.Code.MALFORMED);
    assertThat(refused(bytes(GOOD), true).code()).isEqualTo(Problem.Code.MALFORMED);
  }

  @Test
  void shouldRefuseBodyBeyondEitherLimit() throws IOException {
    String spaces = GOOD + " ".repeat(6_000);

    Problem large = refused(bytes(spaces), false);
    Problem bomb = refused(gzip(spaces), true);

    assertThat(large.code()).isEqualTo(Problem.Code.TOO_LARGE);
    assertThat(large.value()).isEqualTo("more than 2000 bytes");
    assertThat(bomb.code()).isEqualTo(Problem.Code.TOO_LARGE);
    assertThat(bomb.field()).isEqualTo("body, decompressed");
    assertThat(bomb.expected())
        .isEqualTo(
            "at most 2000 bytes as sent, 5000 bytes decompressed and 100 readings per request");
  }

  @Test
  void shouldRefuseBytesThatAreNoTextInTheCharset() {
    byte[] gbk = "[\"电\"]".getBytes(Charset.forName("GBK"));

    assertThat(refused(gbk, false).expected()).isEqualTo("UTF-8 text");
  }

  @Test
  void shouldReadCsvInAnnouncedCharsetAndIgnoreByteOrderMark() throws IOException {
    Charset gbk = Charset.forName("GBK");

    reader.read(
        new ByteArrayInputStream("time,value,point\n2018,1,电1\n".getBytes(gbk)),
        false,
        gbk,
        text -> BodyFormat.CSV.parser().parse(text, readings::add));
    reader.read(
        new ByteArrayInputStream(bytes("\uFEFFpoint,time,value\nE1,2018,1")),
        false,
        StandardCharsets.UTF_8,
        text -> BodyFormat.CSV.parser().parse(text, readings::add));

    assertThat(readings).extracting(RawReading::point).containsExactly("电1", "E1");
  }

  @Test
  void shouldEndBodyThatTrickles() {
    InputStream slow =
        new InputStream() {
          @Override
          public int read() {
            nanos.addAndGet(Duration.ofSeconds(7).toNanos());
            return ' ';
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            buffer[offset] = (byte) read();
            return 1;
          }
        };

    assertThat(refused(slow, false, BodyFormat.JSON).code()).isEqualTo(Problem.Code.BODY_TIMEOUT);
  }

  @Test
  void shouldRejectOneBadLineAloneButNotBodyWhoseLastLineIsCutOff() throws IOException {
    String line = GOOD.substring(1, GOOD.length() - 1);

    reader.read(
        new ByteArrayInputStream(bytes(line + "\n{\"point\":\n" + line + "\n7\n" + line)),
        false,
        StandardCharsets.UTF_8,
        text -> BodyFormat.NDJSON.parser().parse(text, readings::add));
    Problem cut = refused(bytes(line + "\n" + line.substring(0, 20)), BodyFormat.NDJSON);

    assertThat(readings)
        .extracting(r -> r.defect() == null)
        .containsExactly(true, false, true, false, true);
    assertThat(readings.get(1).text()).isEqualTo("{\"point\":");
    assertThat(cut.value()).startsWith("line 2: the last line is cut off");
  }

  @Test
  void shouldRefuseCsvWithoutItsColumnsAndWithOpenQuote() {
    assertThat(refused(bytes("point,when,value\nE1,2018,1"), BodyFormat.CSV).value())
        .contains("no column time");
    assertThat(refused(bytes(""), BodyFormat.CSV).value()).contains("header");
    assertThat(refused(bytes("point,time,value\n\"E1,2018,1\n"), BodyFormat.CSV).value())
        .startsWith("line ");
  }

  @Test
  void shouldRejectRowWithTooManyOrTooFewCells() throws IOException {
    reader.read(
        new ByteArrayInputStream(bytes("point,time,value\nE1,2018,1,kWh\nE1,2018\n")),
        false,
        StandardCharsets.UTF_8,
        text -> BodyFormat.CSV.parser().parse(text, readings::add));

    assertThat(readings.get(0).defect()).isEqualTo("3 columns as in the header");
    assertThat(readings.get(1).value()).isNull();
  }

  @Test
  void shouldNotTakeFieldTwiceNorStructureForText() throws IOException {
    read(
        bytes("[{\"point\":\"E1\",\"point\":\"E2\"},{\"point\":[\"E1\"],\"value\":1},[1]]"), false);

    assertThat(readings).extracting(r -> r.defect() != null).containsExactly(true, true, true);
  }

  private String read(byte[] body, boolean gzip) throws IOException {
    return reader.read(
        new ByteArrayInputStream(body),
        gzip,
        StandardCharsets.UTF_8,
        text -> BodyFormat.JSON.parser().parse(text, readings::add));
  }

  private Problem refused(byte[] body, boolean gzip) {
    return refused(new ByteArrayInputStream(body), gzip, BodyFormat.JSON);
  }

  private Problem refused(byte[] body, BodyFormat format) {
    return refused(new ByteArrayInputStream(body), false, format);
  }

  private Problem refused(InputStream body, boolean gzip, BodyFormat format) {
    return catchThrowableOfType(
            ProblemException.class,
            () ->
                reader.read(
                    body,
                    gzip,
                    StandardCharsets.UTF_8,
                    text -> format.parser().parse(text, reading -> {})))
        .problem();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes(text));
    }
    return out.toByteArray();
  }
}
