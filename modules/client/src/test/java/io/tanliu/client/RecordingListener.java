// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a push tells. */
public final class RecordingListener implements PushListener {
  private final List<PushProgress> progress = new ArrayList<>();
  private final List<String> rejected = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  @Override
  public void progress(PushProgress now) {
    progress.add(now);
  }

  @Override
  public void rejected(String where, String code, String field, String value, String expected) {
    rejected.add(where + " " + code + " " + field + " " + value);
  }

  @Override
  public void note(String text) {
    notes.add(text);
  }

  /** Progress after each batch. */
  public List<PushProgress> progress() {
    return progress;
  }

  /** Place, code, field and value of each rejected reading. */
  public List<String> rejected() {
    return rejected;
  }

  /** Other messages. */
  public List<String> notes() {
    return notes;
  }
}
