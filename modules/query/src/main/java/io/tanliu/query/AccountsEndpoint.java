// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.tanliu.access.Permission;
import io.tanliu.access.Places;
import io.tanliu.access.http.HttpGate;
import io.tanliu.avro.QualityAccount;
import io.tanliu.wire.Keys;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code GET /api/v1/accounts}: what became of all readings. */
final class AccountsEndpoint {
  private static final List<String> KINDS = List.of("total", "gateway", "unit");
  private static final int DEFAULT_LIMIT = 1_000;
  private static final int MAX_LIMIT = 100_000;

  private final DecodedView<QualityAccount> accounts;

  AccountsEndpoint(DecodedView<QualityAccount> accounts) {
    this.accounts = accounts;
  }

  /** One account; {@code received = accepted + duplicate + corrected + rejected}. */
  record Item(
      String kind,
      String name,
      long received,
      long accepted,
      long duplicate,
      long corrected,
      long rejected,
      long withdrawn,
      Map<String, Long> rejectedByCode,
      String asOf) {

    static Item of(QualityAccount account) {
      Sources.read(account);
      return new Item(
          account.getKind(),
          account.getName(),
          account.getReceived(),
          account.getAccepted(),
          account.getDuplicate(),
          account.getCorrected(),
          account.getRejected(),
          account.getWithdrawn(),
          new TreeMap<>(account.getRejectedByCode()),
          account.getAsOf().toString());
    }
  }

  /** The list; {@code truncated} when there are more than the limit. */
  record ListAnswer(
      List<Item> accounts,
      int total,
      boolean truncated,
      @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

  /** What units sent is theirs; what gateways and all of them took is the province's. */
  private static boolean visible(Context context, QualityAccount account) {
    return account.getKind().equals("unit")
        ? HttpGate.sees(context, account.getName())
        : HttpGate.may(context, Permission.READ, Places::home);
  }

  /** The total first, then gateways, then units. */
  void list(Context context) {
    Parameters parameters = new Parameters(context, Page.parameters("kind", "name"));
    Optional<String> kind =
        parameters
            .text("kind")
            .map(k -> parameters.choice("kind", KINDS, k).toLowerCase(Locale.ROOT));
    Optional<String> name = parameters.text("name");
    List<Item> found =
        accounts.all().stream()
            .filter(a -> visible(context, a))
            .filter(a -> kind.isEmpty() || a.getKind().equals(kind.get()))
            .filter(a -> name.isEmpty() || a.getName().equals(name.get()))
            .sorted(
                Comparator.comparingInt((QualityAccount a) -> KINDS.indexOf(a.getKind()))
                    .thenComparing(QualityAccount::getName))
            .map(Item::of)
            .toList();
    Page<Item> page =
        Page.of(
            context,
            parameters,
            found,
            item -> item.kind() + Keys.SEPARATOR + item.name(),
            DEFAULT_LIMIT,
            MAX_LIMIT);
    Answers.json(
        context, new ListAnswer(page.items(), page.total(), page.truncated(), page.next()));
  }
}
