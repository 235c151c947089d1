// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.AlertSignal;
import io.tanliu.domain.alert.Alert;
import io.tanliu.domain.alert.BudgetJudge;
import io.tanliu.domain.alert.BudgetJudge.Verdict;
import io.tanliu.domain.alert.BudgetState;
import io.tanliu.domain.control.Evidence;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.ledger.Lines;
import io.tanliu.domain.ledger.Shares;
import io.tanliu.domain.ledger.WindowRows;
import io.tanliu.topology.state.Budget;
import io.tanliu.topology.state.StateKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The targets of a task's entities and what their rules have found. They are few and asked for with
 * every frame, so they are held in memory beside the store.
 */
final class BudgetDesk {
  private final BudgetJudge judge;
  private final Map<String, TreeMap<String, Budget>> byEntity = new HashMap<>();
  private KeyValueStore<Bytes, byte[]> store;

  BudgetDesk(Shares shares) {
    this.judge = new BudgetJudge(shares);
  }

  void init(KeyValueStore<Bytes, byte[]> budgets) {
    store = budgets;
    byEntity.clear();
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      all.forEachRemaining(row -> remember(Budget.decode(row.value)));
    }
  }

  private void remember(Budget budget) {
    Target target = budget.target();
    byEntity.computeIfAbsent(target.entity(), e -> new TreeMap<>()).put(target.id(), budget);
  }

  private void keep(Budget budget) {
    remember(budget);
    Target target = budget.target();
    store.put(StateKeys.child(target.entity(), target.id()), budget.encode());
  }

  /** Judges the budgets that a change can touch. */
  List<AlertSignal> judge(
      String entity, EntityBook book, WindowRows rows, SortedMap<Long, Lines> changes) {
    List<AlertSignal> signals = new ArrayList<>();
    for (Budget budget : List.copyOf(byEntity.getOrDefault(entity, new TreeMap<>()).values())) {
      if (touched(budget, book, changes)) {
        long from = changes.isEmpty() ? Long.MAX_VALUE : changes.firstKey();
        judge(budget, book, rows, from, Optional.empty(), signals);
      }
    }
    return signals;
  }

  private static boolean touched(Budget budget, EntityBook book, SortedMap<Long, Lines> changes) {
    long start = budget.target().period().start(book.zone());
    long end = budget.target().period().end(book.zone());
    boolean running = book.asOf() >= start && book.asOf() < end;
    return running
        || budget.pace().firing()
        || budget.due(book.asOf())
        || !changes.subMap(start, end).isEmpty();
  }

  private void judge(
      Budget budget,
      EntityBook book,
      WindowRows rows,
      long changedFrom,
      Optional<Alert.Reason> cause,
      List<AlertSignal> signals) {
    Target target = budget.target();
    Evidence evidence = judge.evidence(target, book, rows, book.zone());
    BudgetState breach =
        told(
            judge.breach(target, budget.breach(), evidence, rows, book.zone(), changedFrom),
            book,
            cause,
            signals);
    BudgetState pace =
        told(judge.pace(target, budget.pace(), evidence, rows, book.zone()), book, cause, signals);
    breach = told(judge.repeated(target, breach, evidence), book, Optional.empty(), signals);
    pace = told(judge.repeated(target, pace, evidence), book, Optional.empty(), signals);
    Budget judged = new Budget(target, breach, pace);
    if (!judged.equals(budget)) {
      keep(judged);
    }
  }

  /** Tells a change; one that a new target caused says so when it ends an alert. */
  private static BudgetState told(
      Verdict verdict, EntityBook book, Optional<Alert.Reason> cause, List<AlertSignal> signals) {
    verdict
        .alert()
        .map(alert -> alert.firing() || cause.isEmpty() ? alert : alert.because(cause.get()))
        .ifPresent(alert -> signals.add(AlertRecords.of(alert, book.zone())));
    return verdict.state();
  }

  /** Sets, changes or withdraws a target. */
  List<AlertSignal> target(
      String entity, String id, Optional<Target> target, EntityBook book, WindowRows rows) {
    List<AlertSignal> signals = new ArrayList<>();
    Budget known = byEntity.getOrDefault(entity, new TreeMap<>()).get(id);
    if (target.isEmpty()) {
      if (known != null) {
        withdraw(known, book, rows, signals);
      }
      return signals;
    }
    Budget budget =
        known == null
            ? Budget.of(target.get())
            : new Budget(target.get(), known.breach(), known.pace());
    keep(budget);
    if (book.asOf() != Long.MIN_VALUE) {
      judge(budget, book, rows, Long.MIN_VALUE, Optional.of(Alert.Reason.TARGET_CHANGED), signals);
    }
    return signals;
  }

  private void withdraw(
      Budget budget, EntityBook book, WindowRows rows, List<AlertSignal> signals) {
    Target target = budget.target();
    Evidence evidence = judge.evidence(target, book, rows, book.zone());
    for (BudgetState state : List.of(budget.breach(), budget.pace())) {
      if (state.firing()) {
        Verdict verdict = judge.resolved(target, state, evidence, Alert.Reason.TARGET_CHANGED);
        told(verdict, book, Optional.empty(), signals);
      }
    }
    byEntity.get(target.entity()).remove(target.id());
    store.delete(StateKeys.child(target.entity(), target.id()));
  }
}
