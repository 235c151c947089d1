// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.ReadingEdit;
import io.tanliu.domain.ledger.FrameOutcome;
import io.tanliu.domain.reading.ReadingFrame;
import java.math.BigDecimal;
import java.time.Instant;

/** A reading that was changed by hand as Avro. */
public final class EditMapping {
  private EditMapping() {}

  /**
   * The record of a change.
   *
   * @param frame the frame in which it came, with its edit
   * @param offset position of the frame's first reading in the frame as it was sent
   */
  public static ReadingEdit toAvro(ReadingFrame frame, FrameOutcome.Edited edited, int offset) {
    ReadingFrame.Edit edit = frame.edit().orElseThrow();
    return ReadingEdit.newBuilder()
        .setUnit(frame.unit())
        .setPoint(edited.reading().point())
        .setTime(Instant.ofEpochMilli(edited.reading().time()))
        .setOldValue(edited.before().map(BigDecimal::toPlainString).orElse(null))
        .setNewValue(edited.after().map(BigDecimal::toPlainString).orElse(null))
        .setAuthor(edit.author())
        .setReason(edit.reason())
        .setEditedAt(Instant.ofEpochMilli(edit.at()))
        .setFrameId(frame.frameId())
        .setIndex(offset + edited.index())
        .build();
  }
}
