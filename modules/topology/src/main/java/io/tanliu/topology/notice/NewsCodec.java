// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.notice;

import io.tanliu.domain.notice.AlertNews;
import io.tanliu.domain.notice.AlertNews.Facts;
import io.tanliu.domain.notice.NoticeRow;
import io.tanliu.domain.notice.NoticeRow.Told;
import io.tanliu.domain.notice.Severity;
import io.tanliu.topology.state.VersionedBytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** News of alerts on the internal topic, and rows of the store; nobody outside reads them. */
final class NewsCodec implements Serde<AlertNews> {
  private static final int VERSION = 1;

  @Override
  public Serializer<AlertNews> serializer() {
    return (topic, news) -> news == null ? null : row(new NoticeRow(news, Optional.empty()));
  }

  @Override
  public Deserializer<AlertNews> deserializer() {
    return (topic, bytes) -> bytes == null ? null : row(bytes).news();
  }

  static byte[] row(NoticeRow row) {
    return VersionedBytes.write(
        VERSION,
        out -> {
          write(row.news(), out);
          out.writeBoolean(row.told().isPresent());
          if (row.told().isPresent()) {
            Told told = row.told().get();
            out.writeLong(told.episode());
            out.writeUTF(told.severity().name());
            out.writeUTF(told.worst().name());
            out.writeInt(told.reached());
          }
        });
  }

  static NoticeRow row(byte[] bytes) {
    return VersionedBytes.read(
        VERSION,
        bytes,
        in ->
            new NoticeRow(
                news(in),
                in.readBoolean()
                    ? Optional.of(new Told(in.readLong(), severity(in), severity(in), in.readInt()))
                    : Optional.empty()));
  }

  private static void write(AlertNews news, DataOutputStream out) throws IOException {
    Facts facts = news.facts();
    out.writeUTF(news.alertId());
    out.writeInt(news.sequence());
    out.writeLong(news.episode());
    out.writeBoolean(news.firing());
    out.writeBoolean(news.muted());
    out.writeBoolean(news.acknowledged());
    out.writeUTF(news.severity().name());
    out.writeInt(news.reached());
    out.writeInt(facts.line().size());
    for (String region : facts.line()) {
      out.writeUTF(region);
    }
    out.writeLong(facts.at());
    for (String text :
        List.of(
            facts.rule(),
            facts.entity(),
            facts.name(),
            facts.quantity(),
            facts.period(),
            facts.measured(),
            facts.limit(),
            facts.unit(),
            facts.reason(),
            facts.source())) {
      out.writeUTF(text);
    }
  }

  private static AlertNews news(DataInputStream in) throws IOException {
    String alertId = in.readUTF();
    int sequence = in.readInt();
    long episode = in.readLong();
    boolean firing = in.readBoolean();
    boolean muted = in.readBoolean();
    boolean acknowledged = in.readBoolean();
    Severity severity = severity(in);
    int reached = in.readInt();
    List<String> line = new ArrayList<>();
    int regions = in.readInt();
    for (int i = 0; i < regions; i++) {
      line.add(in.readUTF());
    }
    long at = in.readLong();
    String rule = in.readUTF();
    String entity = in.readUTF();
    String name = in.readUTF();
    Facts facts =
        new Facts(
            rule,
            entity,
            name,
            line,
            at,
            in.readUTF(),
            in.readUTF(),
            in.readUTF(),
            in.readUTF(),
            in.readUTF(),
            in.readUTF(),
            in.readUTF());
    return new AlertNews(
        alertId, sequence, episode, firing, muted, acknowledged, severity, reached, facts);
  }

  private static Severity severity(DataInputStream in) throws IOException {
    return Severity.valueOf(in.readUTF());
  }
}
