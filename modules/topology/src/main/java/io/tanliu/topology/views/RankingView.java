// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.avro.RankPlace;
import io.tanliu.avro.Ranking;
import io.tanliu.avro.UnitRank;
import io.tanliu.avro.Unranked;
import io.tanliu.domain.assess.AssessRules.Parameters;
import io.tanliu.domain.assess.Ranks;
import io.tanliu.domain.assess.Ranks.Entry;
import io.tanliu.domain.assess.Ranks.Place;
import io.tanliu.domain.assess.Standing;
import io.tanliu.domain.assess.Standing.Measure;
import io.tanliu.topology.views.GroupViews.Group;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Rankings of a group by reduction and by intensity. Published are the first places, and of every
 * unit its own rank, this one only when the rank changed.
 */
final class RankingView {
  static final String REDUCTION = "reduction";
  static final String INTENSITY = "intensity";
  static final String ANY = "any";

  private static final int FIRST_IDS = 20;
  private static final int MOST_DENOMINATORS = 50;

  private final Parameters parameters;
  private final KeyValueStore<String, byte[]> told;

  /**
   * @param store ranks as they were told, and the keys of a group's rankings
   */
  RankingView(Parameters parameters, KeyValueStore<String, byte[]> store) {
    this.parameters = parameters;
    this.told = store;
  }

  /** One member in one ranking. */
  private record Member(Standing standing, Measure measure, String kind) {
    Optional<BigDecimal> value() {
      return kind.equals(REDUCTION) ? measure.reduction() : measure.intensity();
    }

    String reason() {
      return kind.equals(REDUCTION) ? measure.reductionReason() : measure.intensityReason();
    }

    Entry entry() {
      return new Entry(standing.unit(), value().orElseThrow(), measure.provisional());
    }
  }

  void look(Group group, List<Standing> standings, Told records) {
    Set<String> keys = new LinkedHashSet<>();
    for (String quantity : StandingView.QUANTITIES) {
      rank(group, quantity, REDUCTION, ANY, members(standings, quantity, REDUCTION), records, keys);
      Map<String, List<Member>> byDenominator =
          members(standings, quantity, INTENSITY).stream()
              .collect(
                  Collectors.groupingBy(
                      m -> m.measure().denominator(), TreeMap::new, Collectors.toList()));
      byDenominator.entrySet().stream()
          .limit(MOST_DENOMINATORS)
          .forEach(e -> rank(group, quantity, INTENSITY, e.getKey(), e.getValue(), records, keys));
    }
    forget(group, keys, records);
  }

  private static List<Member> members(List<Standing> standings, String quantity, String kind) {
    return standings.stream()
        .flatMap(
            standing ->
                standing.measures().stream()
                    .filter(measure -> measure.quantity().equals(quantity))
                    .map(measure -> new Member(standing, measure, kind)))
        .toList();
  }

  private void rank(
      Group group,
      String quantity,
      String kind,
      String denominator,
      List<Member> members,
      Told records,
      Set<String> keys) {
    if (members.isEmpty()) {
      return;
    }
    String key = group.key() + "|" + quantity + "|" + kind + "|" + denominator;
    keys.add(key);
    List<Place> places =
        Ranks.of(
            members.stream().filter(m -> m.value().isPresent()).map(Member::entry).toList(),
            kind.equals(REDUCTION));
    LocalDate to =
        members.stream().map(m -> m.standing().days().to()).max(LocalDate::compareTo).orElseThrow();
    records.tell(
        Topics.CONTROL_RANKING,
        key,
        Ranking.newBuilder()
            .setRegion(group.region())
            .setIndustry(group.industry())
            .setQuantity(quantity)
            .setMeasure(kind)
            .setDenominator(denominator)
            .setTo(to.toString())
            .setRanked(places.size())
            .setMedian(Texts.orNull(Ranks.median(places)))
            .setBest(places.stream().limit(parameters.places()).map(RankingView::place).toList())
            .setUnranked(unranked(members))
            .build());
    told.put(group.key() + "|#" + key, new byte[] {1});
    Map<String, Integer> ranks = new TreeMap<>();
    places.forEach(place -> ranks.put(place.entry().unit(), place.rank()));
    for (Member member : members) {
      own(group, denominator, member, ranks.get(member.standing().unit()), places.size(), records);
    }
  }

  private static RankPlace place(Place place) {
    return new RankPlace(
        place.entry().unit(),
        place.rank(),
        Texts.text(place.entry().value()),
        place.entry().provisional());
  }

  private static List<Unranked> unranked(List<Member> members) {
    Map<String, List<String>> byReason =
        members.stream()
            .filter(m -> m.value().isEmpty())
            .collect(
                Collectors.groupingBy(
                    Member::reason,
                    TreeMap::new,
                    Collectors.mapping(m -> m.standing().unit(), Collectors.toList())));
    List<Unranked> unranked = new ArrayList<>();
    byReason.forEach(
        (reason, units) ->
            unranked.add(
                new Unranked(
                    reason, units.size(), units.stream().sorted().limit(FIRST_IDS).toList())));
    return unranked;
  }

  /** A unit's own rank is told when it, its reason, or the size of the field changed. */
  private void own(
      Group group, String denominator, Member member, Integer rank, int of, Told records) {
    String unit = member.standing().unit();
    String key = key(group, unit, member.measure().quantity(), member.kind());
    byte[] before = told.get(key);
    String said = (rank == null ? "-" + member.reason() : "+" + rank) + "|" + denominator;
    if (before != null
        && ViewBytes.read(before, in -> in.readUTF().equals(said) && near(in.readInt(), of))) {
      return;
    }
    told.put(
        key,
        ViewBytes.write(
            out -> {
              out.writeUTF(said);
              out.writeInt(of);
            }));
    records.tell(
        Topics.CONTROL_RANK,
        key,
        UnitRank.newBuilder()
            .setEntity(unit)
            .setRegion(group.region())
            .setIndustry(group.industry())
            .setQuantity(member.measure().quantity())
            .setMeasure(member.kind())
            .setDenominator(denominator)
            .setRank(rank)
            .setOf(of)
            .setValue(Texts.orNull(member.value()))
            .setReason(rank == null ? member.reason() : "")
            .setFrom(member.standing().days().from().toString())
            .setTo(member.standing().days().to().toString())
            .setProvisional(member.measure().provisional())
            .build());
  }

  private boolean near(int before, int now) {
    BigDecimal change = BigDecimal.valueOf(Math.abs(now - before));
    return change.compareTo(parameters.republish().multiply(BigDecimal.valueOf(before))) < 0
        || now == before;
  }

  /** A unit left the group: its ranks there are taken back. */
  void left(Group group, String unit, Told records) {
    for (String quantity : StandingView.QUANTITIES) {
      for (String kind : List.of(REDUCTION, INTENSITY)) {
        String key = key(group, unit, quantity, kind);
        told.delete(key);
        records.takeBack(Topics.CONTROL_RANK, key);
      }
    }
  }

  /** Rankings that have no member any more. */
  private void forget(Group group, Set<String> keys, Told records) {
    String prefix = group.key() + "|#";
    List<String> gone = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> rows = told.range(prefix, group.key() + "|$")) {
      rows.forEachRemaining(row -> gone.add(row.key.substring(prefix.length())));
    }
    gone.removeAll(keys);
    for (String key : gone) {
      told.delete(prefix + key);
      records.takeBack(Topics.CONTROL_RANKING, key);
    }
  }

  private static String key(Group group, String unit, String quantity, String kind) {
    return unit + "|" + group.key() + "|" + quantity + "|" + kind;
  }
}
