// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A part of a list, and where it goes on. A page begins behind the item that the one before ended
 * with, so that what is added or goes meanwhile neither repeats nor hides others.
 *
 * @param next address of the next page; null on the last
 */
record Page<T>(List<T> items, int total, String next) {
  /** Parameter that says behind which item the page begins. */
  static final String AFTER = "after";

  private static final String LIMIT = "limit";

  /** The parameters of a list, with those of its pages. */
  static Set<String> parameters(String... others) {
    Set<String> names = new TreeSet<>(List.of(others));
    names.add(LIMIT);
    names.add(AFTER);
    return names;
  }

  /**
   * The page that is asked for.
   *
   * @param all the whole list, in its order
   * @param id of an item, unique in the list
   */
  static <T> Page<T> of(
      Context context,
      Parameters parameters,
      List<T> all,
      Function<T, String> id,
      int byDefault,
      int max) {
    int limit = parameters.limit(byDefault, max);
    int from = parameters.text(AFTER).map(after -> behind(all, id, after)).orElse(0);
    int to = (int) Math.min((long) from + limit, all.size());
    String next = to < all.size() ? address(context, id.apply(all.get(to - 1))) : null;
    return new Page<>(all.subList(from, to), all.size(), next);
  }

  private static <T> int behind(List<T> all, Function<T, String> id, String after) {
    for (int i = 0; i < all.size(); i++) {
      if (id.apply(all.get(i)).equals(after)) {
        return i + 1;
      }
    }
    throw Problem.badRequest(
        "UNKNOWN_AFTER",
        AFTER,
        Parameters.shorten(after),
        "what 'next' says; what it names has gone meanwhile, so begin anew");
  }

  /** The address that was asked, going on behind an item. */
  private static String address(Context context, String last) {
    Stream<String> asked =
        context.queryParamMap().keySet().stream()
            .filter(name -> !name.equals(AFTER))
            .sorted()
            .map(name -> name + "=" + encoded(context.queryParam(name)));
    return Stream.concat(asked, Stream.of(AFTER + "=" + encoded(last)))
        .reduce((a, b) -> a + "&" + b)
        .map(query -> context.path() + "?" + query)
        .orElseThrow();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(Optional.ofNullable(text).orElse(""), StandardCharsets.UTF_8);
  }

  boolean truncated() {
    return next != null;
  }
}
