// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.notice;

import io.tanliu.domain.notice.AlertNews.Facts;
import io.tanliu.domain.notice.Notice.Count;
import io.tanliu.domain.notice.Notice.Item;
import io.tanliu.domain.notice.Receiver.Language;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.Quantities;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A notice in words for staff: the same for the same notice, whenever it is written. */
public final class NoticeText {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
  private static final int LONGEST_NUMBER = 18;

  private final Notice notice;
  private final NoticeHead head;
  private final int listed;

  /**
   * @param listed most alerts that the text lists one by one
   */
  public NoticeText(Notice notice, NoticeHead head, int listed) {
    this.notice = notice;
    this.head = head;
    this.listed = listed;
  }

  /** One line. */
  public String title(Language language) {
    return switch (language) {
      case ZH -> titleZh();
      case EN -> titleEn();
      case BOTH -> titleZh() + " / " + titleEn();
    };
  }

  /** Everything, in lines. */
  public String body(Language language) {
    return switch (language) {
      case ZH -> bodyZh();
      case EN -> bodyEn();
      case BOTH -> bodyZh() + "\n" + bodyEn();
    };
  }

  private String titleZh() {
    String where = head.regionZh().isEmpty() ? "" : head.regionZh() + " ";
    String what = head.ruleZh().isEmpty() ? "告警" : head.ruleZh();
    return "【碳流】" + where + what + "：" + countsZh();
  }

  private String titleEn() {
    String where = head.regionEn().isEmpty() ? "" : head.regionEn() + ", ";
    String what = head.ruleEn().isEmpty() ? "alerts" : head.ruleEn();
    return "[Tanliu] " + where + what + ": " + countsEn();
  }

  private String countsZh() {
    return notice.counts().entrySet().stream()
        .map(e -> e.getKey().zh() + " " + e.getValue().all() + criticalZh(e))
        .collect(Collectors.joining("，"));
  }

  private static String criticalZh(Map.Entry<Change, Count> entry) {
    return worthSaying(entry) ? "（严重 " + entry.getValue().critical() + "）" : "";
  }

  private String countsEn() {
    return notice.counts().entrySet().stream()
        .map(e -> e.getValue().all() + " " + e.getKey().en() + criticalEn(e))
        .collect(Collectors.joining(", "));
  }

  private static String criticalEn(Map.Entry<Change, Count> entry) {
    return worthSaying(entry) ? " (" + entry.getValue().critical() + " critical)" : "";
  }

  private static boolean worthSaying(Map.Entry<Change, Count> entry) {
    return entry.getKey() != Change.RESOLVED && entry.getValue().critical() > 0;
  }

  private String bodyZh() {
    StringBuilder text = new StringBuilder(titleZh()).append('\n');
    text.append("时间：").append(time(notice.at())).append("，分组：").append(notice.group()).append('\n');
    if (notice.items().size() > 1) {
      text.append("最严重：").append(lineZh(notice.items().get(0))).append('\n');
      notice.newest().ifPresent(item -> text.append("最新：").append(lineZh(item)).append('\n'));
    }
    List<Item> shown = shown();
    for (int i = 0; i < shown.size(); i++) {
      text.append(i + 1).append(". ").append(lineZh(shown.get(i))).append('\n');
    }
    int more = notice.total() - shown.size();
    return text.append(more > 0 ? "另有 " + more + " 起未逐条列出。\n" : "").toString();
  }

  private String bodyEn() {
    StringBuilder text = new StringBuilder(titleEn()).append('\n');
    text.append("At ").append(time(notice.at())).append(", group ").append(notice.group());
    text.append('\n');
    if (notice.items().size() > 1) {
      text.append("Worst: ").append(lineEn(notice.items().get(0))).append('\n');
      notice.newest().ifPresent(item -> text.append("Newest: ").append(lineEn(item)).append('\n'));
    }
    List<Item> shown = shown();
    for (int i = 0; i < shown.size(); i++) {
      text.append(i + 1).append(". ").append(lineEn(shown.get(i))).append('\n');
    }
    int more = notice.total() - shown.size();
    return text.append(more > 0 ? more + " more are not listed.\n" : "").toString();
  }

  private List<Item> shown() {
    return notice.items().subList(0, Math.min(listed, notice.items().size()));
  }

  private String lineZh(Item item) {
    Facts facts = item.facts();
    return "["
        + item.route().severity().zh()
        + "] "
        + item.route().change().zh()
        + " "
        + (facts.name().isEmpty() ? facts.entity() : facts.name() + "（" + facts.entity() + "）")
        + " "
        + subject(facts)
        + evidence(facts, "：实测 ", "，限值 ")
        + "，"
        + time(facts.at())
        + "，原因 "
        + facts.reason();
  }

  private String lineEn(Item item) {
    Facts facts = item.facts();
    return "["
        + item.route().severity().en()
        + "] "
        + item.route().change().en()
        + " "
        + (facts.name().isEmpty() ? facts.entity() : facts.entity() + " (" + facts.name() + ")")
        + " "
        + subject(facts)
        + evidence(facts, ": measured ", ", limit ")
        + ", "
        + time(facts.at())
        + ", "
        + facts.reason();
  }

  private static String subject(Facts facts) {
    String what = facts.rule() + (facts.quantity().isEmpty() ? "" : " " + facts.quantity());
    return facts.period().isEmpty() ? what : what + " " + facts.period();
  }

  private static String evidence(Facts facts, String measured, String limit) {
    String text = facts.measured().isEmpty() ? "" : measured + amount(facts.measured(), facts);
    return facts.limit().isEmpty() ? text : text + limit + amount(facts.limit(), facts);
  }

  /** Whole numbers of base units are shown in the unit that people use. */
  private static String amount(String number, Facts facts) {
    if (number.matches("-?\\d+") && number.length() <= LONGEST_NUMBER) {
      for (Dimension dimension : Dimension.values()) {
        if (dimension.baseUnit().equals(facts.unit())) {
          return Quantities.display(Long.parseLong(number), dimension).toPlainString()
              + " "
              + dimension.displayUnit();
        }
      }
    }
    return facts.unit().isEmpty() ? number : number + " " + facts.unit();
  }

  private String time(long at) {
    return TIME.format(Instant.ofEpochMilli(at).atZone(head.zone()));
  }
}
