// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.avro.IngestReceipt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The newest receipts by their topic key, bounded in number, size and age. */
final class Receipts {
  private final Map<String, IngestReceipt> receipts = new LinkedHashMap<>();
  private final GatewaySettings settings;
  private final Clock clock;
  private long characters;

  Receipts(GatewaySettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Takes a receipt as newest; null forgets it. */
  synchronized void put(String key, IngestReceipt receipt) {
    IngestReceipt before = receipts.remove(key);
    characters -= size(before);
    if (receipt != null) {
      receipts.put(key, receipt);
      characters += size(receipt);
    }
    trim();
  }

  /** The receipt of a request that was answered not too long ago. */
  synchronized Optional<IngestReceipt> find(String key) {
    return Optional.ofNullable(receipts.get(key)).filter(this::fresh);
  }

  synchronized int size() {
    return receipts.size();
  }

  private void trim() {
    Iterator<IngestReceipt> oldest = receipts.values().iterator();
    while (oldest.hasNext()) {
      IngestReceipt receipt = oldest.next();
      if (receipts.size() <= settings.maxReceipts()
          && characters <= settings.maxReceiptBytes()
          && fresh(receipt)) {
        return;
      }
      characters -= size(receipt);
      oldest.remove();
    }
  }

  private boolean fresh(IngestReceipt receipt) {
    Instant now = clock.instant();
    return Duration.between(receipt.getReceivedAt(), now).compareTo(settings.receiptAge()) < 0;
  }

  private static long size(IngestReceipt receipt) {
    return receipt == null ? 0 : 300L + receipt.getReceipt().length();
  }
}
