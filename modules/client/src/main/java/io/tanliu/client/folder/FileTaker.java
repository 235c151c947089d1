// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client.folder;

import io.tanliu.client.PushException;
import java.io.IOException;
import java.nio.file.Path;

/** Takes the readings of one file. */
@FunctionalInterface
public interface FileTaker {
  /**
   * Takes a file; when it was taken before, nothing changes.
   *
   * @param receipt told what becomes of the readings
   * @throws PushException when it is refused, or cannot be taken now, see {@link
   *     PushException#later}
   * @throws IOException when it cannot be read
   */
  void take(Path file, FileReceipt receipt) throws PushException, IOException, InterruptedException;
}
