// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.gateway.LimitedInputStream.LimitException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads one body within its bounds and turns what goes wrong into the problem to answer. */
final class BodyReader {
  private final GatewaySettings settings;
  private final LongSupplier nanos;

  BodyReader(GatewaySettings settings, LongSupplier nanos) {
    this.settings = settings;
    this.nanos = nanos;
  }

  /** What is done with the text of a body. */
  @FunctionalInterface
  interface Use {
    void read(Reader text) throws IOException;
  }

  /**
   * Reads a body to its end.
   *
   * @param gzip true when it is compressed
   * @return SHA-256 of the body after decompression, hexadecimal
   * @throws ProblemException when it is too large, too slow or malformed
   * @throws IOException when the connection broke
   */
  String read(InputStream body, boolean gzip, Charset charset, Use use) throws IOException {
    return read(body, gzip, charset, settings.maxInflatedBytes(), use);
  }

  /**
   * A whole body in memory.
   *
   * @param gzip true when it is compressed
   * @param most bytes of it after decompression
   * @throws ProblemException when it is too large, too slow or malformed
   */
  byte[] bytes(InputStream body, boolean gzip, int most) throws IOException {
    InputStream sent = new LimitedInputStream(new Timed(body), settings.maxBodyBytes(), "body");
    try {
      InputStream plain = gzip ? inflate(sent) : sent;
      return new LimitedInputStream(plain, most, "body, sealed").readAllBytes();
    } catch (LimitException e) {
      throw tooLarge(e.getMessage(), "more than " + e.limit() + " bytes");
    } catch (GzipException e) {
      throw Problem.of(
          Problem.Code.MALFORMED, "body", e.getMessage(), "a whole gzip stream, as announced");
    }
  }

  /** The same with another limit after decompression. */
  String read(InputStream body, boolean gzip, Charset charset, long maxInflated, Use use)
      throws IOException {
    InputStream timed = new Timed(body);
    InputStream sent = new LimitedInputStream(timed, settings.maxBodyBytes(), "body");
    MessageDigest digest = sha256();
    try {
      InputStream plain = gzip ? inflate(sent) : sent;
      InputStream hashed =
          new DigestInputStream(
              new LimitedInputStream(plain, maxInflated, "body, decompressed"), digest);
      PushbackReader text =
          new PushbackReader(
              new InputStreamReader(
                  hashed,
                  charset
                      .newDecoder()
                      .onMalformedInput(CodingErrorAction.REPORT)
                      .onUnmappableCharacter(CodingErrorAction.REPORT)));
      skipByteOrderMark(text);
      use.read(text);
      // To the very end, so that the checksum of a gzip body is checked and the digest complete.
      text.transferTo(Writer.nullWriter());
      return HexFormat.of().formatHex(digest.digest());
    } catch (LimitException e) {
      throw tooLarge(e.getMessage(), "more than " + e.limit() + " bytes");
    } catch (MalformedBodyException e) {
      throw Problem.of(
          Problem.Code.MALFORMED,
          "body",
          e.where() + ": " + e.getMessage(),
          "a whole and well-formed body; nothing of this one was taken");
    } catch (CharacterCodingException e) {
      throw Problem.of(Problem.Code.MALFORMED, "body", "undecodable bytes", charset + " text");
    } catch (GzipException e) {
      throw Problem.of(
          Problem.Code.MALFORMED, "body", e.getMessage(), "a whole gzip stream, as announced");
    }
  }

  /** The refusal of a body that is too large, with both limits. */
  ProblemException tooLarge(String field, String value) {
    return Problem.of(
        Problem.Code.TOO_LARGE,
        field,
        value,
        "at most "
            + settings.maxBodyBytes()
            + " bytes as sent, "
            + settings.maxInflatedBytes()
            + " bytes decompressed and "
            + settings.maxReadings()
            + " readings per request");
  }

  /** SHA-256 of a body in memory, hexadecimal. */
  static String digest(byte[] body) {
    return HexFormat.of().formatHex(sha256().digest(body));
  }

  private static InputStream inflate(InputStream sent) throws IOException {
    try {
      return new Gunzip(new GZIPInputStream(sent, 8_192));
    } catch (ZipException | EOFException e) {
      throw new GzipException(e);
    }
  }

  static void skipByteOrderMark(PushbackReader text) throws IOException {
    int first = text.read();
    if (first >= 0 && first != '\uFEFF') {
      text.unread(first);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A gzip stream that is none, is damaged or ends early. */
  private static final class GzipException extends IOException {
    private static final long serialVersionUID = 1L;

    GzipException(IOException cause) {
      super(cause.getMessage() == null ? "it ends early" : cause.getMessage(), cause);
    }
  }

  private static final class Gunzip extends FilterInputStream {
    Gunzip(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return in.read(buffer, offset, length);
      } catch (ZipException | EOFException e) {
        throw new GzipException(e);
      }
    }
  }

  /** A sender that trickles must not hold one of the few places for ever. */
  private final class Timed extends FilterInputStream {
    private final long start = nanos.getAsLong();

    Timed(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      check();
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      check();
      return in.read(buffer, offset, length);
    }

    private void check() {
      long seconds = (nanos.getAsLong() - start) / 1_000_000_000L;
      if (seconds > settings.bodyTimeout().toSeconds()) {
        throw Problem.of(
            Problem.Code.BODY_TIMEOUT,
            "body",
            "not complete after " + seconds + " s",
            "the whole body within " + settings.bodyTimeout().toSeconds() + " s");
      }
    }
  }
}
