// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.alerts;

import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.alert.Condition;
import io.tanliu.domain.alert.Grounds;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.Signal;
import io.tanliu.domain.alert.life.Acknowledgement;
import io.tanliu.domain.alert.life.AlertLife;
import io.tanliu.domain.alert.life.AlertState;
import io.tanliu.domain.alert.life.Ended;
import io.tanliu.domain.alert.life.Escalation;
import io.tanliu.domain.alert.life.Flaps;
import io.tanliu.domain.alert.life.Mute;
import io.tanliu.domain.alert.life.Phase;
import io.tanliu.topology.state.StateReader;
import io.tanliu.topology.state.StateWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** One alert as bytes; begins with the version of its layout. */
final class AlertLifeCodec {
  private static final int VERSION = 1;

  private AlertLifeCodec() {}

  static byte[] encode(AlertLife life) {
    StateWriter out = new StateWriter(VERSION);
    key(out, life.signal().key());
    condition(out, life.signal().condition());
    grounds(out, life.signal().grounds());
    text(out, life.signal().region());
    texts(out, life.signal().regions());
    phase(out, life.phase());
    out.number(life.sequence());
    out.number(life.acknowledgement().isPresent() ? 1 : 0);
    life.acknowledgement()
        .ifPresent(ack -> out.text(ack.by()).number(ack.at()).text(ack.note()).number(ack.rank()));
    out.number(life.escalation().steps()).number(life.escalation().due());
    text(out, life.mute().silence());
    out.number(life.mute().silencedUntil());
    text(out, life.mute().inhibitor());
    out.number(life.flapping() ? 1 : 0);
    out.number(life.flaps().hour()).number(life.flaps().changes());
    texts(out, life.commands());
    return out.bytes();
  }

  static byte[] encode(Ended ended) {
    StateWriter out = new StateWriter(VERSION);
    return out.number(ended.sequence()).number(ended.episode()).number(ended.at()).bytes();
  }

  static Ended ended(byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION);
    return new Ended(in.count(), in.count(), in.number());
  }

  static AlertLife decode(byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION);
    Signal signal =
        new Signal(
            new AlertKey(in.text(), in.text(), in.text()),
            condition(in),
            grounds(in),
            text(in),
            texts(in));
    return new AlertLife(
        signal,
        phase(in),
        in.count(),
        in.number() == 1
            ? Optional.of(new Acknowledgement(in.text(), in.number(), in.text(), in.count()))
            : Optional.empty(),
        new Escalation(in.count(), in.number()),
        new Mute(text(in), in.number(), text(in)),
        in.number() == 1,
        new Flaps(in.number(), in.count()),
        texts(in));
  }

  private static void key(StateWriter out, AlertKey key) {
    out.text(key.rule()).text(key.entity()).text(key.subject());
  }

  private static void condition(StateWriter out, Condition condition) {
    out.text(condition.level().name()).number(condition.noData() ? 1 : 0).number(condition.since());
    time(out, condition.activeSince());
    time(out, condition.lastTrue());
    out.number(condition.at())
        .number(condition.restated() ? 1 : 0)
        .number(condition.closed() ? 1 : 0)
        .text(condition.reason());
    out.number(condition.flapScore().isPresent() ? condition.flapScore().getAsInt() + 1 : 0);
  }

  private static Condition condition(StateReader in) {
    return new Condition(
        Level.valueOf(in.text()),
        in.number() == 1,
        in.number(),
        time(in),
        time(in),
        in.number(),
        in.number() == 1,
        in.number() == 1,
        in.text(),
        score(in.count()));
  }

  private static OptionalInt score(int stored) {
    return stored == 0 ? OptionalInt.empty() : OptionalInt.of(stored - 1);
  }

  private static void grounds(StateWriter out, Grounds grounds) {
    out.text(grounds.quantity()).text(grounds.period());
    time(out, grounds.crossedAt());
    text(out, grounds.measured());
    text(out, grounds.limit());
    text(out, grounds.schedule());
    out.text(grounds.unit())
        .number(Double.doubleToLongBits(grounds.coverage()))
        .number(Double.doubleToLongBits(grounds.estimated()))
        .number(grounds.revision())
        .text(grounds.zone())
        .text(grounds.source())
        .number(grounds.labels().size());
    new TreeMap<>(grounds.labels()).forEach((name, value) -> out.text(name).text(value));
  }

  private static Grounds grounds(StateReader in) {
    return new Grounds(
        in.text(),
        in.text(),
        time(in),
        text(in),
        text(in),
        text(in),
        in.text(),
        Double.longBitsToDouble(in.number()),
        Double.longBitsToDouble(in.number()),
        in.number(),
        in.text(),
        in.text(),
        labels(in));
  }

  private static Map<String, String> labels(StateReader in) {
    Map<String, String> labels = new LinkedHashMap<>();
    int size = in.count();
    for (int i = 0; i < size; i++) {
      labels.put(in.text(), in.text());
    }
    return labels;
  }

  private static void phase(StateWriter out, Phase phase) {
    out.text(phase.state().name())
        .text(phase.severity().name())
        .number(phase.fired() ? 1 : 0)
        .number(phase.episode())
        .number(phase.episodeStart());
  }

  private static Phase phase(StateReader in) {
    return new Phase(
        AlertState.valueOf(in.text()),
        Level.valueOf(in.text()),
        in.number() == 1,
        in.count(),
        in.number());
  }

  private static void time(StateWriter out, OptionalLong time) {
    out.number(time.isPresent() ? 1 : 0);
    time.ifPresent(out::number);
  }

  private static OptionalLong time(StateReader in) {
    return in.number() == 1 ? OptionalLong.of(in.number()) : OptionalLong.empty();
  }

  private static void text(StateWriter out, Optional<String> text) {
    out.number(text.isPresent() ? 1 : 0);
    text.ifPresent(out::text);
  }

  private static Optional<String> text(StateReader in) {
    return in.number() == 1 ? Optional.of(in.text()) : Optional.empty();
  }

  private static void texts(StateWriter out, List<String> texts) {
    out.number(texts.size());
    texts.forEach(out::text);
  }

  private static List<String> texts(StateReader in) {
    List<String> texts = new ArrayList<>();
    int size = in.count();
    for (int i = 0; i < size; i++) {
      texts.add(in.text());
    }
    return texts;
  }
}
