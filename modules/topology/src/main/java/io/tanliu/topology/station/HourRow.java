// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.domain.station.HourMean;
import io.tanliu.domain.station.MeanSum;
import io.tanliu.domain.station.Suspect;
import io.tanliu.topology.state.VersionedBytes;
import java.util.Optional;

/**
 * What is kept of an hour of a gas in the air, for its day and for backgrounds.
 *
 * @param sum of its valid observations
 * @param valid whether its mean stands for it
 * @param suspect what of it looks like the instrument
 */
record HourRow(MeanSum sum, boolean valid, Suspect suspect) {
  private static final int VERSION = 2;

  static HourRow of(HourMean hour, Suspect suspect) {
    return new HourRow(hour.sum(), hour.isValid(), suspect);
  }

  /** The mean as a whole count of 10⁻¹⁵ mol/mol where it stands for the hour. */
  Optional<Long> mean() {
    return valid ? sum.rounded() : Optional.empty();
  }

  byte[] encode() {
    return VersionedBytes.write(
        VERSION,
        out -> {
          out.writeLong(sum.sum());
          out.writeInt(sum.count());
          out.writeLong(sum.least());
          out.writeLong(sum.most());
          out.writeBoolean(valid);
          out.writeInt(suspect.run());
          out.writeInt(suspect.spikes());
        });
  }

  static HourRow decode(byte[] bytes) {
    return VersionedBytes.read(
        VERSION,
        bytes,
        in ->
            new HourRow(
                new MeanSum(in.readLong(), in.readInt(), in.readLong(), in.readLong()),
                in.readBoolean(),
                new Suspect(in.readInt(), in.readInt())));
  }
}
