// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.report;

import com.fasterxml.jackson.databind.JsonNode;

/** Language of a sheet. */
public enum Lang {
  /** Chinese. */
  ZH("zh-CN"),
  /** English. */
  EN("en");

  private final String tag;

  Lang(String tag) {
    this.tag = tag;
  }

  /** BCP 47. */
  String tag() {
    return tag;
  }

  static Lang ofTag(String tag) {
    return EN.tag.equals(tag) ? EN : ZH;
  }

  String of(String zh, String en) {
    return this == ZH ? zh : en;
  }

  /** Name of what carries both. */
  String name(JsonNode named) {
    String en = named.path("nameEn").asText();
    return this == ZH || en.isEmpty() ? named.path("name").asText() : en;
  }
}
