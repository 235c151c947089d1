// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Tells changes by hand (人工修正) that a gateway vouches for from those that anyone wrote who may
 * write frames: an ACL of Kafka is for a whole topic. The proof is an HMAC-SHA256 over the frame
 * under a secret that gateways and ledger share; it stands in a header of the record. Without a
 * secret, every change is taken.
 */
public final class EditProof {
  /** Configuration: secrets of 32 characters or more, the first signs, all are accepted. */
  public static final String SECRETS = "tanliu.edit.secret";

  /** Header of the record. */
  public static final String HEADER = "tanliu-edit-proof";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST = 32;

  private final List<SecretKeySpec> secrets;

  private EditProof(List<SecretKeySpec> secrets) {
    this.secrets = secrets;
  }

  /**
   * From configuration.
   *
   * @throws ConfigException when a secret is too short; it does not say the secret
   */
  public static EditProof of(Map<String, ?> config) {
    Object configured = config.get(SECRETS);
    if (configured == null) {
      return new EditProof(List.of());
    }
    List<String> texts =
        Arrays.stream(configured.toString().split(",", -1)).map(String::strip).toList();
    if (texts.stream().anyMatch(text -> text.length() < SHORTEST)) {
      throw new ConfigException(
          SECRETS + ": a secret is too short (expected: " + SHORTEST + " characters or more each)");
    }
    return new EditProof(
        texts.stream()
            .map(text -> new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM))
            .toList());
  }

  /** The value of the header; empty when the frame is no change by hand, or there is no secret. */
  public Optional<byte[]> of(ReadingFrame frame) {
    return frame.edit().isEmpty() || secrets.isEmpty()
        ? Optional.empty()
        : Optional.of(mac(secrets.get(0), frame));
  }

  /** True when a frame is no change by hand, when it is proven, and when there is no secret. */
  public boolean holds(ReadingFrame frame, Headers headers) {
    if (frame.edit().isEmpty() || secrets.isEmpty()) {
      return true;
    }
    Header header = headers.lastHeader(HEADER);
    return header != null
        && header.value() != null
        && secrets.stream().anyMatch(s -> MessageDigest.isEqual(mac(s, frame), header.value()));
  }

  private static byte[] mac(SecretKeySpec secret, ReadingFrame frame) {
    Mac mac;
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
    ReadingFrame.Edit edit = frame.edit().orElseThrow();
    text(mac, frame.frameId());
    text(mac, frame.unit());
    number(mac, frame.receivedAt());
    text(mac, frame.action().name());
    number(mac, frame.backfill() ? 1 : 0);
    text(mac, edit.author());
    text(mac, edit.reason());
    number(mac, edit.at());
    number(mac, frame.readings().size());
    for (Reading reading : frame.readings()) {
      text(mac, reading.point());
      number(mac, reading.time());
      number(mac, reading.value());
      number(mac, reading.scale());
    }
    return mac.doFinal();
  }

  /** With its length, so that no two frames are the same bytes. */
  private static void text(Mac mac, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(mac, bytes.length);
    mac.update(bytes);
  }

  private static void number(Mac mac, long number) {
    mac.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
  }
}
