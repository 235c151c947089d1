// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.alerts;

import io.tanliu.avro.AlertEvent;
import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.alert.Inhibition.Where;
import io.tanliu.domain.alert.RuleSetting;
import io.tanliu.domain.alert.Signal;
import io.tanliu.domain.alert.life.AlertLife;
import io.tanliu.domain.alert.life.AlertState;
import io.tanliu.domain.alert.life.Command;
import io.tanliu.domain.alert.life.Decision;
import io.tanliu.domain.alert.life.Ended;
import io.tanliu.domain.alert.life.LifeJudge;
import io.tanliu.domain.alert.life.Silence;
import io.tanliu.domain.alert.life.Surroundings;
import io.tanliu.domain.alert.life.Told;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Decides about the alerts of a task, and looks again at those that a decision touches. */
final class AlertsDesk {
  private final LifeStore lives;
  private final StoredRules rules;
  private final Silences silences;
  private final AlertsAbove above;
  private final LogTime time;
  private final Consumer<Told> tell;
  private final Consumer<AlertKey> forget;

  AlertsDesk(
      LifeStore lives,
      StoredRules rules,
      Silences silences,
      AlertsAbove above,
      LogTime time,
      Consumer<Told> tell,
      Consumer<AlertKey> forget) {
    this.lives = lives;
    this.rules = rules;
    this.silences = silences;
    this.above = above;
    this.time = time;
    this.tell = tell;
    this.forget = forget;
  }

  /** A rule has said something. */
  void heard(Signal signal) {
    Optional<AlertLife> before = lives.get(signal.key());
    Optional<AlertLife> known = before.or(() -> lives.takeUp(signal));
    hear(before, known, signal);
    if (before.isEmpty()) {
      // Only what is new makes the rows of an entity more, so then they are made fewer.
      reduce(signal.key());
    }
  }

  private void hear(Optional<AlertLife> before, Optional<AlertLife> known, Signal signal) {
    RuleSetting setting = rules.of(signal);
    take(before, LifeJudge.heard(known, signal, setting, around(), time.now()), setting);
  }

  /** Lets go of what is long over by the event time of the entity that has a new alert. */
  private void reduce(AlertKey begun) {
    String entity = begun.entity();
    List<AlertLife> all = lives.of(entity);
    long now = all.stream().mapToLong(life -> life.signal().condition().at()).max().orElse(0);
    for (AlertLife life : all) {
      if (Ended.over(life, now) && !life.signal().key().equals(begun)) {
        if (life.phase().state() != AlertState.RESOLVED) {
          close(life);
        }
        lives.get(life.signal().key()).ifPresent(ended -> lives.reduce(ended, time.now()));
      }
    }
    lives.forget(entity, time.now()).forEach(forget);
  }

  /** What still holds of a period that nothing can correct any more is not news for ever. */
  private void close(AlertLife life) {
    Signal last = life.signal();
    Signal over =
        new Signal(
            last.key(),
            last.condition().over(Ended.CLOSED),
            last.grounds(),
            last.region(),
            last.regions());
    hear(Optional.of(life), Optional.of(life), over);
  }

  /** Somebody asks something; of an alert that does not exist, nothing. */
  void asked(AlertKey alert, Command command) {
    lives
        .get(alert)
        .ifPresent(
            life -> {
              RuleSetting setting = rules.of(life.signal());
              Decision decision = LifeJudge.asked(life, command, setting, around(), time.now());
              take(Optional.of(life), decision, setting);
            });
  }

  /** Looks again at every alert of which that may be asked. */
  void look(Predicate<AlertLife> which) {
    lives.all().stream().filter(which).map(life -> life.signal().key()).forEach(this::look);
  }

  /** An alert of a region began or ceased to fire. */
  void changedAbove(AlertEvent event) {
    if (above.changed(event)) {
      look(life -> open(life) && life.signal().regions().contains(event.getEntity()));
    }
  }

  /** Does what is due up to a log time, each at its time and in order. */
  void reach(long to) {
    for (long next = next(); next <= to; next = next()) {
      time.reach(next);
      boolean boundary = silences.next(time.now() - 1) == time.now();
      lives.due(time.now()).forEach(life -> look(life.signal().key()));
      lives.passed();
      if (boundary) {
        look(AlertsDesk::open);
        silences.forget(time.now());
      }
    }
    time.reach(to);
  }

  private long next() {
    return Math.min(lives.next(), silences.next(time.now()));
  }

  static boolean open(AlertLife life) {
    return life.phase().state().open();
  }

  /** As it is stored now: a look at another may have changed it just before. */
  private void look(AlertKey key) {
    lives.get(key).ifPresent(this::look);
  }

  private void look(AlertLife life) {
    RuleSetting setting = rules.of(life.signal());
    take(Optional.of(life), LifeJudge.looked(life, setting, around(), time.now()), setting);
  }

  private void take(Optional<AlertLife> before, Decision decision, RuleSetting setting) {
    lives.put(before, decision.life());
    decision.told().forEach(tell);
    boolean fired = before.map(AlertsDesk::firing).orElse(false);
    if (fired != firing(decision.life()) && !setting.inhibits().isEmpty()) {
      AlertKey key = decision.life().signal().key();
      lives.of(key.entity()).stream()
          .filter(life -> open(life) && !life.signal().key().equals(key))
          .map(life -> life.signal().key())
          .forEach(this::look);
    }
  }

  private static boolean firing(AlertLife life) {
    return life.phase().state() == AlertState.FIRING;
  }

  private Surroundings around() {
    return new Surroundings() {
      @Override
      public Optional<Silence> silence(AlertLife life) {
        return silences.covering(life, time.now());
      }

      @Override
      public Optional<String> inhibitor(AlertLife life) {
        return beside(life)
            .or(() -> above.explaining(life, key -> explains(key, life)))
            .map(AlertKey::id);
      }
    };
  }

  private Optional<AlertKey> beside(AlertLife life) {
    AlertKey key = life.signal().key();
    List<AlertLife> others = lives.of(key.entity());
    return others.stream()
        .filter(other -> firing(other) && !other.signal().key().equals(key))
        .filter(other -> explains(rules.of(other.signal()), other, life))
        .map(other -> other.signal().key())
        .findFirst();
  }

  private static boolean explains(RuleSetting setting, AlertLife firing, AlertLife life) {
    boolean same = firing.signal().key().subject().equals(life.signal().key().subject());
    return explains(setting, life, Where.ENTITY)
        || (same && explains(setting, life, Where.SUBJECT));
  }

  private boolean explains(AlertKey region, AlertLife life) {
    return explains(rules.of(region, life.signal().regions()), life, Where.BELOW);
  }

  private static boolean explains(RuleSetting setting, AlertLife life, Where where) {
    boolean noData = life.phase().state() == AlertState.NO_DATA;
    return setting.inhibits().stream()
        .filter(inhibition -> inhibition.where() == where)
        .anyMatch(inhibition -> inhibition.explains(life.signal().key().rule(), noData));
  }
}
