// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.javalin.http.Context;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.reference.Quantity;
import io.tanliu.reference.Seeds;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * {@code GET /api/v1/overview}. Every open page asks every five seconds, so an answer serves all of
 * them for a second.
 */
final class OverviewEndpoint {
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MAX_KEPT = 256;
  private static final int TURNS = 64;

  private final Overview overview;
  private final Directory directory;
  private final Seeds seeds;
  private final String home;
  private final List<Object> turns = Stream.generate(Object::new).limit(TURNS).toList();
  private final Map<Question, Kept> kept =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Kept> eldest) {
          return size() > MAX_KEPT;
        }
      };

  private record Question(String region, String quantity, Optional<YearMonth> month) {}

  private record Kept(Overview.Answer answer, Sources sources, long at) {}

  OverviewEndpoint(Overview overview, Directory directory, Seeds seeds, String home) {
    this.overview = overview;
    this.directory = directory;
    this.seeds = seeds;
    this.home = home;
  }

  void handle(Context context) {
    Parameters parameters = new Parameters(context, Set.of("region", "quantity", "month"));
    Quantity quantity = parameters.quantity(seeds, Quantities.TCE);
    Optional<YearMonth> month = parameters.text("month").map(OverviewEndpoint::month);
    Entity region = directory.require(parameters.text("region").orElse(home));
    if (region.kind() != Entity.Kind.REGION) {
      throw Problem.badRequest("NOT_A_REGION", "region", region.id(), "a region code");
    }
    Question question = new Question(region.id(), quantity.name(), month);
    Overview.Answer answer = fresh(question, () -> overview.of(region, quantity, month));
    Answers.json(context, answer, answer.withoutClock());
  }

  /** Of many who ask the same at once one finds out, and the others wait for what it finds. */
  private Overview.Answer fresh(Question question, Supplier<Overview.Answer> ask) {
    synchronized (turns.get(Math.floorMod(question.hashCode(), TURNS))) {
      return known(question, ask);
    }
  }

  private Overview.Answer known(Question question, Supplier<Overview.Answer> ask) {
    synchronized (kept) {
      Kept before = kept.get(question);
      if (before != null && System.nanoTime() - before.at() < FRESH_NANOS) {
        before.sources().again();
        return before.answer();
      }
    }
    Overview.Answer answer = ask.get();
    synchronized (kept) {
      kept.remove(question);
      kept.put(question, new Kept(answer, Sources.soFar(), System.nanoTime()));
    }
    return answer;
  }

  private static YearMonth month(String text) {
    try {
      YearMonth month = YearMonth.parse(text);
      if (month.getYear() >= 1970 && month.getYear() <= 2200) {
        return month;
      }
    } catch (DateTimeException e) {
      // Answered below, together with a year out of range.
    }
    throw Problem.badRequest(
        "BAD_TIME", "month", Parameters.shorten(text), "yyyy-MM, 1970 to 2200");
  }
}
