// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.avro.SealedBatch;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.reading.ReadingFrame.Action;
import io.tanliu.wire.RejectionMapping.Origin;
import io.tanliu.wire.SealMapping;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The frames that the body of a sealed batch makes, by the parsers of the gateway. */
public final class SealedBody {
  private SealedBody() {}

  /**
   * The frames, in their order, without those readings that the gateway refused.
   *
   * @throws IllegalArgumentException when the body cannot be read
   */
  public static List<ReadingFrame> frames(SealedBatch batch) {
    BodyFormat format =
        BodyFormat.of(batch.getContentType())
            .orElseThrow(() -> unreadable("content type " + batch.getContentType()));
    Charset charset =
        BodyFormat.charset(batch.getContentType()).orElseThrow(() -> unreadable("charset"));
    Collected collected = new Collected(new HashSet<>(batch.getRefused()));
    try (PushbackReader text =
        new PushbackReader(
            new InputStreamReader(new ByteArrayInputStream(SealMapping.body(batch)), charset))) {
      BodyReader.skipByteOrderMark(text);
      format.parser().parse(text, collected);
    } catch (IOException e) {
      throw new IllegalArgumentException("the body cannot be read: " + e.getMessage(), e);
    }
    Origin origin =
        new Origin(
            batch.getUnit(),
            batch.getFrameId(),
            batch.getGateway(),
            batch.getMode().equals("backfill"),
            Optional.empty(),
            batch.getReceivedAt().toEpochMilli());
    return Push.frames(origin, collected.runs, "http");
  }

  private static IllegalArgumentException unreadable(String what) {
    return new IllegalArgumentException("the body cannot be read: " + what);
  }

  private static final class Collected implements Consumer<RawReading> {
    private final Set<Integer> refused;
    private final List<Admission.Run> runs = new ArrayList<>();
    private int index;

    Collected(Set<Integer> refused) {
      this.refused = refused;
    }

    @Override
    public void accept(RawReading raw) {
      if (refused.contains(index++)) {
        return;
      }
      if (raw.point() == null || raw.time() == null || (raw.value() == null && !raw.withdrawn())) {
        throw unreadable("reading " + (index - 1));
      }
      TimeText.Parsed time = TimeText.parse(raw.time());
      NumberText.Parsed number =
          raw.withdrawn() ? new NumberText.Parsed(0, 0, null) : NumberText.parse(raw.value());
      if (time.error() != null || number.error() != null) {
        throw unreadable("reading " + (index - 1));
      }
      Action action = raw.withdrawn() ? Action.WITHDRAW : Action.REPORT;
      Admission.add(
          runs, action, new Reading(raw.point(), time.millis(), number.value(), number.scale()));
    }
  }
}
