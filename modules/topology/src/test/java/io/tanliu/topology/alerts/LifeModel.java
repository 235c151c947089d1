// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.alerts;

import io.tanliu.domain.alert.Condition;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.RuleSetting;
import io.tanliu.domain.alert.life.Command;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The life of an alert a second time, in the plainest way: where the alert ought to stand follows
 * from the condition and from whether it has fired; what is told follows from comparing that with
 * where it stood. Everything is remembered as it was said, in fields and lists.
 */
final class LifeModel {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long HOUR = 3_600_000L;

  String state = "RESOLVED";
  Level severity = Level.WARNING;
  boolean fired;
  int episode;
  long began;
  int told;
  String ack = "";
  int ackRank;
  int steps;
  long due = NEVER;
  String silence = "";
  String inhibitor = "";
  boolean flapping;
  long silencedUntil;
  Condition now;
  long crossedAt;
  private final List<Long> changes = new ArrayList<>();
  private final Set<String> commands = new HashSet<>();

  /** What mutes from outside. */
  record Outside(String silence, long until, String inhibitor) {}

  /** What mutes from outside depends on what was told. */
  interface OutsideOf {
    Outside of(Level told);
  }

  private boolean open() {
    return state.equals("FIRING") || state.equals("NO_DATA");
  }

  private int rank() {
    return !fired ? 0 : severity == Level.WARNING ? 1 : 2;
  }

  List<String> heard(
      Condition condition, long crossed, RuleSetting rule, int above, OutsideOf outside, long at) {
    if (now != null && now.level() != condition.level()) {
      changes.add(at);
    }
    boolean moved = now != null && crossedAt != 0 && crossed != 0 && crossed != crossedAt;
    now = condition;
    crossedAt = crossed;
    return step(rule, above, outside, at, moved);
  }

  List<String> looked(RuleSetting rule, int above, OutsideOf outside, long at) {
    return step(rule, above, outside, at, false);
  }

  private List<String> step(
      RuleSetting rule, int above, OutsideOf outside, long at, boolean moved) {
    List<String> said = new ArrayList<>();
    String ought = ought(rule);
    if (state.equals("NO_DATA")
        && !fired
        && !ought.equals("NO_DATA")
        && !ought.equals("RESOLVED")) {
      forget();
      state = "RESOLVED";
      said.add(say("RESOLVED", "data-returned", at));
    }
    String change = change(ought, rule);
    if (change.isEmpty()) {
      if (ought.equals("PENDING")) {
        severity = now.level();
      }
      wait(rule, above, outside, at, moved, said);
      return said;
    }
    if (change.equals("FIRED") && state.equals("RESOLVED") && rule.forDuration() > 0) {
      state = "PENDING";
      severity = now.level();
      forget();
      said.add(say("PENDED", now.reason(), at));
    }
    String reason = reason(change, rule);
    boolean newEpisode =
        change.equals("FIRED") || (change.equals("NO_DATA") && !state.equals("FIRING"));
    boolean worse = change.equals("RAISED");
    enter(ought, change, rule);
    flap(rule, at);
    mute(outside.of(severity));
    if (!open()) {
      due = NEVER;
      said.add(say(change, reason, at));
      return said;
    }
    boolean hadAck = !ack.isEmpty();
    if (newEpisode) {
      forget();
    } else if (hadAck && ackRank < rank()) {
      ack = "";
    }
    boolean lost = hadAck && ack.isEmpty();
    clock(rule, above, at, newEpisode || lost || worse);
    said.add(say(change, reason, at));
    return said;
  }

  /** As if nothing had been, but that it counts on. */
  void forgetAllButNumbers() {
    forget();
    severity = Level.WARNING;
    fired = false;
    began = 0;
    flapping = false;
    silence = "";
    silencedUntil = 0;
    inhibitor = "";
    now = null;
    crossedAt = 0;
    changes.clear();
    commands.clear();
  }

  private void forget() {
    ack = "";
    steps = 0;
    due = NEVER;
  }

  /** Where it ought to stand. */
  private String ought(RuleSetting rule) {
    if (!rule.enabled() || now.closed()) {
      return "RESOLVED";
    }
    if (now.noData()) {
      return "NO_DATA";
    }
    if (now.level() != Level.NONE) {
      boolean long1 = now.at() - now.activeSince().orElseThrow() >= rule.forDuration();
      return (open() && fired) || long1 ? "FIRING" : "PENDING";
    }
    if (!open() || !fired || neverWas()) {
      return "RESOLVED";
    }
    long last = now.lastTrue().orElse(now.since());
    return now.at() - last >= rule.keepFiring() ? "RESOLVED" : "FIRING";
  }

  private boolean neverWas() {
    if (now.lastTrue().isEmpty()) {
      return now.restated() || now.since() <= began;
    }
    return now.lastTrue().getAsLong() < began;
  }

  private String change(String ought, RuleSetting rule) {
    if (ought.equals(state)) {
      if (!state.equals("FIRING") || now.level() == Level.NONE) {
        return "";
      }
      int order = severity(rule).compareTo(severity);
      return order == 0 ? "" : order > 0 ? "RAISED" : "LOWERED";
    }
    return Map.of(
            "RESOLVED",
            state.equals("PENDING") ? "CLEARED" : "RESOLVED",
            "NO_DATA",
            "NO_DATA",
            "PENDING",
            "PENDED",
            "FIRING",
            state.equals("NO_DATA") ? "RESUMED" : "FIRED")
        .get(ought);
  }

  private Level severity(RuleSetting rule) {
    if (now.level() == Level.NONE) {
      return severity;
    }
    boolean longEnough = now.at() - now.since() >= rule.forDuration();
    boolean told = open() && fired && severity == Level.CRITICAL;
    return now.level() == Level.CRITICAL && (longEnough || told) ? Level.CRITICAL : Level.WARNING;
  }

  private String reason(String change, RuleSetting rule) {
    if (!change.equals("RESOLVED") && !change.equals("CLEARED")) {
      return now.reason();
    }
    if (!rule.enabled()) {
      return "rule-disabled";
    }
    if (now.closed()) {
      return now.reason();
    }
    if (state.equals("NO_DATA") && !fired) {
      return "data-returned";
    }
    return fired && open() && neverWas() ? "restated" : now.reason();
  }

  private void enter(String ought, String change, RuleSetting rule) {
    switch (change) {
      case "FIRED" -> {
        severity = severity(rule);
        fired = true;
        episode++;
        began = now.activeSince().orElseThrow();
      }
      case "NO_DATA" -> {
        if (!state.equals("FIRING")) {
          severity = Level.WARNING;
          fired = false;
          episode++;
          began = now.at();
        }
      }
      case "RESUMED", "RAISED", "LOWERED" -> severity = severity(rule);
      case "PENDED" -> severity = now.level();
      default -> fired = false;
    }
    state = ought;
  }

  private void flap(RuleSetting rule, long at) {
    int score = score(at);
    flapping = score >= rule.flapHigh() || (flapping && score >= rule.flapLow());
  }

  private int score(long at) {
    if (now.flapScore().isPresent()) {
      return now.flapScore().getAsInt();
    }
    double sum = 0;
    for (int k = 0; k < 20; k++) {
      long hour = Math.floorDiv(at, HOUR) - k;
      if (changes.stream().anyMatch(c -> Math.floorDiv(c, HOUR) == hour)) {
        sum += 1.2 - 0.4 * k / 19;
      }
    }
    return (int) Math.round(sum / 20 * 1000);
  }

  private void mute(Outside outside) {
    silence = outside.silence();
    silencedUntil = outside.until();
    inhibitor = outside.inhibitor();
  }

  private boolean muted() {
    return !silence.isEmpty() || !inhibitor.isEmpty();
  }

  private void clock(RuleSetting rule, int above, long at, boolean anew) {
    if (!ack.isEmpty() || muted() || steps >= Math.min(above, rule.escalateAfter().size())) {
      due = NEVER;
    } else if (anew || due == NEVER) {
      due = at + rule.escalateAfter().get(steps);
    }
  }

  private void wait(
      RuleSetting rule, int above, OutsideOf outside, long at, boolean moved, List<String> said) {
    boolean flappingBefore = flapping;
    String silenceBefore = silence + silencedUntil;
    boolean inhibitedBefore = !inhibitor.isEmpty();
    flap(rule, at);
    if (!open()) {
      return;
    }
    mute(outside.of(severity));
    String change = "";
    if (due <= at && !muted()) {
      due = NEVER;
      if (steps < above) {
        steps++;
        ack = "";
        change = "ESCALATED";
      }
    }
    clock(rule, above, at, false);
    if (change.isEmpty() && moved && state.equals("FIRING")) {
      change = "MOVED";
    }
    if (change.isEmpty() && inhibitedBefore == inhibitor.isEmpty()) {
      change = inhibitor.isEmpty() ? "UNINHIBITED" : "INHIBITED";
    }
    if (change.isEmpty() && !silenceBefore.equals(silence + silencedUntil)) {
      change = silence.isEmpty() ? "UNSILENCED" : "SILENCED";
    }
    if (change.isEmpty() && flapping != flappingBefore) {
      change = flapping ? "FLAPPING" : "STEADY";
    }
    if (!change.isEmpty()) {
      said.add(say(change, now.reason(), at));
    }
  }

  List<String> asked(Command command, RuleSetting rule, int above, long at) {
    boolean thisOne = command.episode().isEmpty() || command.episode().getAsInt() == episode;
    if (told == 0 || !thisOne || commands.contains(command.id())) {
      return List.of();
    }
    String change = "";
    switch (command.action()) {
      case NOTE -> change = "NOTED";
      case ACKNOWLEDGE -> {
        if (open()) {
          ack = command.author();
          ackRank = rank();
          due = NEVER;
          change = "ACKNOWLEDGED";
        }
      }
      case UNACKNOWLEDGE -> {
        if (open() && !ack.isEmpty()) {
          ack = "";
          clock(rule, above, at, true);
          change = "UNACKNOWLEDGED";
        }
      }
      case ESCALATE -> {
        if (open() && steps < above) {
          steps++;
          ack = "";
          clock(rule, above, at, true);
          change = "ESCALATED";
        }
      }
    }
    if (change.isEmpty()) {
      return List.of();
    }
    commands.add(command.id());
    return List.of(say(change, now.reason(), at));
  }

  private String say(String change, String reason, long at) {
    told++;
    return String.join(
        " ",
        change,
        "#" + told,
        state,
        severity.name(),
        "episode " + episode,
        reason,
        "up " + steps,
        "due " + (due == NEVER ? "-" : due),
        "ack " + ack,
        "silence " + silence,
        "by " + inhibitor,
        flapping ? "flapping" : "steady",
        "at " + at);
  }
}
