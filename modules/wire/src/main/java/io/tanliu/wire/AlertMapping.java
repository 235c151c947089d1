// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.AlertChange;
import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertLevel;
import io.tanliu.avro.AlertSeverity;
import io.tanliu.avro.AlertState;
import io.tanliu.domain.alert.Condition;
import io.tanliu.domain.alert.Grounds;
import io.tanliu.domain.alert.RuleSetting;
import io.tanliu.domain.alert.Signal;
import io.tanliu.domain.alert.life.Acknowledgement;
import io.tanliu.domain.alert.life.AlertLife;
import io.tanliu.domain.alert.life.Command;
import io.tanliu.domain.alert.life.Mute;
import io.tanliu.domain.alert.life.Phase;
import io.tanliu.domain.alert.life.Told;
import java.time.Instant;
import java.util.Optional;

/** A change in the life of an alert as Avro. */
public final class AlertMapping {
  private AlertMapping() {}

  /** The record for a change. */
  public static AlertEvent toAvro(Told told) {
    AlertEvent.Builder event = AlertEvent.newBuilder();
    life(event, told);
    condition(event, told.life().signal());
    people(event, told);
    mute(event, told);
    return event.build();
  }

  private static void life(AlertEvent.Builder event, Told told) {
    AlertLife life = told.life();
    Phase phase = life.phase();
    event
        .setAlertId(life.signal().key().id())
        .setSequence(life.sequence())
        .setState(AlertState.valueOf(phase.state().name()))
        .setChange(AlertChange.valueOf(told.change().name()))
        .setSeverity(AlertSeverity.valueOf(phase.severity().name()))
        .setReason(told.reason())
        .setRestated(told.restated())
        .setDecidedAt(Instant.ofEpochMilli(told.at()))
        .setEpisode(phase.episode())
        .setEpisodeStart(phase.episode() == 0 ? null : Instant.ofEpochMilli(phase.episodeStart()))
        .setFlapScore(life.flapScore(told.at()))
        .setFlapping(life.flapping())
        .setGroupBy(told.setting().groupBy());
  }

  private static void condition(AlertEvent.Builder event, Signal signal) {
    Condition condition = signal.condition();
    Grounds grounds = signal.grounds();
    event
        .setRule(signal.key().rule())
        .setEntity(signal.key().entity())
        .setSubject(signal.key().subject())
        .setQuantity(grounds.quantity())
        .setPeriod(grounds.period())
        .setLevel(AlertLevel.valueOf(condition.level().name()))
        .setAt(Instant.ofEpochMilli(condition.at()))
        .setSince(Instant.ofEpochMilli(condition.since()))
        .setClosed(condition.closed())
        .setCrossedAt(SignalMapping.instant(grounds.crossedAt()))
        .setMeasured(grounds.measured().orElse(null))
        .setLimit(grounds.limit().orElse(null))
        .setSchedule(grounds.schedule().orElse(null))
        .setUnit(grounds.unit())
        .setCoverage(grounds.coverage())
        .setEstimated(grounds.estimated())
        .setRevision(grounds.revision())
        .setZone(grounds.zone())
        .setSource(grounds.source())
        .setRegion(signal.region().orElse(null))
        .setParents(signal.regions())
        .setLabels(grounds.labels());
  }

  private static void people(AlertEvent.Builder event, Told told) {
    AlertLife life = told.life();
    Optional<Acknowledgement> ack = life.acknowledgement();
    Optional<Command> command = told.command();
    long due = life.escalation().due();
    event
        .setAcknowledgedBy(ack.map(Acknowledgement::by).orElse(null))
        .setAcknowledgedAt(ack.map(a -> Instant.ofEpochMilli(a.at())).orElse(null))
        .setAcknowledgedNote(ack.map(Acknowledgement::note).filter(n -> !n.isEmpty()).orElse(null))
        .setEscalation(life.escalation().steps())
        .setEscalatedTo(life.escalation().to(life.signal().regions()).orElse(null))
        .setEscalatesAt(due == RuleSetting.NEVER ? null : Instant.ofEpochMilli(due))
        .setAuthor(command.map(Command::author).orElse(null))
        .setNote(command.map(Command::note).filter(n -> !n.isEmpty()).orElse(null))
        .setCommandId(command.map(Command::id).orElse(null));
  }

  private static void mute(AlertEvent.Builder event, Told told) {
    Mute mute = told.life().mute();
    boolean silenced = mute.silence().isPresent();
    event
        .setSilencedBy(mute.silence().orElse(null))
        .setSilencedUntil(silenced ? Instant.ofEpochMilli(mute.silencedUntil()) : null)
        .setInhibitedBy(mute.inhibitor().orElse(null))
        .setMuted(
            mute.silence()
                .map(id -> "silence " + id)
                .or(() -> mute.inhibitor().map(id -> "inhibited " + id))
                .orElse(told.life().flapping() ? "flapping" : null));
  }
}
