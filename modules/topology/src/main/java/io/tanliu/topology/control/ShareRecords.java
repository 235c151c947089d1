// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.avro.ShareTarget;
import io.tanliu.avro.ShareWindow;
import io.tanliu.domain.control.ControlFacts;
import io.tanliu.domain.control.EnergyStructure.Share;
import io.tanliu.domain.control.LampLevel;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.ShareGoal;
import io.tanliu.domain.control.Target;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shares as they are published. */
final class ShareRecords {
  private static final String PREFIX = "tce.";

  private ShareRecords() {}

  /** Name of a share: the part without the whole. */
  static String name(String part) {
    return part.startsWith(PREFIX) ? part.substring(PREFIX.length()) : part;
  }

  static ShareWindow of(
      String entity, String part, Period period, Share share, ControlFacts facts, Stamp stamp) {
    List<ShareTarget> targets = new ArrayList<>();
    for (Target target : facts.targets()) {
      if (ShareGoal.concerns(target, part, period)) {
        targets.add(target(target, share, facts));
      }
    }
    return ShareWindow.newBuilder()
        .setEntity(entity)
        .setShare(name(part))
        .setPeriod(period.text())
        .setZone(facts.ledger().zone().getId())
        .setAsOf(Instant.ofEpochMilli(stamp.asOf()))
        .setPart(share.part())
        .setWhole(share.whole().amount())
        .setValue(LampRecords.shown(share.value()))
        .setCoverage(share.whole().coverage().doubleValue())
        .setEstimated(share.whole().estimated().doubleValue())
        .setProvisional(
            share.whole().provisional()
                || facts.ledger().asOf() < period.end(facts.ledger().zone()))
        .setTargets(targets)
        .setRevision(stamp.revision())
        .build();
  }

  private static ShareTarget target(Target target, Share share, ControlFacts facts) {
    Optional<BigDecimal> goal = ShareGoal.of(target);
    String state = "NOT_SET";
    if (goal.isPresent()) {
      boolean judged = share.value().isPresent() && facts.covered(share.whole().coverage());
      state =
          !judged
              ? LampLevel.NOT_ASSESSABLE.name()
              : target.terms().operator().holds(share.value().get(), goal.get()) ? "MET" : "MISSED";
    }
    return new ShareTarget(
        target.id(),
        target.terms().operator().symbol(),
        goal.map(BigDecimal::toPlainString).orElse(null),
        state,
        target.terms().nature().name(),
        target.period().text(),
        target.source());
  }
}
