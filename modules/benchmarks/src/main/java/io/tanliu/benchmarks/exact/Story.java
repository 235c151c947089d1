// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import io.tanliu.domain.control.Target;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.unit.Membership;
import io.tanliu.testkit.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Seeded input: units of several regions, what their meters say in the order of arrival, and
 * budgets of everyone that are passed.
 *
 * @param histories one per unit
 * @param frames frames of all units in the order in which they are sent
 * @param targets budgets
 * @param truth what the ledger must say in the end
 */
record Story(
    List<History> histories, List<ReadingFrame> frames, List<Target> targets, Truth truth) {
  /** County, city, province, nation and industry, as the code is built. */
  static final Membership MEMBERSHIP =
      (region, industry) ->
          List.of(
              region,
              region.substring(0, 4) + "00",
              region.substring(0, 2) + "0000",
              "100000",
              Membership.INDUSTRY_PREFIX + industry);

  private static final List<String> REGIONS = List.of("360102", "360111", "360481", "330108");
  private static final List<String> GATEWAYS = List.of("gateway-1", "gateway-2");
  private static final List<String> INDUSTRIES = List.of("3120", "2611");

  /**
   * How much of it.
   *
   * @param units number of units
   * @param length of each history
   * @param lateness most by which a reading is late; more than the horizon means some are refused
   * @param horizon of corrections
   */
  record Size(int units, Duration length, Duration lateness, Duration horizon) {}

  /** The story of a seed; the same for the same arguments. */
  static Story of(long seed, Size size) {
    // Neighbouring seeds of Random begin alike; these do not.
    SplittableRandom seeds = new SplittableRandom(seed);
    Random random = new Random(seeds.nextLong());
    List<History> histories = new ArrayList<>();
    for (int i = 0; i < size.units(); i++) {
      History.Shape shape = shape(i, size, random);
      histories.add(
          History.random(
              seeds.nextLong(),
              "U-" + i,
              REGIONS.get(i % REGIONS.size()),
              INDUSTRIES.get(random.nextInt(INDUSTRIES.size())),
              shape));
    }
    return of(histories, size.horizon(), random);
  }

  /** One unit has a past, the beginning of another is loaded later, the third is plain. */
  private static History.Shape shape(int unit, Size size, Random random) {
    long minutes = size.length().toMinutes();
    Duration length = Duration.ofMinutes(minutes / 2 + (long) (random.nextDouble() * minutes));
    History.Shape plain = new History.Shape(length, size.lateness());
    return switch (unit % 3) {
      case 0 -> plain.withPast();
      case 1 -> plain.loadedLater(length.dividedBy(3));
      default -> plain;
    };
  }

  private static Story of(List<History> histories, Duration horizon, Random random) {
    List<ReadingFrame> frames = interleaved(histories, random);
    Truth truth = Truth.of(histories, frames, horizon);
    return new Story(List.copyOf(histories), frames, Budgets.of(truth, random), truth);
  }

  /** The same readings of each unit in another order, and what follows from it. */
  Story shuffled(long seed, Duration horizon) {
    List<History> mixed = new ArrayList<>();
    histories.forEach(history -> mixed.add(history.shuffled(seed)));
    return of(mixed, horizon, new Random(seed));
  }

  /** All of it, and then all of it again. */
  Story twice(Duration horizon) {
    List<ReadingFrame> again = new ArrayList<>(frames);
    frames.forEach(frame -> again.add(with(frame.frameId() + "-again", frame.gateway(), frame)));
    return new Story(histories, again, targets, Truth.of(histories, again, horizon));
  }

  /** Any unit next, its own frames in order. */
  private static List<ReadingFrame> interleaved(List<History> histories, Random random) {
    List<List<ReadingFrame>> byUnit = new ArrayList<>();
    histories.forEach(history -> byUnit.add(new ArrayList<>(history.frames())));
    List<ReadingFrame> frames = new ArrayList<>();
    byUnit.removeIf(List::isEmpty);
    while (!byUnit.isEmpty()) {
      List<ReadingFrame> next = byUnit.get(random.nextInt(byUnit.size()));
      ReadingFrame frame = next.remove(0);
      String gateway = GATEWAYS.get(random.nextInt(GATEWAYS.size()));
      frames.add(with(frame.frameId(), gateway, frame));
      byUnit.removeIf(List::isEmpty);
    }
    return frames;
  }

  private static ReadingFrame with(String id, String gateway, ReadingFrame frame) {
    return new ReadingFrame(
        id,
        frame.unit(),
        frame.receivedAt(),
        frame.source(),
        gateway,
        frame.action(),
        frame.backfill(),
        frame.edit(),
        frame.readings());
  }

  /** The frames of one unit, in order. */
  List<ReadingFrame> framesOf(History history) {
    return frames.stream().filter(f -> f.unit().equals(history.unit().id())).toList();
  }

  long readings() {
    return frames.stream().mapToLong(frame -> frame.readings().size()).sum();
  }
}
