// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.domain.reading.FrameRules;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Bounds of the gateway. Everything that a sender can make large has one.
 *
 * @param name name of this gateway in frames and accounts, 1 to 64 characters of A-Z a-z 0-9 . _ -
 * @param maxBodyBytes largest body as sent (compressed, if it is); at least 1
 * @param maxInflatedBytes largest body after decompression; at least 1
 * @param maxReadings most readings in one request; at least 1
 * @param maxConcurrentRequests requests with a body that are worked on at once; at least 1
 * @param bodyTimeout how long the sending of a body may take
 * @param ackTimeout how long Kafka may take to acknowledge all frames of a request; 1 s to 5 min
 * @param viewTimeout how long a change of reference data may take to become visible here
 * @param maxReceipts receipts kept in memory for repeats; at least 1
 * @param maxReceiptBytes bytes of receipts kept in memory; at least 1
 * @param receiptAge how long a repeat is recognised
 */
public record GatewaySettings(
    String name,
    long maxBodyBytes,
    long maxInflatedBytes,
    int maxReadings,
    int maxConcurrentRequests,
    Duration bodyTimeout,
    Duration ackTimeout,
    Duration viewTimeout,
    int maxReceipts,
    long maxReceiptBytes,
    Duration receiptAge) {

  /** Name of a gateway on a host that does not know its own. */
  private static final String FALLBACK_NAME = "gateway";

  /** Most readings in one frame, so that one record stays far below a broker's usual limit. */
  static final int FRAME_READINGS = 1_000;

  /** Most rejected readings that are listed in a receipt; all of them are in the topic. */
  static final int LISTED_REJECTIONS = 1_000;

  public GatewaySettings {
    if (!FrameRules.isName(name)) {
      throw new IllegalArgumentException(
          "gateway.name: " + name + " (expected: 1 to 64 characters of A-Z a-z 0-9 . _ -)");
    }
    atLeastOne("maxBodyBytes", maxBodyBytes);
    atLeastOne("maxInflatedBytes", maxInflatedBytes);
    atLeastOne("maxReadings", maxReadings);
    atLeastOne("maxConcurrentRequests", maxConcurrentRequests);
    atLeastOne("maxReceipts", maxReceipts);
    atLeastOne("maxReceiptBytes", maxReceiptBytes);
    if (ackTimeout.compareTo(Duration.ofSeconds(1)) < 0
        || ackTimeout.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException("ackTimeout: " + ackTimeout + " (expected: 1 s to 5 min)");
    }
  }

  /**
   * Named after the host; 16 MiB as sent, 64 MiB inflated, 100 000 readings, 8 at once, 24 h of
   * receipts.
   */
  public static GatewaySettings defaults() {
    return new GatewaySettings(
        hostName(),
        16L << 20,
        64L << 20,
        100_000,
        8,
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        Duration.ofSeconds(15),
        100_000,
        64L << 20,
        Duration.ofHours(24));
  }

  /** The same under another name. */
  public GatewaySettings withName(String other) {
    return new GatewaySettings(
        other,
        maxBodyBytes,
        maxInflatedBytes,
        maxReadings,
        maxConcurrentRequests,
        bodyTimeout,
        ackTimeout,
        viewTimeout,
        maxReceipts,
        maxReceiptBytes,
        receiptAge);
  }

  /** The same with another time for Kafka to acknowledge. */
  public GatewaySettings withAckTimeout(Duration timeout) {
    return new GatewaySettings(
        name,
        maxBodyBytes,
        maxInflatedBytes,
        maxReadings,
        maxConcurrentRequests,
        bodyTimeout,
        timeout,
        viewTimeout,
        maxReceipts,
        maxReceiptBytes,
        receiptAge);
  }

  /** The same with another time for a change to become visible here. */
  public GatewaySettings withViewTimeout(Duration timeout) {
    return new GatewaySettings(
        name,
        maxBodyBytes,
        maxInflatedBytes,
        maxReadings,
        maxConcurrentRequests,
        bodyTimeout,
        ackTimeout,
        timeout,
        maxReceipts,
        maxReceiptBytes,
        receiptAge);
  }

  private static String hostName() {
    try {
      String name = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
      return name.isEmpty() ? FALLBACK_NAME : name.substring(0, Math.min(name.length(), 64));
    } catch (UnknownHostException e) {
      return FALLBACK_NAME;
    }
  }

  private static void atLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
    }
  }
}
