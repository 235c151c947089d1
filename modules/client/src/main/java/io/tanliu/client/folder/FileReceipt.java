// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client.folder;

import io.tanliu.client.PushListener;
import io.tanliu.client.PushProgress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of a file, gathered while it is taken. */
public final class FileReceipt implements PushListener {
  /** Readings whose reason is listed; of the others only the number is told. */
  private static final int LISTED = 1_000;

  private static final int NOTES = 100;

  private final List<Map<String, String>> rejected = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private PushProgress progress = new PushProgress(0, 0, 0, 0);
  private String refusal = "";

  @Override
  public void progress(PushProgress now) {
    progress = now;
  }

  @Override
  public void rejected(String where, String code, String field, String value, String expected) {
    if (rejected.size() < LISTED) {
      Map<String, String> one = new LinkedHashMap<>();
      one.put("where", where);
      one.put("code", code);
      one.put("field", field);
      one.put("value", value);
      one.put("expected", expected);
      rejected.add(one);
    }
  }

  @Override
  public void note(String text) {
    if (notes.size() < NOTES) {
      notes.add(text);
    }
  }

  /** The file is refused as a whole. */
  public void refuse(String why) {
    refusal = why;
  }

  /** True when nothing of the file was taken and something should have been. */
  boolean isRefused() {
    return !refusal.isEmpty() || (progress.accepted() == 0 && progress.rejected() > 0);
  }

  PushProgress counts() {
    return progress;
  }

  /** The receipt for programs. */
  Map<String, Object> members(String file, String takenAt) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("file", file);
    members.put("takenAt", takenAt);
    members.put("refused", isRefused());
    members.put("reason", refusal);
    members.put("readings", progress.readings());
    members.put("accepted", progress.accepted());
    members.put("rejectedCount", progress.rejected());
    members.put("rejected", rejected);
    members.put("notes", notes);
    return members;
  }

  /** The receipt for people. */
  String text(String file, String takenAt) {
    StringBuilder text = new StringBuilder(256);
    text.append("文件 File: ").append(file).append('\n');
    text.append("时间 Taken at: ").append(takenAt).append('\n');
    text.append("结果 Result: ").append(isRefused() ? "退回 refused" : "已接收 accepted").append('\n');
    if (!refusal.isEmpty()) {
      text.append("原因 Reason: ").append(refusal).append('\n');
    }
    text.append("读数 Readings: ").append(progress.readings()).append('\n');
    text.append("接收 Accepted: ").append(progress.accepted()).append('\n');
    text.append("拒收 Rejected: ").append(progress.rejected()).append('\n');
    for (Map<String, String> one : rejected) {
      text.append("  ")
          .append(one.get("where"))
          .append(": ")
          .append(one.get("code"))
          .append(' ')
          .append(one.get("field"))
          .append(": ")
          .append(one.get("value"))
          .append("（应为 expected: ")
          .append(one.get("expected"))
          .append("）\n");
    }
    if (progress.rejected() > rejected.size()) {
      text.append("  … ").append(progress.rejected() - rejected.size()).append(" 条 more\n");
    }
    notes.forEach(note -> text.append("说明 Note: ").append(note).append('\n'));
    return text.toString();
  }
}
