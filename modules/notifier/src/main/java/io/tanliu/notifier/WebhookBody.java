// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tanliu.domain.notice.AlertNews.Facts;
import io.tanliu.domain.notice.Notice;
import io.tanliu.domain.notice.Notice.Item;
import io.tanliu.domain.notice.Receiver;
import io.tanliu.domain.notice.Receiver.Language;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A notice as JSON. */
final class WebhookBody {
  private static final ObjectMapper JSON = new ObjectMapper();

  private WebhookBody() {}

  static byte[] of(Receiver receiver, Letter letter) {
    Notice notice = letter.notice();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "alert.notice");
    body.put("id", letter.id());
    body.put("receiver", receiver.id());
    body.put("group", notice.group());
    body.put("at", Instant.ofEpochMilli(notice.at()).toString());
    body.put("titleZh", letter.text().title(Language.ZH));
    body.put("titleEn", letter.text().title(Language.EN));
    body.put("text", letter.text().body(receiver.language()));
    body.put("total", notice.total());
    List<Map<String, Object>> counts = new ArrayList<>();
    notice
        .counts()
        .forEach(
            (change, count) -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("change", change.name());
              one.put("alerts", count.all());
              one.put("critical", count.critical());
              counts.add(one);
            });
    body.put("counts", counts);
    body.put("alerts", notice.items().stream().map(WebhookBody::alert).toList());
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values are always JSON", e);
    }
  }

  private static Map<String, Object> alert(Item item) {
    Facts facts = item.facts();
    Map<String, Object> alert = new LinkedHashMap<>();
    alert.put("alertId", item.alertId());
    alert.put("sequence", item.sequence());
    alert.put("change", item.route().change().name());
    alert.put("severity", item.route().severity().name());
    alert.put("rule", facts.rule());
    alert.put("entity", facts.entity());
    alert.put("name", facts.name());
    alert.put("regions", facts.line());
    alert.put("at", Instant.ofEpochMilli(facts.at()).toString());
    alert.put("quantity", facts.quantity());
    alert.put("period", facts.period());
    alert.put("measured", facts.measured());
    alert.put("limit", facts.limit());
    alert.put("unit", facts.unit());
    alert.put("reason", facts.reason());
    alert.put("source", facts.source());
    return alert;
  }
}
