// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.internals.Topic;
import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void shouldNameEveryTopicOnceUnderThePrefix() {
    List<String> names = Topics.all().stream().map(TopicSpec::name).toList();
    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.startsWith(Topics.PREFIX));
    names.forEach(Topic::validate);
  }

  @Test
  void shouldCompactReferenceAndStateAndLimitTheAgeOfTheRest() {
    Set<String> compacted =
        Topics.all().stream()
            .filter(topic -> topic.config().get("cleanup.policy").equals("compact"))
            .map(topic -> topic.name().substring(Topics.PREFIX.length()))
            .collect(Collectors.toSet());
    assertThat(compacted)
        .containsExactlyInAnyOrder(
            "ref.unit",
            "ref.target",
            "ref.region",
            "ref.factor",
            "ref.receiver",
            "ref.device",
            "report.activity",
            "ref.quota",
            "control.class",
            "control.code",
            "control.capacity",
            "control.ranking",
            "control.rank",
            "control.screening",
            "control.allowance",
            "control.score",
            "control.synergy",
            "control.utilisation",
            "control.hotspot",
            "ref.station",
            "ref.signer",
            "ref.key",
            "key.use",
            "attest.head",
            "report.sealed",
            "station.hourly",
            "station.daily",
            "station.network",
            "cems.hourly",
            "cems.daily",
            "metric.energy",
            "metric.carbon",
            "metric.intensity",
            "metric.share",
            "control.lamp",
            "control.forecast",
            "ref.alert-rule",
            "alert.silence",
            "alert.state",
            "quality.unit",
            "quality.account");
    assertThat(Topics.all())
        .allMatch(
            topic ->
                topic.config().get("cleanup.policy").equals("compact")
                    || topic.config().containsKey("retention.ms"));
  }

  @Test
  void shouldNameSubjectsAfterTheirTopics() {
    assertThat(Topics.READING_FRAME.valueSubject()).isEqualTo("tanliu.reading.frame-value");
  }
}
