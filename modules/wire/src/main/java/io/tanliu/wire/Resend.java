// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * That a notice is published once more, for receivers that have refused it, as headers of its
 * record. It goes to nobody else, and under the same key as before.
 *
 * @param receivers their ids, at least one
 * @param author who asked for it
 * @param note why; empty without
 */
public record Resend(Set<String> receivers, String author, String note) {
  private static final String RECEIVER = "tanliu-resend-to";
  private static final String AUTHOR = "tanliu-resend-by";
  private static final String NOTE = "tanliu-resend-note";

  /** Copies what could change. */
  public Resend {
    receivers = Set.copyOf(receivers);
  }

  /** As headers of a record: one for each receiver. */
  public List<Header> headers() {
    List<Header> headers = new ArrayList<>();
    new TreeSet<>(receivers).forEach(id -> headers.add(header(RECEIVER, id)));
    headers.add(header(AUTHOR, author));
    headers.add(header(NOTE, note));
    return headers;
  }

  private static Header header(String name, String text) {
    return new RecordHeader(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Of a record; empty when it is published for the first time. */
  public static Optional<Resend> of(Headers headers) {
    Set<String> receivers = new TreeSet<>();
    headers.headers(RECEIVER).forEach(header -> receivers.add(text(header)));
    return receivers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Resend(
                receivers, text(headers.lastHeader(AUTHOR)), text(headers.lastHeader(NOTE))));
  }

  private static String text(Header header) {
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
