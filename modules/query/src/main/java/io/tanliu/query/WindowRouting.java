// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.state.HostInfo;

/** Tells which instance keeps an entity's windows. */
interface WindowRouting {
  /** Host of an instance that runs alone or was given no address. */
  HostInfo UNNAMED = HostInfo.unavailable();

  /**
   * Where a key of a store is kept.
   *
   * @param host address of the instance that keeps it; {@link #UNNAMED} while there is none
   * @param standbys addresses of those that keep a warm copy
   * @param partition of the key
   */
  record Place(HostInfo host, Set<HostInfo> standbys, int partition) {
    public Place {
      standbys = Set.copyOf(standbys);
    }
  }

  /**
   * The place of an entity's windows.
   *
   * @throws Problem 503 while the stores are being assigned
   */
  Place place(String store, String entity);

  /** True when that is this instance. */
  boolean here(HostInfo host);

  /** Addresses of the other instances, for the health page. */
  List<HostInfo> others();
}
