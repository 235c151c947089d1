// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.hj212;

import io.tanliu.domain.device.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest requests of each device, as the topic tells them; what this gateway itself has changed
 * is newer than what it reads of it.
 */
public final class RequestBook {
  /** Open requests of one device; more are not taken. */
  public static final int MOST_OPEN = 20;

  private static final int MOST_KEPT = 100;
  private static final int MOST_OWN = 100_000;
  private static final Comparator<Request> AGE =
      Comparator.comparing(Request::createdAt).thenComparing(Request::id);

  private final Map<String, Map<String, Request>> requests = new TreeMap<>();
  private final Map<String, Request> own =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Request> eldest) {
          return size() > MOST_OWN;
        }
      };

  /** All requests of a device, the newest first. */
  public synchronized List<Request> of(String mn) {
    return requests.getOrDefault(mn, Map.of()).values().stream().sorted(AGE.reversed()).toList();
  }

  /** Open requests of a device. */
  public synchronized long open(String mn) {
    return of(mn).stream().filter(request -> request.state().open()).count();
  }

  /** Whether there is room for it, and the same is not open already. */
  synchronized boolean takes(Request request) {
    List<Request> open = of(request.mn()).stream().filter(each -> each.state().open()).toList();
    return open.size() < MOST_OPEN
        && open.stream()
            .noneMatch(
                each ->
                    each.command() == request.command()
                        && each.parameters().equals(request.parameters()));
  }

  synchronized void read(Request request) {
    put(own.getOrDefault(key(request), request));
  }

  /** Remembers what this gateway has made of a request. */
  synchronized Request own(Request request) {
    own.put(key(request), request);
    put(request);
    return request;
  }

  synchronized Optional<Request> oldestOpen(String mn) {
    return requests.getOrDefault(mn, Map.of()).values().stream()
        .filter(request -> request.state().open())
        .min(AGE);
  }

  /** Open requests whose device had to come before {@code now}. */
  synchronized List<Request> expired(Instant now) {
    List<Request> expired = new ArrayList<>();
    for (Map<String, Request> device : requests.values()) {
      for (Request request : device.values()) {
        if (request.state().open() && request.expiresAt().isBefore(now)) {
          expired.add(request);
        }
      }
    }
    return expired;
  }

  private void put(Request request) {
    Map<String, Request> device =
        requests.computeIfAbsent(request.mn(), mn -> new LinkedHashMap<>());
    device.put(request.id(), request);
    if (device.size() > MOST_KEPT) {
      device.values().stream()
          .filter(each -> !each.state().open())
          .min(AGE)
          .ifPresent(oldest -> device.remove(oldest.id()));
    }
  }

  private static String key(Request request) {
    return request.mn() + "|" + request.id();
  }
}
