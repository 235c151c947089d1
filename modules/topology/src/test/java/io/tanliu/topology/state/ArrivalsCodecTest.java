// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.quality.DayArrivals;
import io.tanliu.domain.quality.Silence;
import io.tanliu.domain.quality.Tally;
import io.tanliu.domain.quality.UnitArrivals;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What came, as state; written down so that tomorrow reads it. */
class ArrivalsCodecTest {
  private static final String YESTERDAY =
      "02060002040280a0abfef962020c465554555245" + "040000000000ffffffffffffffffff0100";

  private static UnitArrivals arrivals(Map<Long, DayArrivals> resting) {
    UnitArrivals arrivals = new UnitArrivals();
    for (long day = 19_000; day < 19_003; day++) {
      DayArrivals came = arrivals.change(day, resting::get, resting::put);
      came.tally().took(Tally.Outcome.ACCEPTED, day - 18_990);
      came.tally().took(Tally.Outcome.WITHDRAWN, 2);
      came.tally().refused("NEGATIVE", 1);
      came.tally().receivedAt(day * 86_400_000L);
      came.delays().add(-5_000, 1);
      came.delays().add(61_000, day - 18_990);
      came.reached(day * 86_400_000L - 61_000);
      arrivals.account().add(came.tally());
    }
    arrivals.told(false);
    arrivals.silence(new Silence(false, 7, 5, 3));
    return arrivals;
  }

  @Test
  void shouldBringBackWhatCameFromAUnitWithTheDaysThatAreWrittenToNow() {
    Map<Long, DayArrivals> resting = new HashMap<>();
    UnitArrivals before = arrivals(resting);
    byte[] bytes = ArrivalsCodec.encode(before);
    UnitArrivals after = ArrivalsCodec.decode(bytes);
    assertThat(after.account()).isEqualTo(before.account());
    assertThat(after.account().received()).isEqualTo(10 + 11 + 12 + 9);
    assertThat(after.silence()).isEqualTo(before.silence());
    assertThat(after.told()).isFalse();
    assertThat(after.newestDay()).isEqualTo(19_002);
    assertThat(after.changed()).containsExactly(19_000L, 19_001L, 19_002L);
    assertThat(after.hot().keySet()).containsExactly(19_001L, 19_002L);
    assertThat(ArrivalsCodec.encode(after)).isEqualTo(bytes);
    assertThat(bytes).as("a frame writes this row").hasSizeLessThan(250);

    assertThat(resting).containsOnlyKeys(19_000L);
    byte[] day = ArrivalsCodec.encode(resting.get(19_000L));
    DayArrivals rested = ArrivalsCodec.decodeDay(day);
    assertThat(rested.delays().quantile(0.5)).isBetween(59_100L, 62_900L);
    assertThat(rested.delays().min()).isEqualTo(-5_000);
    assertThat(rested.lastReading()).isEqualTo(19_000 * 86_400_000L - 61_000);
    assertThat(ArrivalsCodec.encode(rested)).isEqualTo(day);
  }

  @Test
  void shouldReadTheTallyOfYesterday() {
    Tally tally = new Tally();
    tally.took(Tally.Outcome.ACCEPTED, 3);
    tally.took(Tally.Outcome.WITHDRAWN, 1);
    tally.refused("FUTURE", 2);
    tally.receivedAt(1_700_000_000_000L);
    byte[] bytes = ArrivalsCodec.encode(tally, new Tally());
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(YESTERDAY);
    Tally[] pair = ArrivalsCodec.decodePair(HexFormat.of().parseHex(YESTERDAY));
    assertThat(pair[0]).isEqualTo(tally);
    assertThat(pair[1]).isEqualTo(new Tally());
  }

  @Test
  void shouldBringBackWhatIsToldOfATally() {
    Tally tally = new Tally();
    tally.refused("FUTURE", 2);
    byte[] bytes = RollupCodec.counted(tally);
    assertThat(RollupCodec.isCounted(bytes)).isTrue();
    assertThat(RollupCodec.counted(bytes)).isEqualTo(tally);
  }
}
