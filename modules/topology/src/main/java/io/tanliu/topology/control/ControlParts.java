// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.control.ControlSettings;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.Membership;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the processors of the control application share; none of it changes.
 *
 * @param settings what the deployment chose
 * @param zone zone of an entity of which nothing was published
 * @param packaged targets of the policies that come with the product, by entity
 * @param factors energy kinds with their dimensions
 * @param membership which entities a unit counts to
 * @param rules how rules judge
 */
record ControlParts(
    ControlSettings settings,
    ZoneId zone,
    Map<String, List<Target>> packaged,
    FactorBook factors,
    Membership membership,
    Supplier<RuleBook> rules) {

  /** Dimension of a quantity. */
  Optional<Dimension> dimension(String quantity) {
    Dimension derived = Quantities.derivedDimension(quantity);
    return derived != null
        ? Optional.of(derived)
        : factors.energy(quantity).map(EnergyKind::dimension);
  }

  /** Regions from an entity's own up; none when it is a unit or industry. */
  List<String> regions(String entity) {
    return Membership.isRegion(entity)
        ? membership.parents(entity, "").stream()
            .filter(parent -> !Membership.isIndustry(parent))
            .toList()
        : List.of();
  }
}
