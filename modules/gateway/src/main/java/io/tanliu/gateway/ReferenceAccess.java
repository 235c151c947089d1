// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.javalin.http.Context;
import io.tanliu.access.Permission;
import io.tanliu.access.Place;
import io.tanliu.access.Places;
import io.tanliu.access.http.HttpGate;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.reference.register.RegisterDocument;
import java.util.HashMap;
import java.util.Map;

/** Whether a caller may write what stands in a register document: all of it, or none. */
final class ReferenceAccess {
  private final Context ctx;
  private final Map<String, String> regions = new HashMap<>();

  private ReferenceAccess(Context ctx, RegisterDocument document) {
    this.ctx = ctx;
    document.units().forEach(unit -> regions.put(unit.id(), unit.region()));
  }

  /**
   * Asks for everything that the document touches.
   *
   * @throws io.tanliu.access.AccessException when the caller may not write a part of it
   */
  static void require(Context ctx, RegisterDocument document) {
    ReferenceAccess access = new ReferenceAccess(ctx, document);
    for (EnergyUnit unit : document.units()) {
      // Where it stands now, and where it is to stand: nobody takes a unit from another's region.
      access.manage(unit.id());
      HttpGate.require(
          ctx,
          Permission.MANAGE,
          places -> Place.unit(unit.id(), places.region(unit.region()).regions()));
    }
    document.targets().forEach(target -> access.manage(target.entity()));
    document.quotas().forEach(quota -> access.manage(quota.entity()));
    document.reports().forEach(access::report);
    if (!document.factors().isEmpty() || !document.receivers().isEmpty()) {
      // Both reach beyond any one city.
      HttpGate.require(ctx, Permission.MANAGE, Places::home);
    }
  }

  private void manage(String entity) {
    HttpGate.require(ctx, Permission.MANAGE, places -> place(places, entity));
  }

  private void report(ActivityReport report) {
    if (!HttpGate.may(ctx, Permission.MANAGE, places -> place(places, report.entity()))) {
      HttpGate.require(ctx, Permission.REPORT, places -> place(places, report.entity()));
    }
  }

  /** Where an entity is; of a unit that the document brings, where that says. */
  private Place place(Places places, String entity) {
    Place known = places.entity(entity);
    String brought = regions.get(entity);
    return brought == null || !known.regions().isEmpty()
        ? known
        : Place.unit(entity, places.region(brought).regions());
  }
}
