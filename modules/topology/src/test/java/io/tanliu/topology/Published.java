// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.WindowAmount;
import io.tanliu.oracle.OracleBooks;
import io.tanliu.oracle.OracleBooks.Share;
import io.tanliu.oracle.OracleBooks.Window;
import io.tanliu.wire.Keys;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Published windows against the oracle's, to the last unit and the last share. */
final class Published {
  private final Map<String, EntityWindow> energy;
  private final Map<String, EntityWindow> carbon;

  Published(Map<String, EntityWindow> energy, Map<String, EntityWindow> carbon) {
    this.energy = energy;
    this.carbon = carbon;
  }

  /**
   * Fails unless the newest records of an entity say what the oracle says: every window of the
   * oracle, and nothing in any other.
   *
   * @return number of windows compared
   */
  int shouldEqual(String entity, OracleBooks oracle, String how) {
    Map<String, Window> expected = new HashMap<>();
    oracle.windows().forEach(window -> expected.put(key(entity, window), window));
    Set<String> found = new HashSet<>();
    energy.keySet().stream().filter(k -> Keys.entity(k).equals(entity)).forEach(found::add);
    Set<String> missing = new HashSet<>(expected.keySet());
    missing.removeAll(found);
    assertThat(missing).as("%s: windows of %s that were not published", how, entity).isEmpty();
    for (String key : found) {
      EntityWindow record = energy.get(key);
      Window window =
          new Window(
              record.getGranularity(),
              record.getStart().toEpochMilli(),
              record.getEnd().toEpochMilli());
      Map<String, Share> actual = shares(key);
      Map<String, Share> truth = oracle.shares(expected.getOrDefault(key, window));
      if (!actual.equals(truth) || !expected.getOrDefault(key, window).equals(window)) {
        assertThat(actual).as("%s: %s %s", how, key, window).isEqualTo(truth);
        assertThat(window).as("%s: %s", how, key).isEqualTo(expected.get(key));
      }
    }
    return found.size();
  }

  private Map<String, Share> shares(String key) {
    Map<String, Share> shares = new TreeMap<>();
    EntityWindow window = energy.get(key);
    window
        .getAmounts()
        .forEach(
            (name, a) ->
                shares.put(name, new Share(a.getAmount(), a.getCoverage(), a.getEstimated())));
    if (!window.getGranularity().equals("15m")) {
      assertThat(carbon.get(key).getAmounts()).as(key).isEqualTo(carbon(window.getAmounts()));
    }
    shares.values().removeIf(share -> share.equals(new Share(0, 0, 0)));
    return shares;
  }

  private static Map<String, WindowAmount> carbon(Map<String, WindowAmount> amounts) {
    Map<String, WindowAmount> carbon = new TreeMap<>(amounts);
    carbon.keySet().removeIf(name -> !name.startsWith("co2e"));
    assertThat(carbon).containsKey("co2e");
    return carbon;
  }

  private static String key(String entity, Window window) {
    return window.granularity().startsWith("rolling")
        ? Keys.rolling(entity, window.granularity())
        : Keys.window(entity, window.granularity(), window.start());
  }
}
