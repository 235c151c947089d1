// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.alert.Condition;
import io.tanliu.domain.alert.Grounds;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.RuleSetting;
import io.tanliu.domain.alert.Side;
import io.tanliu.domain.alert.Signal;
import io.tanliu.domain.alert.life.Acknowledgement;
import io.tanliu.domain.alert.life.AlertLife;
import io.tanliu.domain.alert.life.AlertState;
import io.tanliu.domain.alert.life.Change;
import io.tanliu.domain.alert.life.Command;
import io.tanliu.domain.alert.life.Decision;
import io.tanliu.domain.alert.life.Ended;
import io.tanliu.domain.alert.life.LifeJudge;
import io.tanliu.domain.alert.life.Silence;
import io.tanliu.domain.alert.life.Surroundings;
import io.tanliu.domain.alert.life.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/** One random history of an alert, lived twice: as it is in the product, and as the model says. */
final class RandomLife {
  private static final long HOUR = 3_600_000L;
  private static final long BEGIN = 1_700_000_000_000L;
  private static final AlertKey KEY = new AlertKey("rule", "U", "T");
  private static final List<String> REGIONS = List.of("360102", "360100", "360000", "100000");
  private static final Map<AlertState, Set<AlertState>> NEXT =
      Map.of(
          AlertState.RESOLVED, Set.of(AlertState.PENDING, AlertState.FIRING, AlertState.NO_DATA),
          AlertState.PENDING, Set.of(AlertState.FIRING, AlertState.NO_DATA, AlertState.RESOLVED),
          AlertState.FIRING, Set.of(AlertState.NO_DATA, AlertState.RESOLVED),
          AlertState.NO_DATA, Set.of(AlertState.FIRING, AlertState.RESOLVED));

  /** A level from a time on. */
  private record Step(long at, Level level) {}

  private final int seed;
  private final Random random;
  private final Map<Change, Integer> seen;
  private final LifeModel model = new LifeModel();
  private final List<Step> course = new ArrayList<>();
  private final List<Silence> silences = new ArrayList<>();
  private final boolean steps;
  private final List<String> regions;
  private Optional<AlertLife> life = Optional.empty();
  private Optional<Ended> ended = Optional.empty();
  private AlertState stood = AlertState.RESOLVED;
  private RuleSetting rule;
  private String inhibitor = "";
  private long time = BEGIN;
  private long data = BEGIN - 400 * HOUR;
  private long crossedAt = BEGIN - 300 * HOUR;
  private int commands;
  private int told;

  RandomLife(int seed, Map<Change, Integer> seen) {
    this.seed = seed;
    this.seen = seen;
    random = new Random(seed);
    rule = rule(true);
    steps = random.nextBoolean();
    regions = REGIONS.subList(random.nextInt(4), 4);
  }

  int told() {
    return told;
  }

  private RuleSetting rule(boolean enabled) {
    List<Long> up =
        List.of(List.<Long>of(), List.of(HOUR), List.of(HOUR, 2 * HOUR)).get(random.nextInt(3));
    return new RuleSetting(
        "rule",
        enabled,
        Side.ABOVE,
        "1",
        Map.of(),
        random.nextInt(2) * 2 * HOUR,
        random.nextInt(2) * 3 * HOUR,
        RuleSetting.NEVER,
        up,
        List.of(),
        List.of(),
        100,
        random.nextBoolean() ? 200 : RuleSetting.NO_FLAPPING,
        "");
  }

  void run() {
    for (int i = 0; i < 25; i++) {
      reach(time + random.nextInt(90) * 60_000L);
      switch (random.nextInt(11)) {
        case 10 -> forget();
        case 0 -> ask();
        case 1 -> silence();
        case 2 -> inhibit();
        case 3 -> {
          if (random.nextInt(4) == 0) {
            rule = rule(!rule.enabled() || random.nextInt(3) > 0);
            look();
          }
        }
        default -> hear(condition(random.nextInt(25) == 0));
      }
    }
    notStuck();
  }

  /** Whatever happened: what is over ends, and what holds fires. */
  private void notStuck() {
    rule = rule(true);
    look();
    reach(time + HOUR);
    hear(plain(Level.NONE));
    assertThat(life.orElseThrow().phase().state()).as(how()).isEqualTo(AlertState.RESOLVED);
    reach(time + HOUR);
    hear(plain(Level.CRITICAL));
    assertThat(life.orElseThrow().phase().state()).as(how()).isEqualTo(AlertState.FIRING);
    assertThat(life.orElseThrow().phase().severity()).as(how()).isEqualTo(Level.CRITICAL);
  }

  private Condition plain(Level level) {
    long since = data + HOUR;
    data = since + 100 * HOUR;
    OptionalLong active = level == Level.NONE ? OptionalLong.empty() : OptionalLong.of(since);
    OptionalLong last = level == Level.NONE ? OptionalLong.of(since) : OptionalLong.of(data);
    return new Condition(
        level, false, since, active, last, data, false, false, "end", OptionalInt.empty());
  }

  /** Its period is long over: only its numbers are kept, and perhaps it begins again. */
  private void forget() {
    if (life.isPresent() && stood == AlertState.RESOLVED) {
      byte[] kept = AlertLifeCodec.encode(Ended.of(life.get(), time));
      ended = Optional.of(AlertLifeCodec.ended(kept));
      life = Optional.empty();
      model.forgetAllButNumbers();
    }
  }

  /** Does what is due up to a time, first the one and then the other. */
  private void reach(long to) {
    for (long next = next(); next <= to; next = next()) {
      time = Math.max(time, next);
      look();
    }
    time = to;
  }

  private long next() {
    long due = life.map(AlertLife::due).orElse(Long.MAX_VALUE);
    for (Silence silence : silences) {
      due = silence.from() > time ? Math.min(due, silence.from()) : due;
      due = silence.until() > time ? Math.min(due, silence.until()) : due;
    }
    return due;
  }

  private void hear(Condition condition) {
    Signal signal =
        new Signal(
            KEY,
            condition,
            new Grounds(
                "tce",
                "2024",
                OptionalLong.of(crossedAt),
                Optional.of("12"),
                Optional.of("11.5"),
                Optional.empty(),
                "gce",
                0.875,
                0,
                7,
                "Asia/Shanghai",
                "文件 1",
                Map.of("industry", "3120")),
            Optional.of(regions.get(0)),
            regions);
    Optional<AlertLife> known = life.or(() -> ended.map(numbers -> numbers.again(signal)));
    ended = Optional.empty();
    take(
        LifeJudge.heard(known, signal, rule, around(), time),
        model.heard(condition, crossedAt, rule, above(), outside(), time));
    boolean again = random.nextInt(4) == 0;
    if (again) {
      Decision repeated = LifeJudge.heard(life, signal, rule, around(), time);
      assertThat(repeated.told()).as("%s: the same again", how()).isEmpty();
      assertThat(repeated.life()).as("%s: the same again", how()).isEqualTo(life.orElseThrow());
    }
  }

  private void look() {
    life.ifPresent(
        known ->
            take(
                LifeJudge.looked(known, rule, around(), time),
                model.looked(rule, above(), outside(), time)));
  }

  private void ask() {
    if (life.isEmpty()) {
      return;
    }
    if (commands == 0 || random.nextInt(4) > 0) {
      commands++;
    }
    Command command =
        new Command(
            "c" + commands,
            Command.Action.values()[random.nextInt(4)],
            random.nextInt(4) == 0 ? OptionalInt.of(random.nextInt(3)) : OptionalInt.empty(),
            random.nextBoolean() ? "张三" : "李四",
            "");
    take(
        LifeJudge.asked(life.get(), command, rule, around(), time),
        model.asked(command, rule, above(), time));
  }

  private void silence() {
    if (!silences.isEmpty() && random.nextInt(3) == 0) {
      silences.remove(random.nextInt(silences.size()));
    } else {
      long from = time + (random.nextInt(4) - 1) * HOUR;
      silences.add(
          new Silence(
              "s" + silences.size() + random.nextInt(3),
              Set.of(),
              Optional.empty(),
              Optional.empty(),
              random.nextInt(3) == 0 ? Optional.of(Level.WARNING) : Optional.empty(),
              Optional.empty(),
              from,
              Math.max(time, from) + (1 + random.nextInt(5)) * HOUR,
              Optional.empty(),
              "值班",
              "检修"));
    }
    look();
  }

  private void inhibit() {
    inhibitor = inhibitor.isEmpty() ? "unit-offline|U|connection" : "";
    look();
  }

  private int above() {
    return regions.size() - 2;
  }

  private Optional<Silence> covering(Level told) {
    Optional<Silence> best = Optional.empty();
    for (Silence silence : silences) {
      boolean holds = silence.from() <= time && time < silence.until();
      boolean covers =
          silence.severity().isEmpty() || told.compareTo(silence.severity().get()) <= 0;
      if (holds && covers && (best.isEmpty() || silence.until() > best.get().until())) {
        best = Optional.of(silence);
      }
    }
    return best;
  }

  private Surroundings around() {
    return new Surroundings() {
      @Override
      public Optional<Silence> silence(AlertLife asked) {
        return covering(asked.phase().severity());
      }

      @Override
      public Optional<String> inhibitor(AlertLife asked) {
        return inhibitor.isEmpty() ? Optional.empty() : Optional.of(inhibitor);
      }
    };
  }

  private LifeModel.OutsideOf outside() {
    return told -> {
      Optional<Silence> silence = covering(told);
      return new LifeModel.Outside(
          silence.map(Silence::id).orElse(""), silence.map(Silence::until).orElse(0L), inhibitor);
    };
  }

  /** What the data say next; now and then what was long ago becomes another. */
  private Condition condition(boolean closed) {
    data += random.nextInt(5) * HOUR / 2;
    Level level = Level.values()[Math.max(0, random.nextInt(5) - 2)];
    boolean restated = !course.isEmpty() && random.nextInt(6) == 0;
    if (restated) {
      course.replaceAll(
          step ->
              random.nextInt(3) == 0
                  ? new Step(step.at(), level == Level.NONE ? level : any())
                  : step);
      if (random.nextBoolean()) {
        crossedAt += HOUR;
      }
    }
    if (course.isEmpty() || course.get(course.size() - 1).at() < data) {
      course.add(new Step(data, level));
    }
    int last = course.size() - 1;
    Level now = course.get(last).level();
    long since = data;
    long active = data;
    for (int i = last; i >= 0 && same(course.get(i).level(), now); i--) {
      since = course.get(i).at();
    }
    for (int i = last; i >= 0 && course.get(i).level() != Level.NONE; i--) {
      active = course.get(i).at();
    }
    OptionalLong lastTrue = OptionalLong.empty();
    for (Step step : course) {
      if (step.level() != Level.NONE) {
        lastTrue = OptionalLong.of(step.at());
      }
    }
    return new Condition(
        now,
        random.nextInt(8) == 0,
        since,
        now == Level.NONE ? OptionalLong.empty() : OptionalLong.of(active),
        random.nextInt(5) == 0 && now == Level.NONE ? OptionalLong.empty() : lastTrue,
        data,
        restated,
        closed,
        "because-" + random.nextInt(3),
        steps ? OptionalInt.of(random.nextInt(1001)) : OptionalInt.empty());
  }

  private static boolean same(Level step, Level now) {
    return now == Level.NONE ? step == Level.NONE : step.compareTo(now) >= 0;
  }

  private Level any() {
    return Level.values()[random.nextInt(3)];
  }

  private void take(Decision decision, List<String> expected) {
    List<String> said = new ArrayList<>();
    for (Told change : decision.told()) {
      said.add(text(change));
      seen.merge(change.change(), 1, Integer::sum);
      follows(change);
      told++;
    }
    assertThat(said).as(how()).isEqualTo(expected);
    // A restart at every point: what is stored is what goes on.
    AlertLife kept = AlertLifeCodec.decode(AlertLifeCodec.encode(decision.life()));
    assertThat(kept).as(how()).isEqualTo(decision.life());
    life = Optional.of(kept);
  }

  private void follows(Told change) {
    AlertState next = change.life().phase().state();
    if (next != stood) {
      assertThat(NEXT.get(stood)).as("%s: after %s", how(), stood).contains(next);
    }
    stood = next;
  }

  private static String text(Told told) {
    AlertLife life = told.life();
    long due = life.escalation().due();
    return String.join(
        " ",
        told.change().name(),
        "#" + life.sequence(),
        life.phase().state().name(),
        life.phase().severity().name(),
        "episode " + life.phase().episode(),
        told.reason(),
        "up " + life.escalation().steps(),
        "due " + (due == RuleSetting.NEVER ? "-" : due),
        "ack " + life.acknowledgement().map(Acknowledgement::by).orElse(""),
        "silence " + life.mute().silence().orElse(""),
        "by " + life.mute().inhibitor().orElse(""),
        life.flapping() ? "flapping" : "steady",
        "at " + told.at());
  }

  private String how() {
    return "seed " + seed + " at " + (time - BEGIN) / 60_000 + " min";
  }
}
