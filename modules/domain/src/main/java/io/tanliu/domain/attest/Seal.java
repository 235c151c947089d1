// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.attest;

import io.tanliu.domain.reading.FrameRules;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * What a sender says of a batch, and signs: the batch is the {@code seq}th of the sender, and
 * behind that whose link is {@code previous}. The link of a batch is the SHA-256 of its statement,
 * which holds the digest of its body: so a link stands for the batch and all before it.
 *
 * @param sender registered sender, 1 to 64 characters of A-Z a-z 0-9 . _ -
 * @param key which of its keys, the same characters
 * @param seq number of the batch in the chain, from 1
 * @param previous link of the batch before it; 64 zeros before the first
 * @param digest SHA-256 of the body, byte for byte, as it is without a Content-Encoding
 * @param signature of the statement, Base64
 */
public record Seal(
    String sender, String key, long seq, String previous, String digest, String signature) {
  private static final int MAX_HEADER = 1_000;
  private static final int MAX_SIGNATURE = 200;

  /**
   * What was sealed beside the body's bytes: they mean something else elsewhere.
   *
   * @param unit to which the readings belong
   * @param mode live or backfill
   * @param contentType of the body, as sent; may be empty
   */
  public record Context(String unit, String mode, String contentType) {}

  /** What is signed: one line for each part. */
  public byte[] statement(Context context) {
    return String.join(
            "\n",
            "tanliu-seal-1",
            sender,
            key,
            line(context.unit()),
            line(context.mode()),
            Long.toString(seq),
            previous,
            line(context.contentType()),
            digest,
            "")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String line(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  /** The link of this batch: {@code previous} of the next. */
  public String link(Context context) {
    return Digests.of(statement(context));
  }

  /**
   * Seals a body.
   *
   * @param privateKey PKCS #8 in Base64
   * @param head last batch of the sender
   */
  public static Seal of(
      String sender,
      String key,
      SealAlgorithm algorithm,
      String privateKey,
      ChainHead head,
      Context context,
      byte[] body) {
    Seal open = new Seal(sender, key, head.seq() + 1, head.link(), Digests.of(body), "");
    String signature =
        Base64.getEncoder().encodeToString(algorithm.sign(privateKey, open.statement(context)));
    return new Seal(sender, key, open.seq, open.previous, open.digest, signature);
  }

  /** The value of the header Tanliu-Seal. */
  public String header() {
    return "sender="
        + sender
        + "; key="
        + key
        + "; seq="
        + seq
        + "; previous="
        + previous
        + "; digest="
        + digest
        + "; signature="
        + signature;
  }

  /**
   * Reads the value of a header.
   *
   * @throws IllegalArgumentException when it is none; the message says which part
   */
  public static Seal parse(String header) {
    if (header.length() > MAX_HEADER) {
      throw new IllegalArgumentException("longer than " + MAX_HEADER + " characters");
    }
    Map<String, String> parts = new HashMap<>();
    for (String part : header.split(";", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0
          || parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip())
              != null) {
        throw new IllegalArgumentException("name=value, each name once, separated by ;");
      }
    }
    String signature = part(parts, "signature");
    if (Base64.getDecoder().decode(signature).length > MAX_SIGNATURE) {
      throw new IllegalArgumentException("signature: at most " + MAX_SIGNATURE + " bytes");
    }
    return new Seal(
        name(parts, "sender"),
        name(parts, "key"),
        seq(part(parts, "seq")),
        digest(parts, "previous"),
        digest(parts, "digest"),
        signature);
  }

  private static String part(Map<String, String> parts, String name) {
    String text = parts.get(name);
    if (text == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return text;
  }

  private static String name(Map<String, String> parts, String name) {
    String text = part(parts, name);
    if (!FrameRules.isName(text)) {
      throw new IllegalArgumentException(name + ": 1 to 64 characters of A-Z a-z 0-9 . _ -");
    }
    return text;
  }

  private static String digest(Map<String, String> parts, String name) {
    String text = part(parts, name);
    if (!Digests.isDigest(text)) {
      throw new IllegalArgumentException(name + ": 64 hexadecimal digits in lower case");
    }
    return text;
  }

  private static long seq(String text) {
    if (!text.matches("[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException("seq: a whole number from 1");
    }
    return Long.parseLong(text);
  }
}
